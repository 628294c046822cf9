#pragma once

#include <weir/layout/keeping.hpp>
#include <weir/pipeline/traced_runs.hpp>

#include <cstdlib>

namespace weir::inline WEIR_ABI {

namespace detail {

struct KeptEntry {
    const std::uint64_t* slot;
    std::size_t shard;
    Why why;
};
inline const layout::Kept& kept_head(const KeptEntry& entry) noexcept {
    return *reinterpret_cast<const layout::Kept*>(entry.slot);
}
inline const std::uint64_t* kept_record(const KeptEntry& entry) noexcept {
    return entry.slot + sizeof(layout::Kept) / 8;
}

template <int (*Compare)(const KeptEntry&, const KeptEntry&)>
void sort(KeptEntry* entries, std::size_t size) noexcept {
    std::qsort(entries, size, sizeof(KeptEntry), [](const void* a, const void* b) {
        return Compare(*static_cast<const KeptEntry*>(a), *static_cast<const KeptEntry*>(b));
    });
}
template <class T>
int order(T a, T b) noexcept {
    return a < b ? -1 : (a > b ? 1 : 0);
}
/// Slots that hold the same run stand side by side.
inline int by_run(const KeptEntry& a, const KeptEntry& b) noexcept {
    if (a.shard != b.shard) return order(a.shard, b.shard);
    return order(kept_head(a).number, kept_head(b).number);
}
/// The slowest by their time, the slowest of all first; then the others by their starts.
inline int as_shown(const KeptEntry& a, const KeptEntry& b) noexcept {
    if (a.why.slowest != b.why.slowest) return a.why.slowest ? -1 : 1;
    if (a.why.slowest)
        if (const int slower = order(kept_head(b).total, kept_head(a).total); slower != 0) return slower;
    if (const int earlier = order(head_of(kept_record(a)).start, head_of(kept_record(b)).start); earlier != 0)
        return earlier;
    return by_run(a, b);
}
/// Makes one entry of those of one run. Returns how many are left, by run.
inline std::size_t merge_entries(KeptEntry* entries, std::size_t size) noexcept {
    sort<by_run>(entries, size);
    std::size_t merged = 0;
    for (std::size_t i = 0; i < size; ++i) {
        if (merged == 0 || by_run(entries[merged - 1], entries[i]) != 0) {
            entries[merged++] = entries[i];
            continue;
        }
        Why& why = entries[merged - 1].why;
        why.slowest |= entries[i].why.slowest;
        why.around |= entries[i].why.around;
        why.violated |= entries[i].why.violated;
    }
    return merged;
}

}  // namespace detail

/// A copy of the runs that were kept, KeepSlowest's and KeepAround's: first the slowest, of all threads together, the
/// slowest of all first; then those that are only around violations, by the order of their starts. Each run once, see
/// TracedRun::why. Whole records only, also while other threads are writing; O(n log n) to make.
template <class P>
class KeptRuns : public detail::CopiedRuns<P> {
public:
    /// What Pipeline::kept() does.
    explicit KeptRuns(detail::Recorder& recorder) : detail::CopiedRuns<P>{recorder} {
        if constexpr (slots != 0) collect();
    }

private:
    static constexpr std::uint64_t slots = P::kept_slowest + P::kept_around;
    static constexpr std::uint64_t slot_words = layout::Kept::size(P::record_size) / 8;

    void collect() {
        const layout::Schema& schema = *this->recorder_.schema;
        const auto* const newest = this->recorder_.first_shard();
        std::size_t shards = 0;
        for (const auto* node = newest; node != nullptr; node = node->next) ++shards;
        std::uint64_t* to = this->make_words(shards * slots * slot_words * 8);
        const detail::Array<detail::KeptEntry> entries{shards * slots + 1};
        std::size_t size = 0;
        const auto add_entry = [&](std::size_t shard, Why why) {
            entries.of[size++] = {to, shard, why};
            to += slot_words;
        };
        std::size_t shard = 0;
        for (const auto* node = newest; node != nullptr; node = node->next, ++shard) {
            const layout::Shard& figures = *detail::Recorder::figures_of(*node);
            for (std::uint64_t slot = 0; slot < P::kept_slowest; ++slot)
                if (layout::copy_slow(schema, figures, slot, to)) add_entry(shard, {.slowest = true});
            for (auto left = layout::copy_around(schema, figures, to); left != 0; --left) {
                const bool violated = reinterpret_cast<const layout::Kept*>(to)->why != 0;
                add_entry(shard, {.slowest = false, .around = true, .violated = violated});
            }
        }
        size = detail::merge_entries(entries.of, size);
        detail::sort<detail::as_shown>(entries.of, size);
        this->make_room(size);
        for (std::size_t i = 0; i < size; ++i) this->add(detail::kept_record(entries.of[i]), entries.of[i].why);
    }
};

}  // namespace weir::inline WEIR_ABI
