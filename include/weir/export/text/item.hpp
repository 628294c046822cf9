#pragma once

#include <weir/export/text/style.hpp>
#include <weir/export/text/width.hpp>
#include <weir/panel/joined.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace weir::inline WEIR_ABI::panel::detail {

inline constexpr std::size_t text_columns = 100;

/// A line of a list: a painted head in a column of its own, and text wrapped beside it.
inline std::string item_text(const Styled& head, std::size_t head_columns, const std::string& text, bool colour) {
    const std::size_t indent = 2 + head_columns + 2;
    const std::size_t pad = indent - 2 - std::min(indent - 2, width_of(head.text));
    return joined("  ", painted(head.text, head.look, colour), std::string(pad, ' '),
                  wrapped(text, text_columns, indent), "\n");
}

}  // namespace weir::inline WEIR_ABI::panel::detail
