#pragma once

#include <weir/base/config.hpp>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace weir::inline WEIR_ABI::detail {

inline constexpr std::size_t cache_line = 64;

constexpr std::size_t rounded_up(std::size_t size, std::size_t unit) noexcept {
    return (size + unit - 1) / unit * unit;
}

/// Zeroed memory at a multiple of a cache line, nullptr where there is none. By calloc: of a large block only the
/// pages that are written become resident, so that empty histograms cost nothing. Freed by free_zeroed.
inline void* allocate_zeroed(std::size_t size) noexcept {
    void* block = std::calloc(size + 2 * cache_line, 1);
    if (block == nullptr) return nullptr;
    const auto address = reinterpret_cast<std::size_t>(block);
    char* aligned = static_cast<char*>(block) + (rounded_up(address + sizeof(void*), cache_line) - address);
    reinterpret_cast<void**>(aligned)[-1] = block;
    return aligned;
}
/// Throws std::bad_alloc as `new` does, of which alone the light headers know it: <new> and no more.
[[noreturn]] inline void throw_bad_alloc() {
    static_cast<void>(::operator new(static_cast<std::size_t>(-1) / 2));
    __builtin_unreachable();
}
inline void free_zeroed(void* aligned) noexcept {
    if (aligned != nullptr) std::free(static_cast<void**>(aligned)[-1]);
}

}  // namespace weir::inline WEIR_ABI::detail
