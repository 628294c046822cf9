#include "utf8.hpp"

#include <cstdint>
#include <cstring>

namespace ingest {

namespace {

unsigned char byte_at(std::string_view text, std::size_t at) noexcept { return static_cast<unsigned char>(text[at]); }

/// The number of ASCII characters from `at` on, eight at a step; those short of the end may be left out.
std::size_t ascii_run(std::string_view text, std::size_t at) noexcept {
    const std::size_t start = at;
    for (std::uint64_t word; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & 0x8080808080808080U) != 0) break;
    }
    return at - start;
}

}  // namespace

Sequence sequence_at(std::string_view text, std::size_t at) noexcept {
    const unsigned char first = byte_at(text, at);
    if (first < 0x80) return {1, true};
    if (first < 0xC2 || first > 0xF4) return {1, false};
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    // Only the second byte's range depends on the first.
    const unsigned char lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i == text.size()) return {i, false};
        const unsigned char next = byte_at(text, at + i);
        if (next < (i == 1 ? lowest : 0x80) || next > (i == 1 ? highest : 0xBF)) return {i, false};
    }
    return {length, true};
}

Utf8Check check_utf8(std::string_view bytes) noexcept {
    Utf8Check check;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t ascii = ascii_run(bytes, at);
        check.characters += ascii;
        at += ascii;
        // Not eight in a row: one by one, to the next place where there may be.
        for (std::size_t i = 0; i < 8 && at < bytes.size(); ++i) {
            const Sequence sequence = sequence_at(bytes, at);
            if (sequence.well_formed) ++check.characters;
            else if (check.bad_sequences++ == 0) check.first_bad = at;
            at += sequence.length;
        }
    }
    return check;
}

char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
    const unsigned char first = byte_at(text, at++);
    if (first < 0x80) return first;
    const int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    char32_t code_point = first & (0x3FU >> more);
    for (int i = 0; i < more; ++i) code_point = code_point << 6 | (byte_at(text, at++) & 0x3FU);
    return code_point;
}

}  // namespace ingest
