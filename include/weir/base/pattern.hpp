#pragma once

#include <weir/base/text.hpp>

#include <cstddef>

namespace weir::inline WEIR_ABI::detail {

/// Whether `text` fits `pattern`, in which each * stands for any characters, or none. O(both lengths multiplied).
constexpr bool fits(Text pattern, Text text) noexcept {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = pattern.size;  // the last * seen, and what it had taken then
    std::size_t taken = 0;
    while (t < text.size) {
        if (p < pattern.size && pattern.data[p] == '*') {
            star = p++;
            taken = t;
        } else if (p < pattern.size && pattern.data[p] == text.data[t]) {
            ++p;
            ++t;
        } else if (star != pattern.size) {
            p = star + 1;
            t = ++taken;
        } else {
            return false;
        }
    }
    while (p < pattern.size && pattern.data[p] == '*') ++p;
    return p == pattern.size;
}

}  // namespace weir::inline WEIR_ABI::detail
