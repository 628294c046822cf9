#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

namespace bench {

/// What one thread did in the time it was given.
struct ThreadRate {
    double runs_per_second;            ///< of the wall's time
    double runs_per_processor_second;  ///< of its own processor time: what other programs take is left out
};

/// Runs until `stop`; how many runs it made.
using RunsUntil = std::uint64_t (*)(const std::atomic<bool>& stop);

/// So many threads at once for so many milliseconds, each pinned to a core: the first to the one with this number.
std::vector<ThreadRate> measure_rates(RunsUntil runs_until, std::size_t threads, std::size_t first_core,
                                      int milliseconds);

}  // namespace bench
