#pragma once

#include <weir/base/atomic.hpp>
#include <weir/layout/shard.hpp>

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
    const std::uint64_t capacity = schema.ring_capacity;
    const std::size_t words = schema.record_size / 8;
    const auto* ring = shard.at<std::uint64_t>(schema.shard.ring);
    const std::uint64_t ended = load_acquire(shard.ended);
    std::uint64_t first = ended > capacity ? ended - capacity : 0;
    for (std::uint64_t n = first; n < ended; ++n)
        for (std::size_t w = 0; w < words; ++w) to[(n - first) * words + w] = load(ring[n % capacity * words + w]);
    acquire_fence();
    const std::uint64_t begun = load_acquire(shard.begun);
    const std::uint64_t whole = begun > capacity ? begun - capacity : 0;
    if (whole >= ended) return 0;
    if (whole > first) {
        for (std::uint64_t i = 0; i < (ended - whole) * words; ++i) to[i] = to[i + (whole - first) * words];
        first = whole;
    }
    return ended - first;
}

}  // namespace weir::inline WEIR_ABI::detail
