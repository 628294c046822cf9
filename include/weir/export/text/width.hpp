#pragma once

#include <weir/base/config.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

// Text that fits a terminal: how many columns it takes, cut and wrapped to a width. A column is a code point;
// wide and combining characters are not told apart, which at worst makes a line ragged.
namespace weir::inline WEIR_ABI::panel::detail {

constexpr bool continues_character(char byte) noexcept { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

inline std::size_t width_of(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues_character));
}

/// The bytes that the first `columns` columns take.
inline std::size_t bytes_of(std::string_view text, std::size_t columns) {
    std::size_t i = 0;
    while (i < text.size() && (columns > 0 || continues_character(text[i]))) {
        ++i;
        if (i == text.size() || !continues_character(text[i])) --columns;
        if (columns == 0) break;
    }
    return i;
}

/// At most `columns` columns of the text, its middle left out: the ends of a name say more.
inline std::string shortened(std::string_view text, std::size_t columns) {
    const std::size_t width = width_of(text);
    if (width <= columns) return std::string{text};
    if (columns < 5) return std::string{text.substr(0, bytes_of(text, columns))};
    const std::size_t back = (columns - 3) / 2;
    const std::size_t front = columns - 3 - back;
    return std::string{text.substr(0, bytes_of(text, front))} + "..." +
           std::string{text.substr(bytes_of(text, width - back))};
}

/// The text in lines, broken at spaces, of which the first starts at column `indent` and the others are
/// indented so far; none is wider than `columns` but for a word that is.
inline std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
    std::string out;
    std::size_t used = indent;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::size_t width = width_of(text.substr(0, end));
        if (used > indent && used + 1 + width > columns) {
            out += '\n';
            out.append(indent, ' ');
            used = indent;
        } else if (used > indent) {
            out += ' ';
            ++used;
        }
        out += text.substr(0, end);
        used += width;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

}  // namespace weir::inline WEIR_ABI::panel::detail
