#pragma once

#include <weir/base/level.hpp>
#include <weir/export/trace/trace_input.hpp>
#include <weir/export/trace/write_trace.hpp>
#include <weir/panel/live_source.hpp>

namespace weir::inline WEIR_ABI::panel {

/// Writes the runs of a recording. Throws FileError where the file was cut shorter while it was read.
inline TraceCounts write_recording(const Recording& recording, TraceSink& sink) {
    const TraceCounts counts = write_trace({trace_input(recording)}, sink).front();
    require_whole(recording);
    return counts;
}

/// Writes the runs of a pipeline of this process, which any thread may be running. Of one that is off: none.
template <class P>
TraceCounts write_pipeline([[maybe_unused]] const P& pipeline, TraceSink& sink) {
    if constexpr (P::level == Level::off) return write_trace({trace_input(Source{})}, sink).front();
    else return write_trace({trace_input(LiveSource{pipeline.weir_recorder()}.source)}, sink).front();
}

}  // namespace weir::inline WEIR_ABI::panel
