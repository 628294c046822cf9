#pragma once

#include "support/made_shards.hpp"

#include <weir/panel/report.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace weir_test {

/// Reports as of processes of one program, by a rule and a seed.
struct MadeReports {
    std::vector<std::string> stages{"parse", "sort", "write"};
    std::vector<double> typical{2'000, 50'000, 9'000};  ///< nanoseconds
    std::vector<double> factors{1, 1, 1};               ///< by which the stages are slower
    std::size_t runs = 100;
    double run_noise = 0.3;       ///< the standard deviation of a run's logarithm
    double process_noise = 0.02;  ///< of what all runs of a process have in common, apart for each stage
    double burst = 0;             ///< the probability that a process is up to three times slower throughout
    double second_mode = 0;       ///< the share of runs that take four times as long
    std::int64_t first_created = 1'000;
    std::int64_t apart = 1'000;  ///< from one process to the next, nanoseconds

    [[nodiscard]] weir::Report one(std::mt19937& random, std::int64_t created) const {
        std::normal_distribution<double> normal;
        std::uniform_real_distribution<double> uniform;
        MadePipeline made{"made"};
        for (const std::string& stage : stages) made.stage(stage);
        made.make();
        const double hit = uniform(random) < burst ? 1 + 2 * uniform(random) : 1;
        std::vector<double> of_process;
        for (std::size_t i = 0; i < stages.size(); ++i)
            of_process.push_back(typical[i] * factors[i] * hit * std::exp(process_noise * normal(random)));
        for (std::size_t run = 0; run < runs; ++run) {
            std::vector<std::uint64_t> leaves;
            for (const double of_stage : of_process) {
                const double mode = uniform(random) < second_mode ? 4 : 1;
                leaves.push_back(static_cast<std::uint64_t>(of_stage * mode * std::exp(run_noise * normal(random))));
            }
            made.run(leaves);
        }
        weir::Report report = weir::panel::make_report(made.source());
        report.recorded_by.push_back(
            {static_cast<std::uint64_t>(created), created, "/usr/bin/made", "here", "g++ 12.2.0", "x86_64", "0.1.0"});
        return report;
    }
    [[nodiscard]] std::vector<weir::Report> some(std::mt19937& random, std::size_t count) const {
        std::vector<weir::Report> reports;
        for (std::size_t i = 0; i < count; ++i)
            reports.push_back(one(random, first_created + static_cast<std::int64_t>(i) * apart));
        return reports;
    }
    /// The same, each after one of another's.
    [[nodiscard]] MadeReports after() const {
        MadeReports later = *this;
        later.first_created += apart / 2;
        return later;
    }
    [[nodiscard]] MadeReports slower(std::size_t stage, double factor) const {
        MadeReports other = after();
        other.factors[stage] = factor;
        return other;
    }
};

}  // namespace weir_test
