#pragma once

#include <weir/layout/run_record.hpp>

#include <cstddef>
#include <cstdint>

namespace weir::inline WEIR_ABI::layout {

/// The head of a run record that was copied out of the ring, where later runs take the place of all: one of the slowest
/// runs, or one around a violation. After it, as they stood in the ring: the record, and room for a second slot with the
/// upper halves of the durations where the run took more than 4.29 s.
///
/// In a shard, from ShardPlan::kept on: first `kept_slowest` slots in no order, then `kept_around` slots which are a ring
/// of their own with the protocol of the shard's (around_begun, around_ended).
struct Kept {
    std::uint64_t sequence;  ///< of the slowest: odd while the slot is being written, 0 where it never was
    std::uint64_t
        number;  ///< the slot of the shard's ring that the record had, counted from 0 without end: which run it is
    std::uint64_t total;  ///< nanoseconds of the whole run
    std::uint64_t why;    ///< around: 1 where this run violated, 0 where it is a neighbour; else 0

    /// Bytes of one slot.
    static constexpr std::uint64_t size(std::uint64_t record_size) noexcept { return 32 + 2 * record_size; }
};
static_assert(sizeof(Kept) == 32);

}  // namespace weir::inline WEIR_ABI::layout
