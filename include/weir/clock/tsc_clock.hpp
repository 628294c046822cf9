#pragma once

#include <weir/base/lock.hpp>
#include <weir/clock/counter.hpp>
#include <weir/clock/steady_clock.hpp>

namespace weir::inline WEIR_ABI {

namespace detail {

/// What the process found out about its counter. Until `ready`, and where the counter is not to be trusted,
/// ticks are the steady clock's nanoseconds.
struct CounterState {
    std::uint64_t multiplier = std::uint64_t{1} << 32;
    bool use_counter = false;
    bool ready = false;
    Lock lock;
};
inline constinit CounterState counter_state;

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
            counter_state.multiplier =
                multiplier_of(second.nanoseconds - first.nanoseconds, second.ticks - first.ticks);
            counter_state.use_counter = true;
        }
    }
    store_release(counter_state.ready, true);
}

}  // namespace detail

/// The processor's counter where it is invariant, synchronised and allowed, else the steady clock; decided once, when
/// the first pipeline that uses it is made (at most 5 ms). A read takes about 10 ns and orders nothing: what
/// stands a few instructions before a boundary may be counted behind it.
struct TscClock {
    static constexpr const char* name = "tsc";
    static void prepare() noexcept { detail::calibrate_counter(); }
    WEIR_INLINE static std::uint64_t now() noexcept {
        return detail::counter_state.use_counter ? detail::read_counter() : SteadyClock::now();
    }
    WEIR_INLINE static std::uint64_t to_nanoseconds(std::uint64_t ticks) noexcept {
        return detail::scaled(ticks, detail::counter_state.multiplier);
    }
};

/// TscClock with a fence at each read: exactly what stands before a boundary is counted before it. The fences
/// let the processor finish all that is under way, which itself takes time; for stages of a few nanoseconds.
struct OrderedTscClock {
    static constexpr const char* name = "tsc, ordered";
    static void prepare() noexcept { detail::calibrate_counter(); }
    WEIR_INLINE static std::uint64_t now() noexcept {
        return detail::counter_state.use_counter ? detail::read_counter_ordered() : SteadyClock::now();
    }
    WEIR_INLINE static std::uint64_t to_nanoseconds(std::uint64_t ticks) noexcept {
        return detail::scaled(ticks, detail::counter_state.multiplier);
    }
};

}  // namespace weir::inline WEIR_ABI
