#pragma once

#include <weir/layout/kept.hpp>
#include <weir/layout/shard.hpp>
#include <weir/layout/slots.hpp>

#include <utility>

// How runs are copied out of a shard's ring to where they are kept, and are read from there. Seldom, so by the schema and
// once for all pipelines, not once for each type.
namespace weir::inline WEIR_ABI::layout {

namespace detail {

/// The slots of the ring that are not overwritten yet, as records of runs.
class RunsInRing {
public:
    RunsInRing(const Schema& schema, const Shard& shard) noexcept
        : schema_{schema},
          ring_{shard.at<std::uint64_t>(schema.shard.ring)},
          end_{weir::detail::load_own(shard.ended)} {}

    [[nodiscard]] std::uint64_t end() const noexcept { return end_; }
    [[nodiscard]] std::uint64_t oldest() const noexcept {
        return end_ > schema_.ring_capacity ? end_ - schema_.ring_capacity : 0;
    }
    [[nodiscard]] const std::uint64_t* at(std::uint64_t number) const noexcept {
        return ring_ + number % schema_.ring_capacity * (schema_.record_size / 8);
    }
    [[nodiscard]] std::uint64_t slots_of(std::uint64_t run) const noexcept {
        return (flags(run) & RunRecord::has_upper_halves) != 0 ? 2 : 1;
    }
    /// The run whose last slot is before `end`.
    [[nodiscard]] std::uint64_t run_before(std::uint64_t end) const noexcept {
        return end - ((flags(end - 1) & RunRecord::is_upper_halves) != 0 ? 2 : 1);
    }
    /// The time in all leaves that the run came to.
    [[nodiscard]] std::uint64_t total_of(std::uint64_t run) const noexcept {
        using namespace weir::detail;
        const auto* const lower = durations(run);
        const auto* const upper = slots_of(run) == 2 ? durations(run + 1) : nullptr;
        std::uint64_t sum = 0;
        for (std::uint32_t leaf = 0; leaf < schema_.leaf_count; ++leaf) {
            const std::uint64_t high = upper == nullptr ? 0 : load_own(upper[leaf]);
            const std::uint64_t low = load_own(lower[leaf]);
            const bool was_run = low != RunRecord::not_run || (upper != nullptr && high != RunRecord::not_run);
            if (was_run) sum += high << 32 | low;
        }
        return sum;
    }
    void copy(std::uint64_t run, Kept& to) const noexcept {
        using namespace weir::detail;
        const std::uint64_t words = schema_.record_size / 8;
        auto* const record = reinterpret_cast<std::uint64_t*>(&to + 1);
        for (std::uint64_t slot = 0; slot < slots_of(run); ++slot)
            for (std::uint64_t w = 0; w < words; ++w) store(record[slot * words + w], load_own(at(run + slot)[w]));
    }

private:
    [[nodiscard]] std::uint32_t flags(std::uint64_t number) const noexcept {
        return static_cast<std::uint32_t>(weir::detail::load_own(at(number)[2]) >> 32);
    }
    [[nodiscard]] const std::uint32_t* durations(std::uint64_t number) const noexcept {
        return reinterpret_cast<const std::uint32_t*>(at(number) + sizeof(RunRecord) / 8);
    }

