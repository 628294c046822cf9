#pragma once

#include <weir/base/config.hpp>

#include <cstdint>

// The processor's time-stamp counter, read. With calibration.hpp the only code of weir that knows processors.
namespace weir::inline WEIR_ABI::detail {

#if defined(__x86_64__)

inline constexpr bool has_counter = true;

// The builtins, not <x86intrin.h>: g++'s takes 300 ms to compile.
WEIR_INLINE std::uint64_t read_counter() noexcept { return __builtin_ia32_rdtsc(); }

/// After all that stands before it, before all that stands behind it (Intel SDM, RDTSC).
WEIR_INLINE std::uint64_t read_counter_ordered() noexcept {
    __builtin_ia32_lfence();
    const std::uint64_t ticks = __builtin_ia32_rdtsc();
    __builtin_ia32_lfence();
    return ticks;
}

#elif defined(__aarch64__)

inline constexpr bool has_counter = true;

WEIR_INLINE std::uint64_t read_counter() noexcept {
    std::uint64_t ticks;
    asm volatile("mrs %0, cntvct_el0" : "=r"(ticks));
    return ticks;
}
WEIR_INLINE std::uint64_t read_counter_ordered() noexcept {
    std::uint64_t ticks;
    asm volatile("isb\n\tmrs %0, cntvct_el0\n\tisb" : "=r"(ticks)::"memory");
    return ticks;
}

#else

inline constexpr bool has_counter = false;
inline std::uint64_t read_counter() noexcept { return 0; }
inline std::uint64_t read_counter_ordered() noexcept { return 0; }

#endif

/// The multipliers that scaled() takes are less than this: clocks of more than 500 MHz on x86.
#if defined(__x86_64__)
inline constexpr std::uint64_t multiplier_end = std::uint64_t{1} << 33;
#else
inline constexpr std::uint64_t multiplier_end = ~std::uint64_t{0};
#endif

/// ticks * multiplier / 2^32 in 128 bits, for ticks of less than 2^63.
WEIR_INLINE std::uint64_t scaled(std::uint64_t ticks, std::uint64_t multiplier) noexcept {
    __extension__ using Wide = unsigned __int128;
#if defined(__x86_64__)
    // The upper word of the product as it is: to shift both takes AMD's processors six operations.
    return static_cast<std::uint64_t>((static_cast<Wide>(ticks << 1) * (multiplier << 31)) >> 64);
#else
    return static_cast<std::uint64_t>((static_cast<Wide>(ticks) * multiplier) >> 32);
#endif
}

#if defined(__x86_64__)
/// The most ticks that scaled_short() takes: times any multiplier before multiplier_end they stay within 64 bits.
inline constexpr std::uint64_t longest_short_ticks = 0x7fff'ffff;
/// scaled() of a few ticks: one operation of the processor for the product in place of two and the moves around them.
WEIR_INLINE std::uint64_t scaled_short(std::uint64_t ticks, std::uint64_t multiplier) noexcept {
    return ticks * multiplier >> 32;
}
#else
inline constexpr std::uint64_t longest_short_ticks = ~std::uint64_t{0};
WEIR_INLINE std::uint64_t scaled_short(std::uint64_t ticks, std::uint64_t multiplier) noexcept {
    return scaled(ticks, multiplier);
}
#endif

/// 2^32 * nanoseconds / ticks, rounded.
inline std::uint64_t multiplier_of(std::uint64_t nanoseconds, std::uint64_t ticks) noexcept {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>(((static_cast<Wide>(nanoseconds) << 32) + ticks / 2) / ticks);
}

}  // namespace weir::inline WEIR_ABI::detail
