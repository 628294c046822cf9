#pragma once

#include <weir/base/atomic.hpp>
#include <weir/layout/shard.hpp>
#include <weir/layout/slots.hpp>

namespace weir::inline WEIR_ABI::detail {

/// The ring of run records of a shard. One thread writes, any may copy. See layout::Shard for the protocol.
template <std::size_t RecordSize, std::uint64_t Capacity>
struct Ring {
    static constexpr std::size_t words = RecordSize / 8;

    /// Makes room for `slots` records in a row, and returns the number of the first.
    WEIR_INLINE static std::uint64_t begin(layout::Shard& shard, std::uint64_t slots) noexcept {
        const std::uint64_t first = load_own(shard.ended);
        store(shard.begun, first + slots);
        release_fence();
        return first;
    }
    WEIR_INLINE static void end(layout::Shard& shard, std::uint64_t first, std::uint64_t slots) noexcept {
        store_release(shard.ended, first + slots);
    }
    WEIR_INLINE static std::uint64_t* slot(layout::Shard& shard, std::uint64_t ring_offset, std::uint64_t n) noexcept {
        return shard.at<std::uint64_t>(ring_offset) + n % Capacity * words;
    }
};

/// Copies what the ring holds into `to`, oldest first, and returns how many slots of it are whole. `to` has room for
/// the ring's capacity. What is overwritten meanwhile is left out.
inline std::uint64_t copy_ring(const layout::Schema& schema, const layout::Shard& shard, std::uint64_t* to) noexcept {
    return layout::copy_slots({shard.at<std::uint64_t>(schema.shard.ring), schema.ring_capacity, schema.record_size / 8,
                               &shard.begun, &shard.ended},
                              to);
}

}  // namespace weir::inline WEIR_ABI::detail
