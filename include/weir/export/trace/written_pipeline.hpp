#pragma once

#include <weir/base/level.hpp>
#include <weir/export/trace/trace_input.hpp>
#include <weir/export/trace/write_trace.hpp>

#include <utility>

namespace weir::inline WEIR_ABI::panel {

/// Writes the runs of a recording. Throws FileError where the file was cut shorter while it was read.
inline TraceCounts write_recording(const Recording& recording, TraceSink& sink) {
    const TraceCounts counts = write_trace({trace_input(recording)}, sink).front();
    if (recording.is_torn())
        throw FileError{recording.path(), "was cut shorter while it was read: open it again to see what is left"};
    return counts;
}

/// Writes the runs of a pipeline of this process, which any thread may be running. Of one that is off: none.
template <class P>
TraceCounts write_pipeline([[maybe_unused]] const P& pipeline, TraceSink& sink) {
    TraceInput input = trace_input(Source{});
    [[maybe_unused]] layout::Shared shared;
    if constexpr (P::level != Level::off) {
        auto& recorder = pipeline.weir_recorder();
        shared = recorder.copy_shared();
        input.source.schema = recorder.schema;
        input.source.shared = &shared;
        input.source.keys = recorder.keys.table();
        recorder.for_each_shard([&](const layout::Shard& shard) { input.source.shards.push_back(&shard); });
    }
    return write_trace({std::move(input)}, sink).front();
}

}  // namespace weir::inline WEIR_ABI::panel
