#pragma once

#include <weir/export/read_benchmark_json.hpp>
#include <weir/panel/report.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace weir_tool {

/// One side of a comparison: either of the two, never both.
struct Side {
    std::vector<weir::Report> reports;               ///< of recordings, and of reports in JSON
    std::vector<weir::BenchmarkReports> benchmarks;  ///< of files that Google Benchmark wrote, each by its name
    std::size_t files = 0;
};

/// The reports of one side: of each recording, of each file of JSON that weir report --json or Google Benchmark wrote, and
/// of all *.weir and *.json in a folder. Of one file of Google Benchmark's each repetition is a report, of several each
/// file. Recordings that are still written are named on standard error. Throws what opening them throws, and Unusable.
[[nodiscard]] Side read_side(const std::vector<std::string>& paths);

}  // namespace weir_tool
