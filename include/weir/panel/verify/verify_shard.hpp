#pragma once

#include <weir/panel/run/run_view.hpp>
#include <weir/panel/snapshot.hpp>
#include <weir/panel/verify/findings.hpp>
#include <weir/panel/verify/verify_allocations.hpp>
#include <weir/panel/verify/verify_costs.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// Holds the figures of one shard against each other.
class ShardVerifier {
public:
    ShardVerifier(const layout::Schema& schema, Verification& result)
        : schema_{schema},
          result_{result},
          paths_{node_paths(schema)},
          totals_(schema.node_count),
          counts_(schema.node_count) {}

    void verify(const layout::Shard& shard, std::uint64_t number) {
        using weir::detail::load_acquire;
        where_ = joined("shard ", std::to_string(number));
        // What was counted first is read last: of a shard that is being written the later reading is then the greater.
        const std::uint64_t filtered = load_acquire(shard.filtered);
        const std::uint64_t ended = load_acquire(shard.ended);
        const std::uint64_t begun = load_acquire(shard.begun);
        const std::uint64_t straight_runs = load_acquire(shard.straight_runs);
        const std::vector<CostTotals> costs = verify_all_cells(shard);
        for (std::uint32_t node = schema_.node_count; node-- > 0;) verify_node(shard, straight_runs, node);
        verify_groups();
        verify_all_costs(shard, costs);
        verify_allocations(schema_, shard, where_, paths_, counts_, result_);
        verify_runs(shard);
        verify_ring(shard, begun, ended, filtered);
    }

private:
    [[nodiscard]] bool is_exact() const noexcept { return result_.certainty == Certainty::closed; }
    [[nodiscard]] std::string at(std::uint32_t node) const { return joined(where_, ", ", paths_[node]); }

