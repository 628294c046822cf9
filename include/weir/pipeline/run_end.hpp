#pragma once

#include <weir/layout/counting.hpp>
#include <weir/recorder/recorder.hpp>

namespace weir::inline WEIR_ABI::detail {

// The ends of runs that are not straight: what stops, throws, skips or violates. Seldom, so by the schema and once for
// all pipelines, not once for each type.

/// The duration of a leaf that the run did not come to. Its halves are what a record says for it.
inline constexpr std::uint64_t not_run = ~std::uint64_t{0};
static_assert(static_cast<std::uint32_t>(not_run) == layout::RunRecord::not_run);

inline layout::StageStatistics& statistics_of(const layout::Schema& schema, layout::Shard& shard, std::size_t node) {
    return shard.at<layout::StageStatistics>(schema.shard.statistics)[node];
}

/// Counts, for `leaf` and all that it is part of and that ends at or before the leaf `horizon`, that it stopped or
/// threw.
WEIR_COLD inline void count_end(const layout::Schema& schema, layout::Shard& shard, layout::RunEnd end,
                                std::size_t leaf, std::size_t horizon) noexcept {
    for (std::size_t n = 0; n < schema.node_count; ++n) {
        const layout::NodeSchema& node = schema.nodes()[n];
        if (leaf < node.first_leaf || leaf >= node.first_leaf + node.leaf_count) continue;
        if (node.first_leaf + node.leaf_count > horizon) continue;
        layout::StageStatistics& statistics = statistics_of(schema, shard, n);
        add_alone(end == layout::RunEnd::stopped ? statistics.stopped : statistics.errors, std::uint64_t{1});
    }
}

/// The time of a node: its leaf's, or the sum of its leaves that were run; not_run where none was.
inline std::uint64_t node_duration(const layout::NodeSchema& node, const std::uint64_t* durations) noexcept {
    std::uint64_t sum = not_run;
    for (std::size_t leaf = node.first_leaf; leaf < node.first_leaf + node.leaf_count; ++leaf)
        if (durations[leaf] != not_run) sum = (sum == not_run ? 0 : sum) + durations[leaf];
    return sum;
}

/// Counts the calls of a run some of whose leaves may not have been run.
WEIR_COLD inline void count_calls(const layout::Schema& schema, layout::Shard& shard,
                                  const std::uint64_t* durations) noexcept {
    for (std::uint32_t n = 0; n < schema.node_count; ++n)
        if (const std::uint64_t ns = node_duration(schema.nodes()[n], durations); ns != not_run)
            layout::count_call(schema, shard, n, ns);
}

/// Whether the node took longer than its threshold, if it has one.
inline bool violates(const layout::NodeSchema& node, const std::uint64_t* durations) noexcept {
    if (node.threshold == layout::NodeSchema::no_threshold) return false;
    const std::uint64_t ns = node_duration(node, durations);
    return ns != not_run && ns > static_cast<std::uint64_t>(node.threshold);
}

inline bool violates_any(const layout::Schema& schema, const std::uint64_t* durations) noexcept {
    for (std::size_t n = 0; n < schema.node_count; ++n)
        if (violates(schema.nodes()[n], durations)) return true;
    return false;
}

/// Counts what was over its threshold; whether anything was.
WEIR_COLD inline bool count_violations(const layout::Schema& schema, layout::Shard& shard,
                                       const std::uint64_t* durations) noexcept {
    bool violated = false;
    for (std::size_t n = 0; n < schema.node_count; ++n) {
        if (!violates(schema.nodes()[n], durations)) continue;
        add_alone(statistics_of(schema, shard, n).violations, std::uint64_t{1});
        violated = true;
    }
    return violated;
}

/// Tells the handlers what was over its threshold in a run that has ended: stages in their order, then the whole run.
WEIR_COLD inline void tell_violations(Recorder& recorder, const std::uint64_t* durations, const Key& key,
                                      std::uint64_t time) noexcept {
    if (recorder.handlers.empty()) return;
    const layout::Schema& schema = *recorder.schema;
    for (std::size_t i = 1; i <= schema.node_count; ++i) {
        const std::size_t n = i % schema.node_count;
        const layout::NodeSchema& node = schema.nodes()[n];
        if (!violates(node, durations)) continue;
        const std::uint64_t ns = node_duration(node, durations);
        const Violation violation{schema.name,
                                  node.name,
                                  n == 0,
                                  key,
                                  Nanoseconds{static_cast<std::int64_t>(ns)},
                                  Nanoseconds{node.threshold},
                                  0};
        const std::uint64_t threw = recorder.handlers.tell(violation, n, time);
        if (threw != 0) recorder.count_handler_errors(threw);
    }
}

}  // namespace weir::inline WEIR_ABI::detail
