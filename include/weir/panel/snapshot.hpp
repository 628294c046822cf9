#pragma once

#include <weir/panel/source.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// The sums of one node over all shards. Plain data.
struct NodeSnapshot {
    layout::StageStatistics statistics{};  ///< min is 0 where count is 0
    layout::Histogram histogram{};
};

/// The sums of a pipeline over all shards, at about one moment: a run that is being counted may be in some of
/// the words and not yet in others.
struct Snapshot {
    std::vector<NodeSnapshot> nodes;  ///< as in the schema: node 0 is the whole run
    std::uint64_t runs = 0;           ///< measured or not, as are the next two
    std::uint64_t stopped = 0;
    std::uint64_t threw = 0;
    std::uint64_t traced = 0;       ///< runs written to a ring
    std::uint64_t overwritten = 0;  ///< slots of the rings that later runs took
    std::uint64_t filtered = 0;
    std::uint64_t faults = 0;
};

/// Adds what one shard holds for one node.
inline void add(NodeSnapshot& sum, const layout::StageStatistics& statistics, const layout::Histogram& histogram) {
    using weir::detail::load;
    // The writer stores the count last. Taken first, it never promises what is not there yet.
    const std::uint64_t count = weir::detail::load_acquire(statistics.count);
    auto& to = sum.statistics;
    to.stopped += load(statistics.stopped);
    to.errors += load(statistics.errors);
    if (count == 0) return;
    const std::uint64_t min = load(statistics.min);
    const std::uint64_t max = load(statistics.max);
    if (to.count == 0 || min < to.min) to.min = min;
    if (max > to.max) to.max = max;
    to.count += count;
    to.total += load(statistics.total);
    to.violations += load(statistics.violations);
    to.items += load(statistics.items);
    for (std::size_t slot = 0; slot < layout::Histogram::slot_count; ++slot)
        sum.histogram.counts[slot] += load(histogram.counts[slot]);
}

/// Sums the shards of a source; empty where it has no schema. Safe while the shards are being written.
/// O(shards * nodes * slots of a histogram).
inline Snapshot take_snapshot(const Source& source) {
    using weir::detail::load;
    Snapshot sum;
    if (source.schema == nullptr) return sum;
    const layout::Schema& schema = *source.schema;
    sum.nodes.resize(schema.node_count);
    for (const layout::Shard* shard : source.shards) {
        // The runs last: those that stopped or threw are then among them.
        sum.stopped += load(shard->stopped);
        sum.threw += load(shard->threw);
        sum.runs += weir::detail::load_acquire(shard->runs);
        sum.traced += load(shard->traced);
        sum.filtered += load(shard->filtered);
        sum.faults += load(shard->faults);
        const std::uint64_t slots = load(shard->ended);
        if (slots > schema.ring_capacity) sum.overwritten += slots - schema.ring_capacity;
        const auto* statistics = shard->at<layout::StageStatistics>(schema.shard.statistics);
        const auto* histograms = shard->at<layout::Histogram>(schema.shard.histograms);
        for (std::size_t node = 0; node < sum.nodes.size(); ++node)
            add(sum.nodes[node], statistics[node], histograms[node]);
    }
    return sum;
}

}  // namespace weir::inline WEIR_ABI::panel
