#pragma once

#include <string_view>

namespace weir_tool {

/// The page that tools/page was built to, with a place for the data in it; empty where the command was built without.
[[nodiscard]] std::string_view page_template();

}  // namespace weir_tool
