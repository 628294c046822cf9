#pragma once

#include <weir/base/config.hpp>

#include <cstdarg>
#include <cstddef>
#include <cstdio>

namespace weir::inline WEIR_ABI::detail {

/// Why there is no recording, in words: what was to be done, what was found, what to do. Cut where it is too long.
struct Refusal {
    static constexpr std::size_t capacity = 4096 + 512;  ///< a path, and the words about it

    char text[capacity] = {};

    /// As printf; %m is the text of errno. False, for who returns it.
    [[gnu::format(printf, 2, 3), gnu::cold]] bool say(const char* format, ...) noexcept {
        std::va_list values;
        va_start(values, format);
        std::vsnprintf(text, capacity, format, values);
        va_end(values);
        return false;
    }
};

}  // namespace weir::inline WEIR_ABI::detail
