#pragma once

#include <weir/clock/tsc_clock.hpp>

#include <cstdio>
#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

// Whether the counter is to be trusted, and its rate. Apart from the clocks, for what is off needs neither.
namespace weir::inline WEIR_ABI {

namespace detail {

#if defined(__x86_64__)

/// Whether `word` stands in the first line of a file, between spaces; `if_unknown` where the file can't be read.
inline bool first_line_has(const char* path, const char* word, bool if_unknown) noexcept {
    std::FILE* file = std::fopen(path, "re");
    if (file == nullptr) return if_unknown;
    char text[256] = {};
    const bool read = std::fgets(text, sizeof text, file) != nullptr;
    std::fclose(file);
    if (!read) return if_unknown;
    const std::size_t size = std::strlen(word);
    // A word of its own: a hypervisor's "hyperv_clocksource_tsc_page" says nothing of the counter itself.
    for (const char* at = text; (at = std::strstr(at, word)) != nullptr; ++at)
        if ((at == text || at[-1] == ' ') && (at[size] == ' ' || at[size] == '\n' || at[size] == '\0')) return true;
    return false;
}

/// Whether the steady clock is read without asking the kernel: the least of a few reads of each kind, for an interrupt
/// may come between any two instructions.
inline bool steady_clock_needs_no_kernel() noexcept {
    std::uint64_t least_read = ~std::uint64_t{0}, least_asked = ~std::uint64_t{0};
    for (int i = 0; i < 16; ++i) {
        timespec unused;
        const std::uint64_t start = read_counter_ordered();
        clock_gettime(CLOCK_MONOTONIC, &unused);
        const std::uint64_t middle = read_counter_ordered();
        syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &unused);
        const std::uint64_t end = read_counter_ordered();
        if (middle - start < least_read) least_read = middle - start;
        if (end - middle < least_asked) least_asked = end - middle;
    }
    return least_read < least_asked / 2;
}

/// The kernel drops "tsc" from its list of clocks where it saw the counters of the processors drift apart or jump, and
/// where it was told to. In a virtual machine of KVM's its clock may then still be the counter: the host hands over a
/// factor to multiply it with, and kvm-clock is read so without the kernel only where the host promises that the
/// counters of all processors agree (PVCLOCK_TSC_STABLE_BIT,
/// https://docs.kernel.org/virt/kvm/x86/msr.html#paravirtualized-kvm-msrs). What the system's own clock is made of is
/// good enough.
inline bool kernel_trusts_counter(bool if_unknown) noexcept {
    return first_line_has("/sys/devices/system/clocksource/clocksource0/available_clocksource", "tsc", if_unknown) ||
           (first_line_has("/sys/devices/system/clocksource/clocksource0/current_clocksource", "kvm-clock", false) &&
            steady_clock_needs_no_kernel());
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

/// The generic timer is invariant and synchronised by the architecture (Arm ARM, D11.1).
inline bool counter_is_usable() noexcept { return true; }

#else

inline bool counter_is_usable() noexcept { return false; }

#endif

struct ClockPair {
    std::uint64_t ticks;
    std::uint64_t nanoseconds;
};

/// Both clocks at one instant: of a few tries the one in which least time passed between two reads of the counter,
/// for an interrupt may come between any two instructions.
inline ClockPair read_both_clocks() noexcept {
    ClockPair best{0, 0};
    std::uint64_t least = ~std::uint64_t{0};
    for (int i = 0; i < 32; ++i) {
        const std::uint64_t before = read_counter_ordered();
        const std::uint64_t nanoseconds = SteadyClock::now();
        const std::uint64_t after = read_counter_ordered();
        if (after - before >= least) continue;
        least = after - before;
        best = {before + least / 2, nanoseconds};
    }
    return best;
}

/// 3 ms of looking at both clocks: two pairs are each good to about 20 ns, so the rate is good to 1.5e-5. Rejected:
/// sleeping instead (a busy machine wakes us after 5 ms or more) and CPUID 15h (absent on AMD and in most
/// virtual machines, and nominal where it is there).
inline void calibrate_counter() noexcept {
    if (load_acquire(counter_state.ready)) return;
    const Locked locked{counter_state.lock};
    if (counter_state.ready) return;
    if (has_counter && counter_is_usable()) {
        const ClockPair first = read_both_clocks();
        while (SteadyClock::now() - first.nanoseconds < 3'000'000) {}
        const ClockPair second = read_both_clocks();
        if (second.ticks > first.ticks) {
            const std::uint64_t multiplier = multiplier_of(second.nanoseconds - first.nanoseconds,
                                                           second.ticks - first.ticks);
            if (multiplier < multiplier_end) {
                counter_state.multiplier = multiplier;
                counter_state.use_counter = true;
            }
        }
    }
    store_release(counter_state.ready, true);
}

}  // namespace detail

inline void TscClock::prepare() noexcept { detail::calibrate_counter(); }

}  // namespace weir::inline WEIR_ABI
