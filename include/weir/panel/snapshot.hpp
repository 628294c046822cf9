#pragma once

#include <weir/layout/counting.hpp>
#include <weir/panel/allocations.hpp>
#include <weir/panel/cost/cost_sums.hpp>
#include <weir/panel/run/read_pages.hpp>
#include <weir/panel/source.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// The sums of one node over all shards: the members of layout::StageStatistics, ready to be read. Plain data.
struct NodeSnapshot {
    std::uint64_t count = 0;
    std::uint64_t total = 0;
    std::uint64_t min = 0;  ///< 0 where count is
    std::uint64_t max = 0;
    std::uint64_t violations = 0;
    std::uint64_t stopped = 0;
    std::uint64_t errors = 0;
    std::uint64_t items = 0;
    layout::AllocationStatistics allocations{};
    layout::Histogram histogram{};
    std::vector<CostSums> costs;  ///< of layout::CostCells, cell by cell; empty where there are none
};

/// The sums of a pipeline over all shards, at about one moment: a run that is being counted may be in some of
/// the words and not yet in others.
struct Snapshot {
    std::vector<NodeSnapshot> nodes;  ///< as in the schema: node 0 is the whole run
    std::uint64_t runs = 0;           ///< measured or not
    std::uint64_t traced = 0;         ///< runs written to a ring
    std::uint64_t overwritten = 0;    ///< slots of the rings that later runs took
    std::uint64_t filtered = 0;
    std::uint64_t faults = 0;
    std::uint64_t keys_dropped = 0;
};

/// Adds what one shard holds for one node, but its costs. `straight_runs`: the shard's, taken before.
inline void add(NodeSnapshot& sum, std::uint64_t straight_runs, const layout::Schema& schema,
                const layout::Shard& shard, std::uint32_t node) {
    using weir::detail::load;
    const auto& statistics = shard.at<layout::StageStatistics>(schema.shard.statistics)[node];
    sum.stopped += load(statistics.stopped);
    sum.errors += load(statistics.errors);
    add_allocations(sum.allocations, schema, shard, node);
    const layout::NodeCalls calls = layout::read_calls(schema, shard, node, straight_runs);
    if (calls.count == 0) return;
    const std::uint64_t min = layout::StageStatistics::longest - calls.min_inverted;
    if (sum.count == 0 || min < sum.min) sum.min = min;
    sum.max = std::max(sum.max, calls.max);
    sum.count += calls.count;
    sum.total += calls.total;
    sum.violations += load(statistics.violations);
    sum.items += load(statistics.items);
    for (std::size_t slot = 0; slot < layout::Histogram::slot_count; ++slot)
        sum.histogram.counts[slot] += calls.histogram.counts[slot];
}

/// Sums the shards of a source; empty where it has no schema. Safe while the shards are being written.
/// O(shards * nodes * slots of a histogram).
inline Snapshot take_snapshot(const Source& source) {
    using weir::detail::load;
    Snapshot sum;
    if (source.schema == nullptr) return sum;
    const layout::Schema& schema = *source.schema;
    sum.nodes.resize(schema.node_count);
    ReadPages read{source.is_file};
    for (const layout::Shard* shard : source.shards) {
        const std::uint64_t straight_runs = weir::detail::load_acquire(shard->straight_runs);
        const std::uint64_t slots = load(shard->ended);
        const std::uint64_t wide = load(shard->wide);
        sum.traced += slots > wide ? slots - wide : 0;
        if (slots > schema.ring_capacity) sum.overwritten += slots - schema.ring_capacity;
        sum.filtered += load(shard->filtered);
        sum.faults += load(shard->faults);
        sum.keys_dropped += load(shard->keys_dropped);
        for (std::uint32_t node = 0; node < schema.node_count; ++node)
            add(sum.nodes[node], straight_runs, schema, *shard, node);
        const auto* cells = shard->at<layout::CostCells>(schema.shard.costs);
        for (std::uint32_t node = 0; node < schema.node_count; ++node)
            if ((schema.nodes()[node].flags & layout::NodeSchema::has_costs) != 0) add(sum.nodes[node].costs, *cells++);
        // After the nodes: the runs that ended in them are then among these.
        sum.runs += weir::detail::load_acquire(shard->runs);
        read.add(shard, shard->at<char>(schema.shard.ring));
        if (schema.shard.allocations != 0)
            read.add(shard->at<char>(schema.shard.allocations), shard->at<char>(schema.shard.size));
    }
    return sum;
}

}  // namespace weir::inline WEIR_ABI::panel
