#pragma once

#include <weir/panel/utf8.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace weir::inline WEIR_ABI::panel::detail {

/// Whether a character of UTF-8 does something to the terminal, or to the order of what stands beside it, in place of
/// being shown: C0, DEL, C1 (U+0080 to U+009F), the line separators and the bidirectional controls (U+2028 to U+202E,
/// U+2066 to U+2069; https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
constexpr bool controls_terminal(std::string_view character) noexcept {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 1) return at(0) < 0x20 || at(0) == 0x7F;
    if (character.size() == 2) return at(0) == 0xC2 && at(1) < 0xA0;
    if (character.size() != 3 || at(0) != 0xE2) return false;
    return (at(1) == 0x80 && at(2) >= 0xA8 && at(2) <= 0xAE) || (at(1) == 0x81 && at(2) >= 0xA6 && at(2) <= 0xA9);
}

/// A text as it can be shown: what controls a terminal becomes its bytes in hexadecimal, `\x1b`, or `\n`, `\t`; so does each
/// byte that belongs to no character of UTF-8. Names, keys and messages may come from anybody's file.
inline std::string printable(std::string_view text) {
    constexpr const char* digits = "0123456789abcdef";
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t size = sequence_size(text);
        const std::string_view character = text.substr(0, size == 0 ? 1 : size);
        text.remove_prefix(character.size());
        if (size != 0 && !controls_terminal(character)) {
            out += character;
        } else if (character == "\n") {
            out += "\\n";
        } else if (character == "\t") {
            out += "\\t";
        } else {
            for (const char c : character) {
                const auto byte = static_cast<unsigned char>(c);
                out += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
            }
        }
    }
    return out;
}

}  // namespace weir::inline WEIR_ABI::panel::detail
