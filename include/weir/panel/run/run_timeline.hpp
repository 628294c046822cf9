#pragma once

#include <weir/panel/errors.hpp>
#include <weir/panel/run/kept_reader.hpp>
#include <weir/panel/source.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// When a run was, in nanoseconds since 1970.
struct RunSpan {
    std::int64_t start;
    std::int64_t end;
};

/// Empty where the record says a time that no clock gives, before 1970 or after 2116: the file is damaged.
[[nodiscard]] inline std::optional<RunSpan> span_of(const layout::ClockSchema& clock, const RawRun& run) noexcept {
    constexpr std::int64_t latest = std::int64_t{1} << 62;
    const std::int64_t start = utc_of(clock, run.start());
    if (start < 0 || start >= latest) return std::nullopt;
    std::uint64_t total = 0;  // not RawRun::total(), whose sum may wrap around
    for (std::uint32_t leaf = 0; leaf < run.leaf_count(); ++leaf) {
        const std::uint64_t ns = run.duration(leaf);
        if (ns == RawRun::not_run) continue;
        if (ns > static_cast<std::uint64_t>(latest) - total) return std::nullopt;
        total += ns;
    }
    return RunSpan{start, start + static_cast<std::int64_t>(total)};
}

/// Reads the runs of a shard in the order of their starts, each before those that were nested in it.
///
/// A ring holds runs in the order of their ends, which is that of their starts but for the runs in which others of the
/// same pipeline were run, and for those that were kept when the ring lost them. These are looked for in a first pass, and
/// their records are held; in a second one they take their places among the others. Memory grows with their number, and
/// not with that of all runs, up to 256 MiB: what finds no room is left out and counted.
class RunTimeline {
public:
    explicit RunTimeline(const Source& source)
        : source_{source}, words_{source.schema->record_size / 8}, ring_{*source.schema, source.is_file} {}

    /// Calls `visit(const RawRun&, RunSpan)` with each run that the shard holds now. Safe while it is being written: of
    /// the runs that come meanwhile none is visited. Of a source below level trace: none.
    template <class Visit>
    RunCounts read(std::size_t place, Visit visit) {
        RunCounts counts;
        if (source_.schema->ring_capacity == 0) return counts;
        const layout::Shard& shard = *source_.shards[place];
        RunCounts first;
        hold(shard, place, first);
        std::size_t next = 0;
        Order order;
        RunCounts second;
        ring_.read(shard, place, second, [&](const RawRun& run) {
            if (run.number >= end_ || is_held(run.number)) return;
            const auto span = span_of(source_.schema->clock, run);
            if (!span || !order.keeps(*span)) return;
            for (; next < held_.size() && held_[next].span.start <= span->start; ++next)
                visit_held(next, place, counts, visit);
            ++counts.visited;
            visit(run, *span);
        });
        for (; next < held_.size(); ++next) visit_held(next, place, counts, visit);
        counts.malformed = first.malformed + impossible_;
        const std::uint64_t read = first.visited - impossible_ - left_out_;
        counts.overwritten = first.overwritten + (read > counts.visited ? read - counts.visited : 0);
        return counts;
    }

    /// Runs of the shard that was read last for which there was no room.
    [[nodiscard]] std::uint64_t left_out() const noexcept { return left_out_; }

private:
    static constexpr std::size_t most_bytes = std::size_t{256} << 20;

    /// Tells the runs that stand in the ring in the order of their starts from those that are displaced.
    class Order {
    public:
        [[nodiscard]] bool keeps(RunSpan span) noexcept {
            // A run that took no time may stand behind one that started with it.
            const bool is_displaced = span.start < last_ || (span.start == last_ && span.end > span.start);
            if (!is_displaced) last_ = span.start;
            return !is_displaced;
        }

    private:
        std::int64_t last_ = std::numeric_limits<std::int64_t>::min();
    };
    struct Held {
        RunSpan span;
        std::uint64_t number;
        std::uint64_t thread;
        std::size_t record;  ///< of the words, where it starts
        bool is_wide;
        bool kept;
    };

    void hold(const layout::Shard& shard, std::size_t place, RunCounts& counts) {
        held_.clear();
        held_numbers_.clear();
        records_.clear();
        end_ = 0;
        impossible_ = 0;
        left_out_ = 0;
        Order order;
        ring_.read(shard, place, counts, [&](const RawRun& run) {
            end_ = run.number + 1;
            const auto span = span_of(source_.schema->clock, run);
            if (!span) ++impossible_;
            else if (!order.keeps(*span)) hold(run, *span);
        });
        KeptReader{*source_.schema}.read(shard, place, ring_.copied(), counts, [&](const RawRun& run) {
            if (const auto span = span_of(source_.schema->clock, run)) hold(run, *span);
            else ++impossible_;
        });
        for (const Held& held : held_) held_numbers_.push_back(held.number);
        std::sort(held_numbers_.begin(), held_numbers_.end());
        std::sort(held_.begin(), held_.end(), [](const Held& a, const Held& b) {
            if (a.span.start != b.span.start) return a.span.start < b.span.start;
            if (a.span.end != b.span.end) return a.span.end > b.span.end;
            return a.number > b.number;  // of two that look the same the one that ended later is the outer
        });
    }
    void hold(const RawRun& run, RunSpan span) {
        if (held_.size() * sizeof(Held) + (records_.size() + 2 * words_) * sizeof(std::uint64_t) > most_bytes) {
            ++left_out_;
            return;
        }
        held_.push_back({span, run.number, run.thread, records_.size(), run.upper() != nullptr, run.kept});
        records_.insert(records_.end(), run.record(), run.record() + words_);
        if (run.upper() != nullptr) records_.insert(records_.end(), run.upper(), run.upper() + words_);
    }
    [[nodiscard]] bool is_held(std::uint64_t number) const {
        return std::binary_search(held_numbers_.begin(), held_numbers_.end(), number);
    }
    template <class Visit>
    void visit_held(std::size_t i, std::size_t place, RunCounts& counts, Visit& visit) {
        const Held& held = held_[i];
        const std::uint64_t* const record = records_.data() + held.record;
        RawRun run{record, held.is_wide ? record + words_ : nullptr, source_.schema->leaf_count};
        run.shard = place;
        run.number = held.number;
        run.thread = held.thread;
        run.kept = held.kept;
        ++counts.visited;
        visit(static_cast<const RawRun&>(run), held.span);
    }

    const Source& source_;
    std::size_t words_;
    RingReader ring_;
    std::vector<Held> held_;
    std::vector<std::uint64_t> held_numbers_;  ///< of held_, in order
    std::vector<std::uint64_t> records_;       ///< of held_
    std::uint64_t end_ = 0;                    ///< the first number that the first pass did not see
    std::uint64_t impossible_ = 0;             ///< runs whose times are none
    std::uint64_t left_out_ = 0;
};

}  // namespace weir::inline WEIR_ABI::panel
