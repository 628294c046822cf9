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

/// Apart from the reads of the counter, each of which would carry it along.
WEIR_COLD inline std::uint64_t steady_now() noexcept { return SteadyClock::now(); }

/// Reads the counter where it is used, which is asked once a run: to look it up at each boundary would cost 6 % of what
/// reading a quick counter does.
template <std::uint64_t (*Read)() noexcept>
struct CounterReader {
    static constexpr std::uint64_t longest = longest_short_ticks;
    const bool use_counter = counter_state.use_counter;

    WEIR_INLINE std::uint64_t now() const noexcept { return use_counter ? Read() : steady_now(); }
    WEIR_INLINE static std::uint64_t to_nanoseconds(std::uint64_t ticks) noexcept {
        return scaled_short(ticks, counter_state.multiplier);
    }
};

}  // namespace detail

/// The processor's counter where it is invariant, synchronised and allowed, else the steady clock; decided once, when
/// the first pipeline that uses it is made (at most 5 ms). A read takes about 10 ns and orders nothing: what
/// stands a few instructions before a boundary may be counted behind it.
struct TscClock {
    using Reader = detail::CounterReader<detail::read_counter>;  ///< see Clock
    static constexpr const char* name = "tsc";                   ///< in reports
    /// What is really read, known once it is prepared: "tsc", or "steady" where the counter is not to be trusted.
    static const char* source() noexcept { return detail::counter_state.use_counter ? name : SteadyClock::name; }
    /// Decides; called before the first run of each pipeline.
    static void prepare() noexcept;  // see calibration.hpp, for who measures
    /// Ticks of the counter, or nanoseconds of the steady clock.
    WEIR_INLINE static std::uint64_t now() noexcept { return Reader{}.now(); }
    /// Of ticks, or of a difference of two; linear.
    WEIR_INLINE static std::uint64_t to_nanoseconds(std::uint64_t ticks) noexcept {
        return detail::scaled(ticks, detail::counter_state.multiplier);
    }
};

/// TscClock with a fence at each read: exactly what stands before a boundary is counted before it. The fences
/// let the processor finish all that is under way, which itself takes time; for stages of a few nanoseconds.
struct OrderedTscClock : TscClock {
    using Reader = detail::CounterReader<detail::read_counter_ordered>;  ///< see Clock
    static constexpr const char* name = "tsc, ordered";                  ///< in reports
    /// What is really read, as TscClock says it.
    static const char* source() noexcept { return detail::counter_state.use_counter ? name : SteadyClock::name; }
    /// Ticks, when all before is done.
    WEIR_INLINE static std::uint64_t now() noexcept { return Reader{}.now(); }
};

}  // namespace weir::inline WEIR_ABI
