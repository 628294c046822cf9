#pragma once

#include <cstddef>

namespace weir_tool {

/// What the terminal, or what stands in its place, can show.
struct Style {
    bool colour = false;
    bool utf8 = false;
};

/// Of standard output: colours on a terminal that is not dumb, where NO_COLOR (https://no-color.org) does not forbid it;
/// UTF-8 by the locale's variables, LC_ALL before LC_CTYPE before LANG.
[[nodiscard]] Style style_of_output();

/// The columns of a page on standard output: COLUMNS where it is set, those of the terminal where it is one, else as many as
/// a report has. 40 to 1000.
[[nodiscard]] std::size_t width_of_output();

/// Whether TERM names a terminal that knows no escape sequences.
[[nodiscard]] bool terminal_is_dumb();

}  // namespace weir_tool
