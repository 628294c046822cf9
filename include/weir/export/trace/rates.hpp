#pragma once

#include <weir/export/trace/trace_sink.hpp>
#include <weir/panel/quantile.hpp>
#include <weir/panel/run/run_stream.hpp>
#include <weir/panel/run/run_timeline.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// How far the runs of a source reach.
struct TraceExtent {
    std::uint64_t runs = 0;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();  ///< the earliest start
    std::int64_t last = std::numeric_limits<std::int64_t>::min();   ///< the latest end
    /// From when on all rings have all runs: the latest of the first runs of rings that have lost earlier ones.
    std::int64_t whole_from = std::numeric_limits<std::int64_t>::min();
};

[[nodiscard]] inline TraceExtent extent_of(const Source& source) {
    TraceExtent extent;
    std::vector<std::int64_t> first(source.shards.size(), std::numeric_limits<std::int64_t>::max());
    for_each_run(source, [&](const RawRun& run) {
        const auto span = span_of(source.schema->clock, run);
        if (!span) return;
        ++extent.runs;
        extent.first = std::min(extent.first, span->start);
        extent.last = std::max(extent.last, span->end);
        if (!run.kept) first[run.shard] = std::min(first[run.shard], span->start);
    });
    extent.whole_from = extent.first;
    for (std::size_t i = 0; i < source.shards.size(); ++i) {
        const bool has_lost = weir::detail::load(source.shards[i]->ended) > source.schema->ring_capacity;
        if (has_lost && first[i] != std::numeric_limits<std::int64_t>::max())
            extent.whole_from = std::max(extent.whole_from, first[i]);
    }
    return extent;
}

/// Counts runs by the time of their ends in at most 200 intervals of one length, of 50 runs in the mean: for rates over
/// time. Fixed memory.
class Rates {
public:
    explicit Rates(const TraceExtent& extent) : begin_{extent.whole_from}, end_{extent.last} {
        constexpr std::uint64_t most = 200, runs = 50;
        if (extent.runs == 0 || end_ <= begin_) return;
        const auto all = static_cast<std::uint64_t>(end_ - begin_);
        const std::uint64_t wanted = std::clamp<std::uint64_t>(extent.runs / runs, 1, most);
        length_ = (all + wanted - 1) / wanted;
        intervals_.resize(static_cast<std::size_t>((all + length_ - 1) / length_));
    }

    void add(RunSpan span) {
        if (intervals_.empty() || span.end < begin_ || span.end > end_) return;
        const auto i = static_cast<std::size_t>(static_cast<std::uint64_t>(span.end - begin_) / length_);
        NodeSnapshot& interval = intervals_[std::min(i, intervals_.size() - 1)];
        const auto ns = static_cast<std::uint64_t>(span.end - span.start);
        if (interval.count++ == 0 || ns < interval.min) interval.min = ns;
        interval.max = std::max(interval.max, ns);
        ++interval.histogram.counts[layout::slot_of(ns)];
    }
    /// Calls `visit(const Rate&)` with each interval in order, then with zeros at the end of the last.
    template <class Visit>
    void for_each(Visit visit) const {
        for (std::size_t i = 0; i < intervals_.size(); ++i) {
            const NodeSnapshot& interval = intervals_[i];
            const std::int64_t start = begin_ + static_cast<std::int64_t>(i * length_);
            const std::uint64_t length = std::min(length_, static_cast<std::uint64_t>(end_ - start));
            visit(Rate{start, static_cast<double>(interval.count) * 1e9 / static_cast<double>(length),
                       interval.count == 0 ? 0 : quantile(interval, 0.99)});
        }
        if (!intervals_.empty()) visit(Rate{end_, 0, 0});
    }

private:
    std::int64_t begin_;
    std::int64_t end_;
    std::uint64_t length_ = 0;  ///< of an interval, in nanoseconds
    std::vector<NodeSnapshot> intervals_;
};

}  // namespace weir::inline WEIR_ABI::panel
