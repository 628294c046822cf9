#pragma once

#include "history/entry.hpp"

#include <weir/history.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace weir_tool {

enum class Metric : unsigned char { mean, p50, p99 };

[[nodiscard]] const char* name_of(Metric metric) noexcept;

/// A stage that was given another name: {old, new}.
using Renamed = std::vector<std::pair<std::string, std::string>>;

/// What one stage did over the builds.
struct Series {
    std::string stage;                ///< its path; empty: the whole run
    std::vector<std::size_t> builds;  ///< of each value, the entry that it is from
    std::vector<double> values;       ///< nanoseconds
    std::size_t without = 0;          ///< entries between its first and its last in which it never ran, or took no time
    weir::Trend trend;
};

/// Gives stages the names that they have now. Throws Unusable where an entry has both names.
void rename(std::vector<Entry>& entries, const Renamed& renamed);

/// The stages that the last entry has, the whole run first; `stage` alone where it is not empty ("total": the whole run).
/// Throws Unusable where no entry has it. The rate of false changes is that of all stages of the last entry together.
[[nodiscard]] std::vector<Series> make_series(const std::vector<Entry>& entries, Metric metric,
                                              const std::string& stage, const weir::TrendOptions& options);

/// "total" for the whole run, else the path.
[[nodiscard]] std::string name_of(const Series& series);

}  // namespace weir_tool
