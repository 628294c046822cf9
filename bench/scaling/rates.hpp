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

/// So many threads at once, each pinned to a core as long as there are cores, for so many milliseconds.
std::vector<ThreadRate> measure_rates(RunsUntil runs_until, std::size_t threads, int milliseconds);

}  // namespace bench
