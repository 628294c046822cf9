#pragma once

#include <cstddef>
#include <string_view>

namespace ingest {

/// The bytes of one character, or those that begin one and are then broken off.
struct Sequence {
    std::size_t length;  ///< at least 1
    bool well_formed;
};

/// The sequence at `at`, by table 3-7 of the Unicode standard: overlong forms, surrogates and what is beyond U+10FFFF
/// are ill-formed.
Sequence sequence_at(std::string_view text, std::size_t at) noexcept;

struct Utf8Check {
    std::size_t characters = 0;     ///< well-formed
    std::size_t bad_sequences = 0;  ///< as many as a decoder would write replacement characters
    std::size_t first_bad = 0;      ///< the offset of the first, where there are any
};
Utf8Check check_utf8(std::string_view bytes) noexcept;

/// The code point of the well-formed sequence at `at`, which is moved behind it.
char32_t next_code_point(std::string_view text, std::size_t& at) noexcept;

}  // namespace ingest