    const Schema& schema_;
    const std::uint64_t* ring_;
    std::uint64_t end_;
};

inline std::uint64_t offset_of_kept(const Schema& schema, std::uint64_t slot) noexcept {
    return schema.shard.kept + slot * Kept::size(schema.record_size);
}
inline std::uint64_t offset_of_around(const Schema& schema, std::uint64_t number) noexcept {
    return offset_of_kept(schema, schema.kept_slowest + number % schema.kept_around);
}

/// Which of two slots of the slowest is to be taken by another run: an empty one, the quicker, the later.
inline bool goes_before(const Kept& a, const Kept& b) noexcept {
    using namespace weir::detail;
    if (load_own(a.total) != load_own(b.total)) return load_own(a.total) < load_own(b.total);
    return load_own(a.number) > load_own(b.number);
}

inline void append_around(const Schema& schema, Shard& shard, const RunsInRing& ring, std::uint64_t run,
                          bool violated) noexcept {
    using namespace weir::detail;
    const std::uint64_t number = load_own(shard.around_ended);
    store(shard.around_begun, number + 1);
    release_fence();
    Kept& to = *shard.at<Kept>(offset_of_around(schema, number));
    ring.copy(run, to);
    store(to.number, run);
    store(to.total, ring.total_of(run));
    store(to.why, std::uint64_t{violated});
    store_release(shard.around_ended, number + 1);
}

}  // namespace detail

/// Keeps the run that the ring was given last, of `total` nanoseconds, as one of the slowest, in place of the quickest of
/// them: of equally quick ones the latest. The writer's, for a run that takes longer than Shard::kept_floor.
/// O(kept_slowest).
WEIR_COLD inline void keep_slow(const Schema& schema, Shard& shard, std::uint64_t total) noexcept {
    using namespace weir::detail;
    Kept* quickest = shard.at<Kept>(detail::offset_of_kept(schema, 0));
    std::uint64_t floor = total;  // the least of all but the quickest
    for (std::uint64_t slot = 1; slot < schema.kept_slowest; ++slot) {
        Kept* other = shard.at<Kept>(detail::offset_of_kept(schema, slot));
        if (detail::goes_before(*other, *quickest)) std::swap(other, quickest);
        if (load_own(other->total) < floor) floor = load_own(other->total);
    }
    const detail::RunsInRing ring{schema, shard};
    const std::uint64_t run = ring.run_before(ring.end());
    const std::uint64_t sequence = load_own(quickest->sequence);
    store(quickest->sequence, sequence + 1);
    release_fence();
    ring.copy(run, *quickest);
    store(quickest->number, run);
    store(quickest->total, total);
    store_release(quickest->sequence, sequence + 2);
    store(shard.kept_floor, floor);
}

/// Keeps the run that the ring was given last: for it violated a threshold, with those before it that are not kept yet,
/// or for such a run was before it. The writer's. O(around_before).
WEIR_COLD inline void keep_around(const Schema& schema, Shard& shard, bool violated) noexcept {
    using namespace weir::detail;
    const detail::RunsInRing ring{schema, shard};
    const std::uint64_t run = ring.run_before(ring.end());
    if (violated) {
        std::uint64_t from = ring.oldest();
        if (const std::uint64_t kept = load_own(shard.around_ended); kept != 0) {
            const std::uint64_t last = shard.at<Kept>(detail::offset_of_around(schema, kept - 1))->number;
            if (from <= last) from = last + 1;
        }
        std::uint64_t first = run;
        for (std::uint32_t n = 0; n < schema.around_before && first > from; ++n) {
            const std::uint64_t before = ring.run_before(first);
            if (before < from) break;  // half overwritten, or the last that is kept
            first = before;
        }
        for (; first != run; first += ring.slots_of(first)) detail::append_around(schema, shard, ring, first, false);
    }
    detail::append_around(schema, shard, ring, run, violated);
    store(shard.around_left, violated ? std::uint64_t{schema.around_after} : load_own(shard.around_left) - 1);
}

/// Copies one of the slots of the slowest runs into `to`, Kept::size bytes of room, and says whether there is a run in
/// it. Looks again where it is written meanwhile; in vain where its writer was killed at that.
inline bool copy_slow(const Schema& schema, const Shard& shard, std::uint64_t slot, std::uint64_t* to) noexcept {
    using namespace weir::detail;
    constexpr int most_attempts = 1'000;
    const auto* const from = shard.at<std::uint64_t>(detail::offset_of_kept(schema, slot));
    const auto& sequence = reinterpret_cast<const Kept*>(from)->sequence;
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        const std::uint64_t before = load_acquire(sequence);
        if (before == 0) return false;
        if (before % 2 != 0) continue;
        for (std::uint64_t w = 0; w < Kept::size(schema.record_size) / 8; ++w) to[w] = load(from[w]);
        acquire_fence();
        if (load_acquire(sequence) == before) return true;
    }
    return false;
}

/// Copies the runs that are kept around violations into `to`, Kept::size bytes of room for each of kept_around, oldest
/// first, and returns how many there are. O(kept_around).
inline std::uint64_t copy_around(const Schema& schema, const Shard& shard, std::uint64_t* to) noexcept {
    if (schema.kept_around == 0) return 0;
    return copy_slots({shard.at<std::uint64_t>(detail::offset_of_kept(schema, schema.kept_slowest)), schema.kept_around,
                       Kept::size(schema.record_size) / 8, &shard.around_begun, &shard.around_ended},
                      to);
}

}  // namespace weir::inline WEIR_ABI::layout
