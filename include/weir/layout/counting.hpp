#pragma once

#include <weir/layout/pending.hpp>
#include <weir/layout/schema.hpp>
#include <weir/layout/statistics.hpp>

#include <cstddef>
#include <cstdint>

// How calls come into the statistics and histograms of a shard, and are read from them.
namespace weir::inline WEIR_ABI::layout {

namespace detail {

inline std::uint64_t lesser_of(std::uint64_t a, std::uint64_t b) noexcept { return a < b ? a : b; }

inline void extend_extremes(StageStatistics& statistics, std::uint64_t ns) noexcept {
    using namespace weir::detail;
    if (StageStatistics::longest - ns > load_own(statistics.min_inverted))
        store(statistics.min_inverted, StageStatistics::longest - ns);
    if (ns > load_own(statistics.max)) store(statistics.max, ns);
}

/// The sums and extremes of all rows, for up to four nodes. Returns the OR of all durations.
template <std::uint64_t Stride>
std::uint32_t fold_sums(const std::uint32_t* rows, StageStatistics* statistics, std::uint32_t nodes,
                        std::size_t totals_in_use) noexcept {
    using namespace weir::detail;
    Lanes least, greatest;
    for (std::uint32_t lane = 0; lane < lane_count; ++lane) {
        least[lane] = static_cast<std::int32_t>(
            lane < nodes
                ? lesser_of(StageStatistics::longest - load_own(statistics[lane].min_inverted), PendingRuns::longest)
                : 0);
        greatest[lane] = static_cast<std::int32_t>(
            lane < nodes ? lesser_of(load_own(statistics[lane].max), PendingRuns::longest) : 0);
    }
    WrappingLanes sum{};
    Lanes all{}, beyond{};
    const auto* const end = rows + PendingRuns::capacity * Stride;
    WEIR_UNROLL
    for (const auto* row = rows; row != end; row += Stride) {
        const Lanes ns = load_lanes(row);
        sum += reinterpret_cast<WrappingLanes>(ns);
        all |= ns;
        beyond |= (greatest - ns) | (ns - least);
    }
    for (std::uint32_t lane = 0; lane < nodes; ++lane) {
        std::uint64_t total = sum[lane];
        if (all[lane] >> 25 != 0) [[unlikely]] {
            // 64 of them may be more than 32 bits hold.
            total = 0;
            for (const auto* row = rows; row != end; row += Stride) total += load_own(row[lane]);
        }
        if (beyond[lane] < 0) [[unlikely]]  // a row is less than least or more than greatest
            for (const auto* row = rows; row != end; row += Stride)
                extend_extremes(statistics[lane], load_own(row[lane]));
        store(statistics[lane].totals[1 - totals_in_use], load_own(statistics[lane].totals[totals_in_use]) + total);
    }
    return static_cast<std::uint32_t>(all[0] | all[1] | all[2] | all[3]);
}

// All nodes of a run, then those of the next: two increments in a row would often be of one counter, and wait for each
// other.

/// For rows in which all is short: stages that are short themselves are run often.
template <std::uint32_t NodeCount>
void count_short(const std::uint32_t* row, Histogram* histograms, std::uint64_t& folded) noexcept {
    using namespace weir::detail;
    for (std::uint64_t run = load_own(folded), end = run + PendingRuns::capacity; run != end;
         row += PendingRuns::stride(NodeCount)) {
        WEIR_UNROLL
        for (std::uint32_t node = 0; node < NodeCount; ++node)
            add_alone(histograms[node].counts[short_slots.of[load_own(row[node])]], 1);
        store_release(folded, ++run);
    }
}
inline void count_any(const std::uint32_t* row, std::uint32_t node_count, Histogram* histograms,
                      std::uint64_t& folded) noexcept {
    using namespace weir::detail;
    for (std::uint64_t run = load_own(folded), end = run + PendingRuns::capacity; run != end;
         row += PendingRuns::stride(node_count)) {
        for (std::uint32_t node = 0; node < node_count; ++node)
            add_alone(histograms[node].counts[slot_of(load_own(row[node]))], 1);
        store_release(folded, ++run);
    }
}

}  // namespace detail

/// Adds a call of `ns` to a node, apart from the straight runs. The count comes last, and released: who sees it sees a
/// least and a greatest that belong to it. The writer's.
inline void count_call(const Schema& schema, Shard& shard, std::uint32_t node, std::uint64_t ns) noexcept {
    using namespace weir::detail;
    auto& statistics = shard.at<StageStatistics>(schema.shard.statistics)[node];
    auto& histogram = shard.at<Histogram>(schema.shard.histograms)[node];
    add_alone(statistics.totals[PendingRuns::totals_in_use(load_own(shard.summed))], ns);
    add_alone(histogram.counts[slot_of(ns)], std::uint64_t{1});
    detail::extend_extremes(statistics, ns);
    store_release(statistics.other_calls, load_own(statistics.other_calls) + 1);
}

/// Folds the rows of PendingRuns, which are full, into the statistics. The writer's.
template <std::uint32_t NodeCount>
WEIR_NOINLINE void fold(const ShardPlan& plan, Shard& shard) noexcept {
    using namespace weir::detail;
    // Who sees anything of what follows then sees a straight_runs that says so.
    release_fence();
    const auto* const rows = shard.at<const std::uint32_t>(plan.pending);
    auto* const statistics = shard.at<StageStatistics>(plan.statistics);
    const std::size_t old = PendingRuns::totals_in_use(load_own(shard.summed));
    std::uint32_t all = 0;
    for (std::uint32_t node = 0; node < NodeCount; node += lane_count)
        all |= detail::fold_sums<PendingRuns::stride(NodeCount)>(rows + node, statistics + node,
                                                                 NodeCount - node < lane_count ? NodeCount - node
                                                                                               : lane_count,
                                                                 old);
    store_release(shard.summed, load_own(shard.straight_runs));
    auto* const histograms = shard.at<Histogram>(plan.histograms);
    if (all < detail::ShortSlots::size) detail::count_short<NodeCount>(rows, histograms, shard.folded);
    else detail::count_any(rows, NodeCount, histograms, shard.folded);
}

/// What a shard knows of the calls of one node.
struct NodeCalls {
    std::uint64_t count = 0;
    std::uint64_t total = 0;
    std::uint64_t min_inverted = 0;  ///< see StageStatistics
    std::uint64_t max = 0;
    Histogram histogram{};
};

/// Reads a shard that may be written meanwhile, with the runs that are pending: those before `straight_runs`, an earlier
/// look at the shard's, and more where more are folded already. Begins anew where the writer folds meanwhile. Where it
/// stands still within that (it waits for the processor, or was killed) the one run that it was counting may be in the
/// histogram twice. Figures of a damaged file that no writer leaves are read as they are. Of a writer that is so quick that a thousand looks did not fit between two foldings the last is
/// taken, whose words may be up to 64 runs apart. O(slots of a histogram).
inline NodeCalls read_calls(const Schema& schema, const Shard& shard, std::uint32_t node,
                            std::uint64_t straight_runs) noexcept {
    using namespace weir::detail;
    constexpr int most_attempts = 1'000;
    const auto& statistics = shard.at<StageStatistics>(schema.shard.statistics)[node];
    const auto& histogram = shard.at<Histogram>(schema.shard.histograms)[node];
    const auto* const rows = shard.at<std::uint32_t>(schema.shard.pending) + node;
    const std::uint64_t stride = PendingRuns::stride(schema.node_count);
    std::uint64_t summed_before = 0, folded_before = 0;
    for (int attempt = 1;; ++attempt) {
        NodeCalls calls;
        const std::uint64_t summed = load_acquire(shard.summed);
        const std::uint64_t folded = load_acquire(shard.folded);
        const std::uint64_t end = straight_runs > summed ? straight_runs : summed;
        // Counts first: they then never promise what is not there yet.
        calls.count = end + load_acquire(statistics.other_calls);
        calls.total = load(statistics.totals[PendingRuns::totals_in_use(summed)]);
        calls.min_inverted = load(statistics.min_inverted);
        calls.max = load(statistics.max);
        for (std::size_t slot = 0; slot < Histogram::slot_count; ++slot)
            calls.histogram.counts[slot] = load(histogram.counts[slot]);
        for (std::uint64_t run = folded; run < end && run - folded < PendingRuns::capacity; ++run) {
            const std::uint64_t ns = load(rows[run % PendingRuns::capacity * stride]);
            ++calls.histogram.counts[slot_of(ns)];
            if (run < summed) continue;
            calls.total += ns;
            if (StageStatistics::longest - ns > calls.min_inverted) calls.min_inverted = StageStatistics::longest - ns;
            if (ns > calls.max) calls.max = ns;
        }
        acquire_fence();
        const bool folding = folded != summed || load_acquire(shard.straight_runs) - summed >= PendingRuns::capacity;
        // Folded runs that are not summed are seen between two foldings, and not twice the same.
        const bool is_possible = summed >= folded || (summed == summed_before && folded == folded_before);
        const bool stands_still = attempt > 2 && load_acquire(shard.folded) == folded && is_possible;
        if (!folding || stands_still || attempt == most_attempts) return calls;
        summed_before = summed;
        folded_before = folded;
    }
}

}  // namespace weir::inline WEIR_ABI::layout
