#pragma once

#include <weir/layout/kept.hpp>
#include <weir/panel/ring_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// Copies out of a shard the runs that were kept when the ring lost them. See layout::Kept.
class KeptReader {
public:
    explicit KeptReader(const layout::Schema& schema)
        : schema_{schema}, slot_(layout::Kept::size(schema.record_size) / 8) {}

    /// Calls `visit(const RawRun&)` with each that is not among `known`, once.
    template <class Visit>
    void read(const layout::Shard& shard, const std::vector<RingReader::Range>& known, RunCounts& counts,
              Visit&& visit) {
        numbers_.clear();
        for (std::uint64_t i = 0; i < schema_.kept_slowest; ++i)
            if (copy_slowest(shard, i)) look(known, counts, visit);
        const std::uint64_t capacity = schema_.kept_around;
        if (capacity == 0) return;
        const std::uint64_t ended = weir::detail::load_acquire(shard.around_ended);
        for (std::uint64_t n = ended > capacity ? ended - capacity : 0; n < ended; ++n) {
            detail::copy_words(slot_.data(), place(shard, schema_.kept_slowest + n % capacity), slot_.size());
            weir::detail::acquire_fence();
            const std::uint64_t begun = weir::detail::load_acquire(shard.around_begun);
            if (begun > capacity && begun - capacity > n) ++counts.overwritten;
            else look(known, counts, visit);
        }
    }

private:
    [[nodiscard]] const std::uint64_t* place(const layout::Shard& shard, std::uint64_t slot) const noexcept {
        return shard.at<std::uint64_t>(schema_.shard.kept) + slot * slot_.size();
    }
    /// Whether the slot holds a run, and its copy is whole.
    bool copy_slowest(const layout::Shard& shard, std::uint64_t i) noexcept {
        const std::uint64_t* const from = place(shard, i);
        const std::uint64_t sequence = weir::detail::load_acquire(from[0]);
        if (sequence == 0 || sequence % 2 != 0) return false;
        detail::copy_words(slot_.data(), from, slot_.size());
        weir::detail::acquire_fence();
        return weir::detail::load(from[0]) == sequence;
    }
    template <class Visit>
    void look(const std::vector<RingReader::Range>& known, RunCounts& counts, Visit& visit) {
        using layout::RunRecord;
        constexpr std::size_t head_words = sizeof(layout::Kept) / 8;
        const std::uint64_t number = slot_[offsetof(layout::Kept, number) / 8];
        for (const auto& range : known)
            if (number >= range.begin && number < range.end) return;
        if (!numbers_.insert(number).second) return;
        const std::uint64_t* const record = slot_.data() + head_words;
        const std::uint64_t* const upper = record + schema_.record_size / 8;
        const bool is_wide = detail::flags_of(record) == RunRecord::has_upper_halves;
        RawRun run{record, is_wide ? upper : nullptr, schema_.leaf_count};
        run.number = number;
        run.kept = true;
        const bool is_one = is_wide ? detail::flags_of(upper) == RunRecord::is_upper_halves
                                    : detail::flags_of(record) == 0;
        if (!is_one || !detail::is_well_formed(schema_, run)) {
            ++counts.malformed;
            return;
        }
        ++counts.visited;
        visit(static_cast<const RawRun&>(run));
    }

    const layout::Schema& schema_;
    std::vector<std::uint64_t> slot_;
    std::unordered_set<std::uint64_t> numbers_;  ///< of this shard's that were visited
};

}  // namespace weir::inline WEIR_ABI::panel
