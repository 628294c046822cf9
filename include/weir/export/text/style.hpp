#pragma once

#include <weir/base/config.hpp>

#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include <sys/ioctl.h>

namespace weir::inline WEIR_ABI::panel::detail {

/// What a piece of text is, which decides its colour.
enum class Look : unsigned char { plain, strong, faint, good, warning, bad };

/// Text, and how it looks on a terminal.
struct Styled {
    std::string text;
    Look look = Look::plain;
};

/// Colours by the ANSI escape sequences (ECMA-48, 8.3.117: select graphic rendition), or none.
inline std::string painted(std::string_view text, Look look, bool colour) {
    constexpr const char* codes[] = {"", "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[33m", "\x1b[31m"};
    if (!colour || look == Look::plain || text.empty()) return std::string{text};
    return codes[static_cast<unsigned>(look)] + std::string{text} + "\x1b[0m";
}

/// Whether a stream shows colours: it is std::cout, std::cerr or std::clog, that is a terminal, and NO_COLOR
/// (https://no-color.org) is not set to anything.
inline bool shows_colour(const std::ostream& stream) {
    const bool is_out = &stream == &std::cout;
    const bool is_error = &stream == &std::cerr || &stream == &std::clog;
    if (!is_out && !is_error) return false;
    const char* no_colour = std::getenv("NO_COLOR");
    if (no_colour != nullptr && *no_colour != '\0') return false;
    // What isatty asks. <unistd.h> would put its read, write, link and sync beside the user's own functions of these
    // names, of which weir::Stage<"read", read> could then not tell which is meant.
    winsize size;
    return ioctl(is_out ? 1 : 2, TIOCGWINSZ, &size) == 0;
}

}  // namespace weir::inline WEIR_ABI::panel::detail
