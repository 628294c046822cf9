#pragma once

#include <weir/panel/cost/judge_cost.hpp>
#include <weir/panel/quantile.hpp>
#include <weir/panel/snapshot.hpp>
#include <weir/panel/stage_report.hpp>
#include <weir/panel/utf8.hpp>
#include <weir/panel/where/tail.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

// From the sums of a snapshot to the tree of a report's stages.
namespace weir::inline WEIR_ABI::panel {

/// A name of the schema as valid UTF-8. Ends at the capacity also where a damaged file has no closing zero.
template <std::size_t Capacity>
std::string name_text(const char (&name)[Capacity]) {
    return valid_utf8({name, static_cast<std::size_t>(std::find(name, name + Capacity, '\0') - name)});
}

namespace detail {

// Of a damaged file a duration may be anything: what is too long for one is the longest.
inline Nanoseconds whole(std::uint64_t ns) noexcept {
    return Nanoseconds{static_cast<std::int64_t>(std::min(ns, layout::StageStatistics::longest))};
}
inline Nanoseconds whole(double ns) noexcept {
    constexpr double longest = 9.2e18;  // a little less than StageStatistics::longest, which no double is
    return ns < longest ? Nanoseconds{std::llround(ns)} : whole(layout::StageStatistics::longest);
}

inline void fill_times(StageReport& stage, const NodeSnapshot& node) {
    stage.count = node.count;
    stage.total = whole(node.total);
    stage.min = whole(node.min);
    stage.max = whole(node.max);
    // A call that is being counted may be in the total before it is in the count; the mean must not show it.
    stage.mean = std::clamp(whole(static_cast<double>(node.total) / static_cast<double>(node.count)), stage.min,
                            std::max(stage.min, stage.max));
    stage.p50 = whole(quantile(node, 0.5));
    stage.p90 = whole(quantile(node, 0.9));
    stage.p99 = whole(quantile(node, 0.99));
    stage.p999 = whole(quantile(node, 0.999));
}

inline void fill_buckets(StageReport& stage, const NodeSnapshot& node) {
    const auto& counts = node.histogram.counts;
    stage.buckets.reserve(static_cast<std::size_t>(
        std::count_if(std::begin(counts), std::end(counts), [](std::uint64_t count) { return count > 0; })));
    for (std::uint32_t slot = 0; slot < layout::Histogram::slot_count; ++slot)
        if (counts[slot] > 0) stage.buckets.push_back({slot, counts[slot]});
}

inline void fill_items(StageReport& stage) {
    if (stage.items == 0) return;
    const auto items = static_cast<double>(stage.items);
    const auto total = static_cast<double>(stage.total.count());
    stage.ns_per_item = total / items;
    if (total > 0) stage.items_per_second = items / total * 1e9;
}

}  // namespace detail

/// One node without its own stages. `run_total` is the time of all runs in nanoseconds, `own_cost_ns` the
/// instrument's per stage, 0 when unknown.
inline StageReport make_stage(const layout::NodeSchema& schema, const NodeSnapshot& node, double run_total,
                              double own_cost_ns) {
    constexpr double short_factor = 10;
    StageReport stage;
    stage.name = name_text(schema.name);
    stage.path = stage.name;
    if (schema.threshold != layout::NodeSchema::no_threshold) {
        stage.threshold = Nanoseconds{schema.threshold};
        stage.violations = node.violations;
    }
    stage.stopped = node.stopped;
    stage.errors = node.errors;
    stage.has_items = (schema.flags & layout::NodeSchema::has_items) != 0;
    stage.items = node.items;
    stage.allocations = make_allocations(schema, node.allocations);
    if (node.count == 0) return stage;

    detail::fill_times(stage, node);
    detail::fill_buckets(stage, node);
    detail::fill_items(stage);
    if (!node.costs.empty()) stage.cost = judge_cost(node.costs, stage.threshold);
    if (stage.threshold) stage.excess = detail::whole(time_over(node, schema.threshold));
    const auto total = static_cast<double>(node.total);
    if (run_total > 0) stage.share = std::min(1.0, total / run_total);
    const bool is_leaf = (schema.flags & layout::NodeSchema::is_group) == 0;
    stage.short_against_instrument = is_leaf && total < short_factor * own_cost_ns * static_cast<double>(stage.count);
    return stage;
}

/// The stages whose parent is `parent`, each with its own stages. Nodes stand before those they are the
/// parent of, which also ends the recursion. `slow_shares`: of each node, or of none.
inline std::vector<StageReport> make_stages(const Source& source, const Snapshot& snapshot,
                                            const std::vector<SlowShare>& slow_shares = {}, std::uint32_t parent = 0,
                                            std::string_view path = {}) {
    std::vector<StageReport> stages;
    const layout::NodeSchema* nodes = source.schema->nodes();
    const auto run_total = static_cast<double>(snapshot.nodes[0].total);
    for (std::uint32_t i = parent + 1; i < source.schema->node_count; ++i) {
        if (nodes[i].parent != parent) continue;
        StageReport stage = make_stage(nodes[i], snapshot.nodes[i], run_total, source.own_cost_stage_ns);
        if (!path.empty()) stage.path = std::string{path} + "/" + stage.name;
        if (i < slow_shares.size()) {
            stage.slow_share = slow_shares[i].slow;
            stage.recorded_share = slow_shares[i].all;
        }
        if ((nodes[i].flags & layout::NodeSchema::is_group) != 0)
            stage.stages = make_stages(source, snapshot, slow_shares, i, stage.path);
        stages.push_back(std::move(stage));
    }
    return stages;
}

}  // namespace weir::inline WEIR_ABI::panel
