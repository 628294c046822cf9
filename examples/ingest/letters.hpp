#pragma once

#include <string>

namespace ingest {

// What is a letter, and which is its lower case: simple rules over ranges of code points. The tables of Unicode would
// be right everywhere and are not what this example is about.

constexpr bool is_ascii_letter(char32_t c) noexcept { return (c | 0x20) >= U'a' && (c | 0x20) <= U'z'; }
constexpr bool is_digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }
constexpr bool is_ascii_letter_or_digit(char c) noexcept {
    const char32_t code = static_cast<unsigned char>(c);
    return is_ascii_letter(code) || is_digit(code);
}
constexpr bool is_combining_mark(char32_t c) noexcept { return c >= 0x300 && c <= 0x36F; }

constexpr bool is_letter(char32_t c) noexcept {
    if (c < 0x80) return is_ascii_letter(c);
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c == 0xD7 || c == 0xF7) return false;  // multiplication and division sign
    if (is_combining_mark(c)) return false;
    if (c >= 0x2000 && c < 0x2C00) return false;  // punctuation, arrows, mathematics, boxes, symbols
    if (c >= 0x2E00 && c < 0x3041) return false;  // more punctuation, radicals
    if (c >= 0xD800 && c < 0xF900) return false;  // surrogates, private use
    if (c >= 0xFE00 && c < 0xFE70) return false;  // variation selectors, forms of punctuation
    if (c >= 0xFF00)
        return (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFFDC) || (c >= 0x20000 && c < 0x32000);
    return true;
}

/// Whether it belongs to a word that has begun.
constexpr bool continues_word(char32_t c) noexcept { return is_digit(c) || is_combining_mark(c); }

/// ASCII, Latin-1, Greek and Cyrillic; other letters stay as they are. Never longer in UTF-8.
constexpr char32_t lower_case(char32_t c) noexcept {
    if (c < 0x80) return c >= U'A' && c <= U'Z' ? c + 0x20 : c;
    if (c >= 0xC0 && c <= 0xDE) return c + 0x20;
    if (c == 0x386) return 0x3AC;
    if (c >= 0x388 && c <= 0x38A) return c + 0x25;
    if (c == 0x38C) return 0x3CC;
    if (c == 0x38E || c == 0x38F) return c + 0x3F;
    if (c >= 0x391 && c <= 0x3AB) return c + 0x20;
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    return c;
}

inline void append_utf8(std::string& out, char32_t c) {
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += {static_cast<char>(0xC0 | c >> 6), tail(0)};
    } else if (c < 0x10000) {
        out += {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
    } else {
        out += {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
    }
}

}  // namespace ingest
