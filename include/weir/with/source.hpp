#pragma once

#include <weir/panel/source.hpp>
#include <weir/recorder/recorder.hpp>

namespace weir::inline WEIR_ABI::detail {

/// The figures of a pipeline of this process, for what reads statistics and run records: without keys and errors. Valid
/// as long as the pipeline lives.
inline panel::Source source_of(const Recorder& recorder) {
    panel::Source source;
    source.schema = recorder.schema;
    recorder.for_each_shard([&](const layout::Shard& shard) { source.shards.push_back(&shard); });
    return source;
}

}  // namespace weir::inline WEIR_ABI::detail
