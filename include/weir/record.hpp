#pragma once

// The door to files: weir::record(pipeline, "run.weir") keeps what a pipeline measures in a file, weir::open("run.weir")
// reads it, while the pipeline runs, when it has ended, and after its process was killed.
#include <weir/base/thrown.hpp>
#include <weir/panel/recording.hpp>
#include <weir/pipeline/pipeline.hpp>
#if !WEIR_OFF_EVERYWHERE
#include <weir/pipeline/own_cost.hpp>
#endif

#include <cstdint>
#include <stdexcept>
#include <string>

namespace weir::inline WEIR_ABI {

/// How record() makes its file.
struct RecordOptions {
    /// Room is made at once for so many threads that run the pipeline at a time; 0: two more than there are processors.
    /// Where more come the file grows; where it can't, their runs are counted as unrecorded.
    std::uint32_t shards = 0;
    /// Whether the recording of a process that has ended is replaced. Nothing else ever is.
    bool replace = false;
};

/// Why a pipeline could not be recorded: what(), with the path, what was found there and what to do.
class RecordError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Keeps the pipeline's figures in the file `path` from now on, those that there are too: all copies', of all threads,
/// which may be running it. The file is made, takes all the room it needs at once, and is complete at each moment: any
/// process may read it meanwhile, and after this one was killed. When the pipeline's last copy ends it is closed.
///
/// Throws RecordError, and changes nothing, where the file can't be made, where something stands at `path` (see
/// RecordOptions::replace), and where the pipeline is recorded already. A child made by fork goes on with figures of
/// its own, in memory. Of a pipeline that is off: does nothing. About a millisecond, to measure what measuring costs.
///
/// Without a word in the code: WEIR_RECORD=/dev/shm/%n-%p.weir in the environment records each pipeline from its start
/// (%n its name, %p the process); WEIR_RECORD_REPLACE=1 is RecordOptions::replace.
template <class P>
    requires requires { typename P::weir_settings; }
void record([[maybe_unused]] const P& pipeline, [[maybe_unused]] const std::string& path,
            [[maybe_unused]] RecordOptions options = {}) {
#if !WEIR_OFF_EVERYWHERE
    if constexpr (P::level != Level::off) {
        const detail::OwnCost cost = detail::own_cost_of<typename P::weir_settings>();
        const detail::FileRequest request{path.c_str(), options.shards, options.replace, false, {cost.run, cost.stage}};
        detail::Refusal why;
        if (pipeline.weir_recorder().record(request, why) == detail::Placing::done) return;
        WEIR_THROW(RecordError{why.text});
    }
#endif
}

}  // namespace weir::inline WEIR_ABI
