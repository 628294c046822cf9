#pragma once

#include <weir/panel/source.hpp>

namespace weir::inline WEIR_ABI::panel {

/// What the panel reads of a pipeline of this process, while any thread may be running it, with a copy of what is shared.
/// Valid as long as the pipeline lives. It stays where it is, for `source` points into it.
struct LiveSource {
    layout::Shared shared;
    Source source;

    /// Of a pipeline's recorder.
    template <class Recorder>
    explicit LiveSource(Recorder& recorder) : shared{recorder.copy_shared()} {
        source.schema = recorder.schema;
        source.shared = &shared;
        source.keys = recorder.keys.table();
        recorder.for_each_shard([this](const layout::Shard& shard) { source.shards.push_back(&shard); });
    }
    LiveSource(const LiveSource&) = delete;
    LiveSource& operator=(const LiveSource&) = delete;
};

}  // namespace weir::inline WEIR_ABI::panel
