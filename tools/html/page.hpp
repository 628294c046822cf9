#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace weir_tool {

/// JSON for within an element `script`: what could end it, or open a comment, is written as an escape, and so is all that
/// is not ASCII. Strings that are no UTF-8 have U+FFFD where they are none.
[[nodiscard]] std::string script_json(const nlohmann::json& data);

/// A template taken apart at the one place that its data goes to.
struct PageTemplate {
    std::string_view before, after;

    /// Throws Unusable where the text is empty, with what to do, and where it has no such place, or several.
    explicit PageTemplate(std::string_view text);
};

}  // namespace weir_tool
