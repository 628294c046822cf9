#pragma once

#include <weir/export/trace/identities.hpp>
#include <weir/export/trace/trace_input.hpp>
#include <weir/panel/run/raw_run.hpp>

#include <cstdint>

namespace weir::inline WEIR_ABI::panel {

/// A node of the schema in one run, as long as it took: the run itself, a nested pipeline, or a stage.
struct Slice {
    std::uint32_t node;
    std::int64_t start;  ///< nanoseconds since 1970
    std::int64_t end;
    const RawRun* run;
};

/// What a pipeline did in an interval, of the runs that the trace has.
struct Rate {
    std::int64_t start;  ///< nanoseconds since 1970
    double runs_per_second;
    double p99_ns;  ///< of the whole run; 0 where none ended
};

/// Writes a trace in some format, in the order in which it is called: an input, of it one track after another, of each
/// the slices by their times, each before those that are in it; then the input's rates.
class TraceSink {
public:
    TraceSink() = default;
    TraceSink(const TraceSink&) = delete;
    TraceSink& operator=(const TraceSink&) = delete;
    virtual ~TraceSink() = default;

    /// `first`: the earliest start of all runs.
    virtual void start(std::int64_t first) = 0;
    virtual void add_input(const TraceInput& input) = 0;
    virtual void add_track(std::size_t shard, std::uint64_t thread) = 0;
    virtual void begin(const Slice& slice) = 0;
    /// Ends the slice that began last of those that are open.
    virtual void end(std::int64_t at) = 0;
    virtual void add_rate(const Rate& rate) = 0;
    virtual void finish() = 0;
};

}  // namespace weir::inline WEIR_ABI::panel
