#pragma once

#include <weir/export/trace/rates.hpp>
#include <weir/export/trace/slice_stream.hpp>
#include <weir/export/trace/trace_sink.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

/// How the writing of a pipeline's runs as a trace went.
struct TraceCounts {
    std::uint64_t runs = 0;         ///< that are in the trace
    std::uint64_t overwritten = 0;  ///< that later ones took the place of while they were read
    std::uint64_t malformed = 0;    ///< records that hold no run, or one at no possible time: the file is damaged
    std::uint64_t left_out = 0;     ///< runs that others were nested in, too many for the memory that is taken for them
    std::uint64_t moved = 0;  ///< of `runs`, those that overlapped others by more than a microsecond, and were moved
};

namespace panel {

namespace detail {

inline TraceCounts write_input(const TraceInput& input, const TraceExtent& extent, TraceSink& sink,
                               const std::function<void()>& after_run) {
    TraceCounts counts;
    const Source& source = input.source;
    sink.add_input(input);
    Rates rates{extent};
    RunTimeline timeline{source};
    for (std::size_t shard = 0; shard < source.shards.size(); ++shard) {
        SliceStream slices{*source.schema, sink};
        bool any = false;
        const RunCounts read = timeline.read(shard, [&](const RawRun& run, RunSpan span) {
            if (!std::exchange(any, true)) sink.add_track(shard, run.thread);
            const bool added = slices.add(run, span);
            ++(added ? counts.runs : counts.malformed);
            if (added) rates.add(span);
            after_run();
        });
        slices.finish();
        counts.overwritten += read.overwritten;
        counts.malformed += read.malformed;
        counts.left_out += timeline.left_out();
        counts.moved += slices.moved();
    }
    rates.for_each([&](const Rate& rate) { sink.add_rate(rate); });
    return counts;
}

}  // namespace detail

/// Writes the runs that the inputs hold now. Returns how it went for each. `after_run` is called after each run. Safe
/// while the shards are being written. O(runs * stages); memory does not grow with the number of runs, but with that of
/// the runs in which others of the same pipeline were run, up to a bound, see RunTimeline.
inline std::vector<TraceCounts> write_trace(
    const std::vector<TraceInput>& inputs, TraceSink& sink, const std::function<void()>& after_run = [] {}) {
    std::vector<TraceExtent> extents;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    for (const TraceInput& input : inputs) {
        extents.push_back(extent_of(input.source));
        first = std::min(first, extents.back().first);
    }
    sink.start(first == std::numeric_limits<std::int64_t>::max() ? 0 : first);
    std::vector<TraceCounts> counts(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (const layout::Schema* const schema = inputs[i].source.schema;
            schema != nullptr && schema->ring_capacity > 0)
            counts[i] = detail::write_input(inputs[i], extents[i], sink, after_run);
    sink.finish();
    return counts;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
