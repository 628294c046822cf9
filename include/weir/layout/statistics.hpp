#pragma once

#include <weir/layout/histogram.hpp>

namespace weir::inline WEIR_ABI::layout {

/// What is summed for one node of the pipeline: the whole run, a stage, a nested pipeline. Times in nanoseconds.
/// Written by one thread alone. All zeros is the state of no calls.
///
/// Runs that came to all of their stages are not counted here but once in Shard::straight_runs; of those the other
/// members know all but the last few, see PendingRuns.
struct StageStatistics {
    static constexpr std::uint64_t longest = ~std::uint64_t{0} >> 1;

    std::uint64_t other_calls;   ///< measured calls in runs that are not among the straight ones
    std::uint64_t totals[2];     ///< the one in use: see PendingRuns::totals_in_use
    std::uint64_t min_inverted;  ///< longest - min, so that zero is the start of both it and max
    std::uint64_t max;
    std::uint64_t violations;  ///< measured calls that took longer than the threshold
    std::uint64_t stopped;     ///< calls with an empty result that ended the run, measured or not
    std::uint64_t errors;      ///< calls that threw, measured or not
    std::uint64_t items;
};
static_assert(sizeof(StageStatistics) == 72);

}  // namespace weir::inline WEIR_ABI::layout
