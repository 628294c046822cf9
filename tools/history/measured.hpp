#pragma once

#include "history/entry.hpp"

#include <string>
#include <vector>

namespace weir_tool {

/// What an entry takes of recordings, which are added up as `weir report` does it, or of one report in JSON; all but its
/// label. Throws Unusable, or what weir::open and weir::report throw.
[[nodiscard]] Entry measured_in(const std::vector<std::string>& files);

}  // namespace weir_tool
