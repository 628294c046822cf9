#pragma once

#include <weir/base/atomic.hpp>

#include <cstddef>
#include <cstdint>

namespace weir::inline WEIR_ABI::layout {

/// Slots of a shard that are written one after another, round and round: its ring of run records, or the runs kept
/// around violations. See Shard for the protocol.
struct Slots {
    const std::uint64_t* first;
    std::uint64_t capacity;
    std::uint64_t words;  ///< of a slot
    const std::uint64_t* begun;
    const std::uint64_t* ended;
};

/// Copies what the slots hold into `to`, oldest first, and returns how many are whole. `to` has room for all. What is
/// overwritten meanwhile is left out. O(capacity).
inline std::uint64_t copy_slots(const Slots& slots, std::uint64_t* to) noexcept {
    using namespace weir::detail;
    const std::uint64_t ended = load_acquire(*slots.ended);
    std::uint64_t first = ended > slots.capacity ? ended - slots.capacity : 0;
    for (std::uint64_t n = first; n < ended; ++n)
        for (std::uint64_t w = 0; w < slots.words; ++w)
            to[(n - first) * slots.words + w] = load(slots.first[n % slots.capacity * slots.words + w]);
    acquire_fence();
    const std::uint64_t begun = load_acquire(*slots.begun);
    const std::uint64_t whole = begun > slots.capacity ? begun - slots.capacity : 0;
    if (whole >= ended) return 0;
    if (whole > first) {
        for (std::uint64_t i = 0; i < (ended - whole) * slots.words; ++i) to[i] = to[i + (whole - first) * slots.words];
        first = whole;
    }
    return ended - first;
}

}  // namespace weir::inline WEIR_ABI::layout
