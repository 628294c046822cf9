#pragma once

#include "collector.hpp"
#include "result.hpp"
#include "variants.hpp"

namespace bench {

/// Of one variant on one workload, in nanoseconds a run.
struct Figure {
    double median;
    double lower_quartile;
    double upper_quartile;
    std::size_t repetitions;
};

/// The figures of a run of all benchmarks, and what follows from them.
class Figures {
public:
    explicit Figures(const Collector& collector);

    [[nodiscard]] const Figure* find(const std::string& workload, const std::string& variant) const;
    /// (variant - bare) / (limit - bare), of the medians; NaN where one of them was not measured.
    [[nodiscard]] double of_limit(const std::string& workload, const std::string& variant) const;
    /// variant - bare; NaN where one of them was not measured.
    [[nodiscard]] double added(const std::string& workload, const std::string& variant) const;

private:
    std::map<std::string, Figure> figures_;
};

/// All workloads: their facts, in the order of the tables.
std::vector<WorkloadFacts> workloads();

/// Adds the tables and the plot of the stages that were measured.
void add_tables(const Figures& figures, Result& result);

}  // namespace bench
