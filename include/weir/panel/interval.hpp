#pragma once

#include <weir/panel/quantile.hpp>
#include <weir/panel/snapshot.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

// What happened between two looks at a pipeline.
namespace weir::inline WEIR_ABI::panel {

namespace detail {

/// A word that is being written may have been seen later in the earlier look than in the later one: then nothing.
constexpr std::uint64_t growth(std::uint64_t before, std::uint64_t after) noexcept {
    return after > before ? after - before : 0;
}

/// The least and the greatest of what the interval's histogram counts. Exact where the extremes over all moved within the
/// interval, else the middle of the outermost bucket.
inline void fill_extremes(NodeSnapshot& during, const NodeSnapshot& before, const NodeSnapshot& after) {
    const auto& counts = during.histogram.counts;
    const auto* const begin = std::begin(counts);
    const auto* const end = std::end(counts);
    const auto counted = [](std::uint64_t count) { return count > 0; };
    const auto* const first = std::find_if(begin, end, counted);
    if (first == end) return;
    const auto* last = end - 1;
    while (!counted(*last)) --last;

    const auto least = static_cast<double>(after.min);
    const auto greatest = static_cast<double>(std::max(after.min, after.max));
    const auto middle = [&](const std::uint64_t* slot) {
        const double value = middle_of_slot(static_cast<std::size_t>(slot - begin), greatest);
        return static_cast<std::uint64_t>(std::llround(std::clamp(value, least, greatest)));
    };
    during.min = before.count == 0 || after.min < before.min ? after.min : middle(first);
    during.max = before.count == 0 || after.max > before.max ? after.max : middle(last);
}

}  // namespace detail

/// What one node did between two looks at it, as if it had been counted alone: counts and sums are differences, quantiles
/// of it are at most 1.1 % off as those of any. `min` and `max` are exact where they are also those over all that was
/// counted by `after`, else at most 1.1 % off; the most allocations of one call are those over all that was counted by
/// `after`. O(slots of a histogram).
[[nodiscard]] inline NodeSnapshot between(const NodeSnapshot& before, const NodeSnapshot& after) {
    using detail::growth;
    NodeSnapshot during;
    during.count = growth(before.count, after.count);
    during.total = growth(before.total, after.total);
    during.violations = growth(before.violations, after.violations);
    during.stopped = growth(before.stopped, after.stopped);
    during.errors = growth(before.errors, after.errors);
    during.items = growth(before.items, after.items);
    during.allocations.calls = growth(before.allocations.calls, after.allocations.calls);
    during.allocations.allocations = growth(before.allocations.allocations, after.allocations.allocations);
    during.allocations.bytes = growth(before.allocations.bytes, after.allocations.bytes);
    during.allocations.most = after.allocations.most;
    during.allocations.violations = growth(before.allocations.violations, after.allocations.violations);
    for (std::size_t slot = 0; slot < layout::Histogram::slot_count; ++slot)
        during.histogram.counts[slot] = growth(before.histogram.counts[slot], after.histogram.counts[slot]);
    detail::fill_extremes(during, before, after);
    during.costs = between(before.costs, after.costs);
    return during;
}

/// What a pipeline did between two looks at it. A node that `before` does not have counts from its start: an empty
/// Snapshot is the look before the first run. O(nodes * slots of a histogram).
[[nodiscard]] inline Snapshot between(const Snapshot& before, const Snapshot& after) {
    using detail::growth;
    Snapshot during;
    during.nodes.reserve(after.nodes.size());
    for (std::size_t node = 0; node < after.nodes.size(); ++node)
        during.nodes.push_back(
            between(node < before.nodes.size() ? before.nodes[node] : NodeSnapshot{}, after.nodes[node]));
    during.runs = growth(before.runs, after.runs);
    during.traced = growth(before.traced, after.traced);
    during.overwritten = growth(before.overwritten, after.overwritten);
    during.filtered = growth(before.filtered, after.filtered);
    during.faults = growth(before.faults, after.faults);
    during.keys_dropped = growth(before.keys_dropped, after.keys_dropped);
    return during;
}

}  // namespace weir::inline WEIR_ABI::panel
