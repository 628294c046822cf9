#pragma once

#include <weir/panel/snapshot.hpp>

#include <algorithm>
#include <cstddef>

// Snapshots added up.
namespace weir::inline WEIR_ABI::panel {

/// Adds what another snapshot holds for the same node. O(slots of a histogram).
inline void add(NodeSnapshot& sum, const NodeSnapshot& other) {
    sum.stopped += other.stopped;
    sum.errors += other.errors;
    if (other.count == 0) return;
    sum.min = sum.count == 0 ? other.min : std::min(sum.min, other.min);
    sum.max = std::max(sum.max, other.max);
    sum.count += other.count;
    sum.total += other.total;
    sum.violations += other.violations;
    sum.items += other.items;
    for (std::size_t slot = 0; slot < layout::Histogram::slot_count; ++slot)
        sum.histogram.counts[slot] += other.histogram.counts[slot];
}

/// Adds another snapshot of the same pipeline: as if one process had made the runs of both. O(nodes * slots of a
/// histogram).
inline void add(Snapshot& sum, const Snapshot& other) {
    sum.nodes.resize(std::max(sum.nodes.size(), other.nodes.size()));
    for (std::size_t node = 0; node < other.nodes.size(); ++node) add(sum.nodes[node], other.nodes[node]);
    sum.runs += other.runs;
    sum.traced += other.traced;
    sum.overwritten += other.overwritten;
    sum.filtered += other.filtered;
    sum.faults += other.faults;
    sum.keys_dropped += other.keys_dropped;
}

}  // namespace weir::inline WEIR_ABI::panel
