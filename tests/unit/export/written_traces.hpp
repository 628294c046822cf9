#pragma once

#include "support/decoded_chrome.hpp"
#include "support/decoded_perfetto.hpp"

#include <weir/export/chrome.hpp>
#include <weir/export/perfetto.hpp>

#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

// Traces that a test writes, read back by decoders that share nothing with the writers.
namespace weir_test {

struct Written {
    std::string format;
    DecodedTrace trace;
    weir::TraceCounts counts;
};
/// A pipeline or a recording in both formats.
template <class From>
std::vector<Written> written(const From& from) {
    std::ostringstream perfetto, chrome;
    const weir::TraceCounts first = weir::write_perfetto(from, perfetto);
    const weir::TraceCounts second = weir::write_chrome(from, chrome);
    return {{"perfetto", decode_perfetto(perfetto.str()), first}, {"chrome", decode_chrome(chrome.str()), second}};
}
/// Several in one trace.
inline std::vector<DecodedTrace> written(const std::vector<weir::panel::TraceInput>& inputs) {
    std::ostringstream perfetto, chrome;
    weir::panel::PerfettoSink first{weir::panel::ByteSink{perfetto}};
    weir::panel::ChromeSink second{weir::panel::ByteSink{chrome}};
    weir::panel::write_trace(inputs, first);
    weir::panel::write_trace(inputs, second);
    return {decode_perfetto(perfetto.str()), decode_chrome(chrome.str())};
}

inline std::vector<TracedSlice> runs_of(const TracedTrack& track, std::size_t depth = 0) {
    std::vector<TracedSlice> runs;
    for (const TracedSlice& slice : track.slices)
        if (slice.categories.count("run") != 0 && slice.depth == depth) runs.push_back(slice);
    return runs;
}

}  // namespace weir_test
