#pragma once

#include <weir/layout/histogram.hpp>

namespace weir::inline WEIR_ABI::layout {

/// What is summed for one node of the pipeline: the whole run, a stage, a nested pipeline. Times in nanoseconds.
/// One cache line, written by one thread alone.
struct alignas(64) StageStatistics {
    std::uint64_t count;  ///< measured calls, those that stopped or threw among them
    std::uint64_t total;
    std::uint64_t min;  ///< means nothing while count is 0
    std::uint64_t max;
    std::uint64_t violations;  ///< measured calls that took longer than the threshold
    std::uint64_t stopped;     ///< calls with an empty result that ended the run, measured or not
    std::uint64_t errors;      ///< calls that threw, measured or not
    std::uint64_t items;
};
static_assert(sizeof(StageStatistics) == 64);

/// Counts one call of `ns`. Single writer; readers may look at any time.
WEIR_INLINE void count_call(StageStatistics& statistics, Histogram& histogram, std::uint64_t ns) noexcept {
    using namespace weir::detail;
    const std::uint64_t before = load(statistics.count);
    store(statistics.total, load(statistics.total) + ns);
    if (before == 0 || ns < load(statistics.min)) store(statistics.min, ns);
    if (ns > load(statistics.max)) store(statistics.max, ns);
    // Last, and released: who sees the count sees a least and a greatest that belong to it.
    store_release(statistics.count, before + 1);
    add_alone(histogram.counts[slot_of(ns)], std::uint64_t{1});
}

}  // namespace weir::inline WEIR_ABI::layout
