#pragma once

#include <weir/export/trace/chrome_sink.hpp>
#include <weir/export/trace/written_pipeline.hpp>

#include <ostream>

namespace weir::inline WEIR_ABI {

/// Writes the runs that the pipeline's trace holds now, of all threads, as JSON in Chrome's trace event
/// format, which many viewers read.
///
/// A track for each thread, with a slice for each run, in it one for each nested pipeline and stage; with keys, outcomes,
/// captures and violations, and with the rate and the p99 over time. The stages of a run lie one after another from its
/// start. Any thread may run the pipeline meanwhile. Of a pipeline below level trace: a trace without runs. Where the
/// stream can't be written, that is in its state. O(runs * stages). Needs
/// nlohmann-json.
template <class P>
    requires requires { typename P::weir_settings; }
TraceCounts write_chrome(const P& pipeline, std::ostream& out) {
    panel::ChromeSink sink{panel::ByteSink{out}};
    return panel::write_pipeline(pipeline, sink);
}

/// The same of a recording. Throws FileError where the file was cut shorter while it was read.
inline TraceCounts write_chrome(const Recording& recording, std::ostream& out) {
    panel::ChromeSink sink{panel::ByteSink{out}};
    return panel::write_recording(recording, sink);
}

}  // namespace weir::inline WEIR_ABI
