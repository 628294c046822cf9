#pragma once

#include <weir/base/duration.hpp>
#include <weir/clock/clock.hpp>

namespace weir::inline WEIR_ABI {

/// A clock that stands still until it is told to go on: exact times in tests. Each thread has its own, at 0 when the
/// thread starts, so that what one thread does never depends on another.
struct ManualClock {
    static constexpr const char* name = "manual";  ///< in reports
    /// The calling thread's time, in nanoseconds.
    static std::uint64_t now() noexcept { return ticks; }
    /// As they are.
    static constexpr std::uint64_t to_nanoseconds(std::uint64_t t) noexcept { return t; }
    /// Lets `by` pass in the calling thread.
    static void advance(Nanoseconds by) noexcept { ticks += static_cast<std::uint64_t>(by.count()); }

private:
    static inline thread_local constinit std::uint64_t ticks = 0;
};

}  // namespace weir::inline WEIR_ABI
