#pragma once

#include <weir/panel/run/kept_reader.hpp>
#include <weir/panel/source.hpp>

#include <cstddef>

namespace weir::inline WEIR_ABI::panel {

/// Calls `visit(const RawRun&)` with every run that the source still holds, each once: shard by shard, what its ring
/// has, oldest first, then what was kept of earlier ones. None below level trace. Safe while the shards are being
/// written: a run that is overwritten before it was copied is counted in the result. Memory does not grow with the
/// number of runs; nothing is allocated for one.
template <class Visit>
RunCounts for_each_run(const Source& source, Visit visit) {
    RunCounts counts;
    if (source.schema == nullptr || source.schema->ring_capacity == 0) return counts;
    RingReader ring{*source.schema, source.is_file};
    KeptReader kept{*source.schema};
    for (std::size_t i = 0; i < source.shards.size(); ++i) {
        const layout::Shard& shard = *source.shards[i];
        ring.read(shard, i, counts, visit);
        kept.read(shard, i, ring.copied(), counts, visit);
    }
    return counts;
}

}  // namespace weir::inline WEIR_ABI::panel
