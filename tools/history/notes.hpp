#pragma once

#include "history/entry.hpp"
#include "history/series.hpp"

#include <string>
#include <vector>

namespace weir_tool {

/// What a reader of a history must know besides, a sentence each: stages that came, went or may have been renamed, labels
/// that are there twice, hosts and compilers that differ.
[[nodiscard]] std::vector<std::string> notes_of(const std::vector<Entry>& entries);

/// What changed with a change besides the code: hosts, compilers, levels or weir's versions of which none was there
/// before and after. Empty where nothing did.
[[nodiscard]] std::string suspects_of(const std::vector<Entry>& entries, const Series& series,
                                      const weir::Change& change);

/// The label, and which of several it is: "v1.2 (2nd)".
[[nodiscard]] std::string label_of(const std::vector<Entry>& entries, std::size_t build);

}  // namespace weir_tool
