#pragma once

#include <weir/base/config.hpp>

#include <cstdint>

#if defined(__x86_64__)
#include <cpuid.h>
#include <sys/prctl.h>

#include <fcntl.h>
#include <unistd.h>
#endif

// The processor's time-stamp counter: the only code of weir that knows processors.
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

/// The kernel drops "tsc" from this list where it saw the counters of the processors drift apart or jump.
inline bool kernel_trusts_counter(bool if_unknown) noexcept {
    const int file = open("/sys/devices/system/clocksource/clocksource0/available_clocksource", O_RDONLY | O_CLOEXEC);
    if (file < 0) return if_unknown;
    char text[256];
    const ssize_t size = read(file, text, sizeof text);
    close(file);
    for (ssize_t i = 0; i + 3 <= size; ++i)
        if (text[i] == 't' && text[i + 1] == 's' && text[i + 2] == 'c') return true;
    return false;
}

/// Whether the counter runs at one rate on all processors (CPUID 8000'0007h, EDX bit 8), may be read (PR_SET_TSC
/// can forbid it), and is trusted by the kernel: in a virtual machine (CPUID 1, ECX bit 31) only by its word.
inline bool counter_is_usable() noexcept {
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (__get_cpuid(0x80000007U, &a, &b, &c, &d) == 0 || (d & (1U << 8)) == 0) return false;
    int permission = PR_TSC_ENABLE;
    if (prctl(PR_GET_TSC, &permission) == 0 && permission != PR_TSC_ENABLE) return false;
    if (__get_cpuid(1U, &a, &b, &c, &d) == 0) return false;
    const bool virtual_machine = (c & (1U << 31)) != 0;
    return kernel_trusts_counter(!virtual_machine);
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
/// The generic timer is invariant and synchronised by the architecture (Arm ARM, D11.1).
inline bool counter_is_usable() noexcept { return true; }

#else

inline constexpr bool has_counter = false;
inline std::uint64_t read_counter() noexcept { return 0; }
inline std::uint64_t read_counter_ordered() noexcept { return 0; }
inline bool counter_is_usable() noexcept { return false; }

#endif

/// ticks * multiplier / 2^32 in 128 bits: one multiplication and one shift.
WEIR_INLINE std::uint64_t scaled(std::uint64_t ticks, std::uint64_t multiplier) noexcept {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(ticks) * multiplier) >> 32);
}

/// 2^32 * nanoseconds / ticks, rounded.
inline std::uint64_t multiplier_of(std::uint64_t nanoseconds, std::uint64_t ticks) noexcept {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>(((static_cast<Wide>(nanoseconds) << 32) + ticks / 2) / ticks);
}

}  // namespace weir::inline WEIR_ABI::detail
