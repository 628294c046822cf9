#pragma once

#include <weir/layout/keeping.hpp>
#include <weir/panel/run/ring_reader.hpp>

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

    /// Calls `visit(const RawRun&)` with each that is not among `known`, once. `place`: the shard's among the source's.
    template <class Visit>
    void read(const layout::Shard& shard, std::size_t place, const std::vector<RingReader::Range>& known,
              RunCounts& counts, Visit&& visit) {
        slowest_.clear();
        place_ = place;
        thread_ = weir::detail::load(shard.thread);
        for (std::uint64_t i = 0; i < schema_.kept_slowest; ++i)
            if (layout::copy_slow(schema_, shard, i, slot_.data()) && slowest_.insert(number()).second)
                look(known, counts, visit);
        read_around(shard, known, counts, visit);
    }

private:
    [[nodiscard]] std::uint64_t number() const noexcept { return slot_[offsetof(layout::Kept, number) / 8]; }
    /// These follow one another by their numbers.
    template <class Visit>
    void read_around(const layout::Shard& shard, const std::vector<RingReader::Range>& known, RunCounts& counts,
                     Visit& visit) {
        const std::uint64_t capacity = schema_.kept_around;
        if (capacity == 0) return;
        const std::uint64_t ended = weir::detail::load_acquire(shard.around_ended);
        std::uint64_t next = 0;  // the least number that the next may have
        for (std::uint64_t n = ended > capacity ? ended - capacity : 0; n < ended; ++n) {
            const std::uint64_t place = layout::detail::offset_of_around(schema_, n);
            detail::copy_words(slot_.data(), shard.at<std::uint64_t>(place), slot_.size());
            weir::detail::acquire_fence();
            const std::uint64_t begun = weir::detail::load_acquire(shard.around_begun);
            if (begun > capacity && begun - capacity > n) {
                ++counts.overwritten;
            } else if (number() < next) {
                ++counts.malformed;
            } else {
                next = number() + 1;
                if (slowest_.count(number()) == 0) look(known, counts, visit);
            }
        }
    }
    template <class Visit>
    void look(const std::vector<RingReader::Range>& known, RunCounts& counts, Visit& visit) {
        using layout::RunRecord;
        constexpr std::size_t head_words = sizeof(layout::Kept) / 8;
        for (const auto& range : known)
            if (number() >= range.begin && number() < range.end) return;
        const std::uint64_t* const record = slot_.data() + head_words;
        const std::uint64_t* const upper = record + schema_.record_size / 8;
        const bool is_wide = detail::flags_of(record) == RunRecord::has_upper_halves;
        RawRun run{record, is_wide ? upper : nullptr, schema_.leaf_count};
        run.shard = place_;
        run.thread = thread_;
        run.number = number();
        run.kept = true;
        const bool is_one = is_wide ? detail::flags_of(upper) == RunRecord::is_upper_halves
                                    : detail::flags_of(record) == 0;
        const bool is_its_time = slot_[offsetof(layout::Kept, total) / 8] == run.total();
        if (!is_one || !is_its_time || !detail::is_well_formed(schema_, run)) {
            ++counts.malformed;
            return;
        }
        ++counts.visited;
        visit(static_cast<const RawRun&>(run));
    }

    const layout::Schema& schema_;
    std::vector<std::uint64_t> slot_;
    std::size_t place_ = 0;
    std::uint64_t thread_ = 0;
    std::unordered_set<std::uint64_t> slowest_;  ///< the numbers of this shard's
};

}  // namespace weir::inline WEIR_ABI::panel
