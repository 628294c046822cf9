#pragma once

#include <weir/panel/report.hpp>

#include <string>
#include <vector>

namespace weir_tool {

/// The reports of one side: of each recording, of each file of JSON that weir report --json wrote, and of all *.weir and
/// *.json in a folder. Recordings that are still written are named on standard error. Throws what opening them throws, and
/// Unusable.
[[nodiscard]] std::vector<weir::Report> read_side(const std::vector<std::string>& paths);

}  // namespace weir_tool
