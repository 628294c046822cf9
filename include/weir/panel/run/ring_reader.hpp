#pragma once

#include <weir/base/atomic.hpp>
#include <weir/layout/run_record.hpp>
#include <weir/layout/shard.hpp>
#include <weir/panel/run/raw_run.hpp>
#include <weir/panel/run/read_pages.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// How a stream of runs went.
struct RunCounts {
    std::uint64_t visited = 0;
    std::uint64_t overwritten = 0;  ///< slots of rings that were written anew before they could be copied
    std::uint64_t malformed = 0;    ///< slots that hold no run of this pipeline: the file is damaged
};

namespace detail {

inline void copy_words(std::uint64_t* to, const std::uint64_t* from, std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i) to[i] = weir::detail::load(from[i]);
}

inline std::uint32_t flags_of(const std::uint64_t* record) noexcept {
    return static_cast<std::uint32_t>(record[2] >> 32);
}

/// Whether what stands in a record is of this schema.
inline bool is_well_formed(const layout::Schema& schema, const RawRun& run) noexcept {
    if (run.outcome() > layout::RunEnd::threw || run.key_kind() > layout::KeyKind::unknown) return false;
    return run.outcome() == layout::RunEnd::ok ? run.stage() == layout::RunRecord::no_stage
                                               : run.stage() < schema.leaf_count;
}

}  // namespace detail

/// Copies the ring of a shard out, chunk by chunk, by the protocol of layout::Shard. Bounded whatever stands in the
/// shard: no slot is copied twice.
class RingReader {
public:
    RingReader(const layout::Schema& schema, bool is_file)
        : schema_{schema},
          words_{schema.record_size / 8},
          slots_{std::clamp<std::uint64_t>(chunk_bytes / schema.record_size, 2,
                                           std::max<std::uint64_t>(2, schema.ring_capacity))},
          chunk_(slots_ * words_),
          read_{is_file} {}

    /// What the last ring held, as numbers of slots: those that were copied, in order and apart from one another.
    struct Range {
        std::uint64_t begin, end;
    };
    [[nodiscard]] const std::vector<Range>& copied() const noexcept { return copied_; }

    /// Calls `visit(const RawRun&)` with each run that the ring holds now, oldest first. `place`: the shard's among the
    /// source's; `most`: no more than its newest so many slots.
    template <class Visit>
    void read(const layout::Shard& shard, std::size_t place, RunCounts& counts, Visit&& visit,
              std::uint64_t most = ~std::uint64_t{0}) {
        copied_.clear();
        place_ = place;
        thread_ = weir::detail::load(shard.thread);
        const std::uint64_t capacity = schema_.ring_capacity;
        const std::uint64_t ended = weir::detail::load_acquire(shard.ended);
        std::uint64_t n = ended - std::min({ended, capacity, most});
        loose_at_ = n;
        while (n < ended) {
            const std::uint64_t count = std::min<std::uint64_t>(slots_, ended - n);
            copy(shard, n, count);
            weir::detail::acquire_fence();
            const std::uint64_t begun = weir::detail::load_acquire(shard.begun);
            const std::uint64_t whole = begun > capacity ? std::min(begun - capacity, ended) : 0;
            if (whole > n) {
                counts.overwritten += whole - n;
                loose_at_ = whole;
            }
            if (whole >= n + count) {
                n = whole;
                continue;
            }
            const std::uint64_t first = std::max(whole, n);
            const std::uint64_t end = visit_chunk(n, first, n + count, ended, counts, visit);
            note_copied(first, end);
            n = end;
        }
    }

private:
    static constexpr std::size_t chunk_bytes = std::size_t{32} << 10;  ///< stays in the core's own cache

    void copy(const layout::Shard& shard, std::uint64_t n, std::uint64_t count) {
        const auto* const ring = shard.at<std::uint64_t>(schema_.shard.ring);
        const std::uint64_t place = n % schema_.ring_capacity;
        const std::uint64_t straight = std::min(count, schema_.ring_capacity - place);
        copy(ring + place * words_, straight * words_, chunk_.data());
        copy(ring, (count - straight) * words_, chunk_.data() + straight * words_);
    }
    void copy(const std::uint64_t* from, std::size_t words, std::uint64_t* to) {
        detail::copy_words(to, from, words);
        read_.add(from, from + words);
    }
    /// The slots from `first` to before `end`, in a chunk that starts with slot n. Returns where the next chunk starts.
    template <class Visit>
    std::uint64_t visit_chunk(std::uint64_t n, std::uint64_t first, std::uint64_t end, std::uint64_t ended,
                              RunCounts& counts, Visit& visit) {
        using layout::RunRecord;
        for (std::uint64_t slot = first; slot < end;) {
            const std::uint64_t* const record = chunk_.data() + (slot - n) * words_;
            const std::uint32_t flags = detail::flags_of(record);
            const std::uint64_t* upper = nullptr;
            if (flags != 0) [[unlikely]] {
                if (flags == RunRecord::has_upper_halves && slot + 1 == end && end < ended) return slot;
                const bool is_pair = flags == RunRecord::has_upper_halves && slot + 1 < end &&
                                     detail::flags_of(record + words_) == RunRecord::is_upper_halves;
                if (!is_pair) {
                    // Upper halves belong to the record before them, which may have been overwritten.
                    if (flags != RunRecord::is_upper_halves || slot != loose_at_) ++counts.malformed;
                    ++slot;
                    continue;
                }
                upper = record + words_;
            }
            RawRun run{record, upper, schema_.leaf_count};
            run.shard = place_;
            run.thread = thread_;
            run.number = slot;
            slot += upper == nullptr ? 1 : 2;
            if (!detail::is_well_formed(schema_, run)) [[unlikely]] {
                ++counts.malformed;
                continue;
            }
            ++counts.visited;
            visit(static_cast<const RawRun&>(run));
        }
        return end;
    }
    void note_copied(std::uint64_t begin, std::uint64_t end) {
        if (!copied_.empty() && copied_.back().end == begin) copied_.back().end = end;
        else copied_.push_back({begin, end});
    }
    const layout::Schema& schema_;
    std::size_t words_;
    std::size_t slots_;
    std::vector<std::uint64_t> chunk_;
    std::vector<Range> copied_;
    ReadPages read_;
    std::size_t place_ = 0;
    std::uint64_t thread_ = 0;
    std::uint64_t loose_at_ = 0;  ///< where upper halves may stand alone
};

}  // namespace weir::inline WEIR_ABI::panel
