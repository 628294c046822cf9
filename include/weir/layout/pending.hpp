#pragma once

#include <weir/base/lanes.hpp>
#include <weir/layout/shard.hpp>

#include <cstddef>
#include <cstdint>

namespace weir::inline WEIR_ABI::layout {

/// The durations of a shard's last straight runs, which its statistics and histograms do not know yet.
///
/// To increase a counter at an address that comes from a clock read holds up the clock reads after it, for about a
/// third of what one takes. So a run only stores its durations, and every `capacity` runs they are folded into the
/// statistics together. Until then readers add them.
///
/// The straight run n of a shard, from 0, is in row n % capacity before `straight_runs` becomes n + 1: 31 bits of
/// nanoseconds for each node of the schema. At each multiple of capacity the writer folds all rows before it writes
/// another: it makes the new sums, in that one of StageStatistics::totals which is not in use, and changes over to them
/// by setting `summed`; then it counts the rows in the histograms one by one, `folded` being how many are. So the
/// statistics know the runs before `summed`, the histograms those before `folded` and perhaps a part of the next.
struct PendingRuns {
    static constexpr std::uint64_t capacity = 64;
    static constexpr std::uint64_t longest = 0x7fff'ffff;  ///< 2.1 s; a run that takes longer is counted at once

    /// The numbers from one row to the next: whole lanes.
    static constexpr std::uint64_t stride(std::uint64_t node_count) noexcept {
        return (node_count + weir::detail::lane_count - 1) / weir::detail::lane_count * weir::detail::lane_count;
    }
    /// Bytes of all rows.
    static constexpr std::uint64_t size(std::uint64_t node_count) noexcept {
        return capacity * stride(node_count) * sizeof(std::uint32_t);
    }
    /// Which of StageStatistics::totals is in use.
    static constexpr std::size_t totals_in_use(std::uint64_t summed) noexcept { return summed / capacity % 2; }
};

}  // namespace weir::inline WEIR_ABI::layout