    void verify_node(const layout::Shard& shard, std::uint64_t straight_runs, std::uint32_t node) {
        using weir::detail::load_acquire;
        const auto& statistics = shard.at<layout::StageStatistics>(schema_.shard.statistics)[node];
        const std::uint64_t violations = load_acquire(statistics.violations);
        const layout::NodeCalls calls = layout::read_calls(schema_, shard, node, straight_runs);
        counts_[node] = calls.count;
        totals_[node] = calls.total;
        std::uint64_t in_histogram = 0;
        for (const std::uint64_t count : calls.histogram.counts) in_histogram += count;
        if (is_exact()) {
            result_.require_equal("histogram, all slots", at(node), calls.count, in_histogram);
        } else {
            // A run within its counting is in the histogram before it is in the count; a live one may have gone on.
            const std::uint64_t slack = result_.certainty == Certainty::live ? layout::PendingRuns::capacity : 1;
            const std::uint64_t later =
                layout::read_calls(schema_, shard, node, load_acquire(shard.straight_runs)).count;
            if (in_histogram + slack < calls.count || in_histogram > later + slack)
                result_.add("histogram, all slots", at(node),
                            joined(std::to_string(calls.count), " to ", std::to_string(later),
                                   ", one run more or less"),
                            std::to_string(in_histogram));
        }
        verify_violations(node, calls, violations);
        if (calls.count != 0) verify_extremes(node, calls);
    }
    /// Of each node; zeros where it has none.
    std::vector<CostTotals> verify_all_cells(const layout::Shard& shard) {
        std::vector<CostTotals> costs(schema_.node_count);
        const auto* cells = shard.at<layout::CostCells>(schema_.shard.costs);
        for (std::uint32_t node = 0; node < schema_.node_count; ++node)
            if ((schema_.nodes()[node].flags & layout::NodeSchema::has_costs) != 0)
                costs[node] = verify_cells(*cells++, at(node), result_);
        return costs;
    }
    void verify_all_costs(const layout::Shard& shard, const std::vector<CostTotals>& costs) {
        const auto* statistics = shard.at<layout::StageStatistics>(schema_.shard.statistics);
        for (std::uint32_t node = 0; node < schema_.node_count; ++node)
            if ((schema_.nodes()[node].flags & layout::NodeSchema::has_costs) != 0)
                verify_costs(costs[node], counts_[node], weir::detail::load(statistics[node].items), totals_[node],
                             at(node), result_);
    }
    void verify_violations(std::uint32_t node, const layout::NodeCalls& calls, std::uint64_t violations) {
        const std::int64_t threshold = schema_.nodes()[node].threshold;
        if (threshold == layout::NodeSchema::no_threshold)
            return result_.require_equal("violations, without a threshold", at(node), 0, violations);
        if (!is_exact()) return result_.require_at_most("violations", at(node), calls.count + 1, violations);
        // Which of the slot that the threshold is in were over it, the histogram does not say.
        const std::size_t slot = layout::slot_of(static_cast<std::uint64_t>(threshold));
        std::uint64_t above = 0;
        for (std::size_t s = slot + 1; s < layout::Histogram::slot_count; ++s) above += calls.histogram.counts[s];
        const std::uint64_t most = above + calls.histogram.counts[slot];
        if (violations < above || violations > most)
            result_.add("violations", at(node), joined(std::to_string(above), " to ", std::to_string(most)),
                        std::to_string(violations));
    }
    void verify_extremes(std::uint32_t node, const layout::NodeCalls& calls) {
        const std::uint64_t min = layout::StageStatistics::longest - calls.min_inverted;
        result_.require_at_most("min, against max", at(node), calls.max, min);
        if (result_.certainty == Certainty::live || min > calls.max) return;
        std::uint64_t outside = 0;
        const std::size_t lowest = layout::slot_of(min), highest = layout::slot_of(calls.max);
        for (std::size_t slot = 0; slot < layout::Histogram::slot_count; ++slot)
            if (slot < lowest || slot > highest) outside += calls.histogram.counts[slot];
        result_.require_at_most("histogram, slots outside of min and max", at(node), is_exact() ? 0 : 1, outside);
        if (!is_exact()) return;
        if (calls.histogram.counts[lowest] == 0) result_.add("histogram, the slot of min", at(node), "at least 1", "0");
        if (calls.histogram.counts[highest] == 0)
            result_.add("histogram, the slot of max", at(node), "at least 1", "0");
        const std::uint64_t mean = calls.total / calls.count;
        const std::uint64_t rest = calls.total % calls.count;
        if (mean < min || mean > calls.max || (mean == calls.max && rest != 0))
            result_.add("total", at(node),
                        joined(std::to_string(calls.count), " times ", std::to_string(min), " to ",
                               std::to_string(calls.max)),
                        std::to_string(calls.total));
    }
    /// A pipeline within a pipeline, and the whole run, take the time of their stages, and are come to before them.
    void verify_groups() {
        std::vector<std::uint64_t> sums(schema_.node_count, 0);
        for (std::uint32_t node = 1; node < schema_.node_count; ++node) {
            const std::uint32_t parent = schema_.nodes()[node].parent;
            sums[parent] += totals_[node];
            result_.require_at_most("calls", at(node), counts_[parent], counts_[node]);
        }
        if (!is_exact()) return;
        for (std::uint32_t node = 0; node < schema_.node_count; ++node)
            if ((schema_.nodes()[node].flags & layout::NodeSchema::is_group) != 0)
                result_.require_equal("total, against its stages'", at(node), sums[node], totals_[node]);
    }
    void verify_runs(const layout::Shard& shard) {
        using weir::detail::load_acquire;
        const auto& whole = shard.at<layout::StageStatistics>(schema_.shard.statistics)[0];
        const std::uint64_t ended_early = load_acquire(whole.stopped) + load_acquire(whole.errors);
        const std::uint64_t runs = load_acquire(shard.runs);
        result_.require_at_most("runs that stopped or threw", where_, runs, ended_early);
        const std::uint64_t measured = runs / schema_.sample_every + (runs % schema_.sample_every != 0 ? 1 : 0);
        result_.require_at_most("runs that were measured", where_, measured, counts_[0]);
    }
    void verify_ring(const layout::Shard& shard, std::uint64_t begun, std::uint64_t ended, std::uint64_t filtered) {
        using weir::detail::load_acquire;
        const std::uint64_t wide = load_acquire(shard.wide);
        if (schema_.level != Level::trace)
            return result_.require_equal("records, below level trace", where_, 0, begun | ended | wide | filtered);
        const std::uint64_t in_flight = is_exact() ? 0 : 2;
        const std::uint64_t later = load_acquire(shard.ended);
        if (begun < ended || begun - ended > later - ended + in_flight)
            result_.add("begun, slots of the ring", where_,
                        joined(std::to_string(ended), " to ", std::to_string(later + in_flight)),
                        std::to_string(begun));
        result_.require_at_most("wide, runs of two slots", where_, (later + in_flight) / 2, wide);
        if (wide > ended) return;
        const std::uint64_t known = ended - wide + filtered;
        if (is_exact()) result_.require_equal("records and filtered runs", where_, counts_[0], known);
        else result_.require_at_most("records and filtered runs", where_, counts_[0] + 1, known);
    }

    const layout::Schema& schema_;
    Verification& result_;
    std::vector<std::string> paths_;
    std::vector<std::uint64_t> totals_;  ///< of the nodes of the shard
    std::vector<std::uint64_t> counts_;
    std::string where_;
};

}  // namespace weir::inline WEIR_ABI::panel
