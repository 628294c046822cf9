#pragma once

#include <weir/layout/histogram.hpp>

namespace weir::inline WEIR_ABI::layout {

/// What is summed for one node of the pipeline: the whole run, a stage, a nested pipeline. Times in nanoseconds.
/// One cache line, written by one thread alone. All zeros is the state of no calls.
///
/// Runs that came to all of their stages are not counted here but once in layout::Shard::straight_runs; of those the
/// other members know all the same.
struct alignas(64) StageStatistics {
    static constexpr std::uint64_t longest = ~std::uint64_t{0} >> 1;

    std::uint64_t other_calls;  ///< measured calls in runs that are not among the straight ones
    std::uint64_t total;
    std::uint64_t min_inverted;  ///< longest - min, so that zero is the start of both it and max
    std::uint64_t max;
    std::uint64_t violations;  ///< measured calls that took longer than the threshold
    std::uint64_t stopped;     ///< calls with an empty result that ended the run, measured or not
    std::uint64_t errors;      ///< calls that threw, measured or not
    std::uint64_t items;
};
static_assert(sizeof(StageStatistics) == 64);

/// Adds one call of `ns` to the total and the histogram. Single writer; readers may look at any time.
WEIR_INLINE void add_call(StageStatistics& statistics, Histogram& histogram, std::uint64_t ns) noexcept {
    weir::detail::add_alone(statistics.total, ns);
    weir::detail::add_alone(histogram.counts[slot_of(ns)], std::uint64_t{1});
}

/// Negative where `ns` is less than min or more than max: of all stages together one branch, seldom taken.
WEIR_INLINE std::int64_t beyond_extremes(const StageStatistics& statistics, std::uint64_t ns) noexcept {
    using weir::detail::load;
    return static_cast<std::int64_t>((load(statistics.max) - ns) |
                                     (load(statistics.min_inverted) + ns - StageStatistics::longest));
}
inline void extend_extremes(StageStatistics& statistics, std::uint64_t ns) noexcept {
    using namespace weir::detail;
    if (StageStatistics::longest - ns > load(statistics.min_inverted))
        store(statistics.min_inverted, StageStatistics::longest - ns);
    if (ns > load(statistics.max)) store(statistics.max, ns);
}

/// Adds one call of `ns` to all, and counts it. The count comes last, and released: who sees it sees a least and a
/// greatest that belong to it.
inline void count_call(StageStatistics& statistics, Histogram& histogram, std::uint64_t ns) noexcept {
    add_call(statistics, histogram, ns);
    extend_extremes(statistics, ns);
    weir::detail::store_release(statistics.other_calls, weir::detail::load(statistics.other_calls) + 1);
}

}  // namespace weir::inline WEIR_ABI::layout
