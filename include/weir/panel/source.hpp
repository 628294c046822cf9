#pragma once

#include <weir/layout/schema.hpp>
#include <weir/layout/shard.hpp>
#include <weir/layout/shared.hpp>
#include <weir/layout/statistics.hpp>

#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// What the panel reads: one pipeline, alive in this process or mapped from a file. Owns nothing.
///
/// The shards, the keys and the errors may be written by others meanwhile; each of their words is read atomically, and
/// an error that is being written is left out. Within one process hand a copy of `shared`, made under its lock.
struct Source {
    const layout::Schema* schema = nullptr;  ///< null: level off, nothing is known
    const layout::Shared* shared = nullptr;  ///< may be null
    const layout::KeyTable* keys = nullptr;  ///< may be null
    std::vector<const layout::Shard*> shards;
    double own_cost_run_ns = 0;       ///< what the instrument costs per run, measured by the caller; 0 when unknown
    double own_cost_stage_ns = 0;     ///< and per boundary of a stage
    bool own_cost_by_reader = false;  ///< these were measured by who reads a file that has none
    bool is_file = false;             ///< the shards are mapped from a file: pages that were read can be dropped
};

}  // namespace weir::inline WEIR_ABI::panel
