#pragma once

#include <weir/panel/recording.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace weir_tool {

/// What a page shows of some recordings of one pipeline, as JSON, and what they are compared by.
struct PageSide {
    ///     files     [string]
    ///     report    what weir report --json prints of them: export/json.hpp
    ///     costs     [{stage (a path), sentence, cells [[items, ns, calls, deviation_ns]]}], means of calls with about as many items
    ///     runs      null, or what runs_json gives
    nlohmann::json json;
    std::vector<weir::Report> reports;  ///< of each recording, where they are asked for
};

/// Reads all of the recordings. `to_compare`: with the reports of each. Throws what opening and summing them throws.
[[nodiscard]] PageSide read_page_side(const std::vector<std::string>& files, bool to_compare);

}  // namespace weir_tool
