#pragma once

#include <weir/base/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace weir::inline WEIR_ABI::panel {

inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";  ///< U+FFFD

/// The size of the well-formed UTF-8 sequence that `bytes` start with, 0 where there is none. Overlong forms,
/// surrogates and what is above U+10FFFF are none. Source: The Unicode Standard, table 3-7.
constexpr std::size_t sequence_size(std::string_view bytes) noexcept {
    if (bytes.empty()) return 0;
    const auto at = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
    const unsigned first = at(0);
    if (first < 0x80) return 1;
    const std::size_t size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (size == 0 || bytes.size() < size) return 0;
    const unsigned least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned greatest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (at(1) < least || at(1) > greatest) return 0;
    for (std::size_t i = 2; i < size; ++i)
        if (at(i) < 0x80 || at(i) > 0xBF) return 0;
    return size;
}

/// A copy in which each byte that belongs to no well-formed sequence has become U+FFFD: a message of an
/// exception may be in any encoding, and cut in the middle of a character.
inline std::string valid_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t size = sequence_size(bytes);
        out += size == 0 ? replacement_character : bytes.substr(0, size);
        bytes.remove_prefix(size == 0 ? 1 : size);
    }
    return out;
}

}  // namespace weir::inline WEIR_ABI::panel
