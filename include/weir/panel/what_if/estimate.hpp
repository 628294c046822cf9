#pragma once

#include <weir/panel/joined.hpp>
#include <weir/panel/sort_stably.hpp>
#include <weir/panel/stage_report.hpp>
#include <weir/panel/stages.hpp>
#include <weir/panel/what_if/what_if.hpp>
#include <weir/panel/where/run_table.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// The totals of the runs of a table had the node taken `factor` times less. O(runs * leaves of the node).
[[nodiscard]] inline std::vector<double> faster_totals(const RunTable& table, const layout::NodeSchema& node,
                                                       double factor) {
    std::vector<double> totals;
    totals.reserve(table.size());
    const double saved = 1 - 1 / factor;
    for (std::size_t run = 0; run < table.size(); ++run)
        totals.push_back(static_cast<double>(table.totals[run]) -
                         saved * static_cast<double>(table.duration(run, node)));
    return totals;
}

namespace detail {

inline double gain_of(Nanoseconds before, Nanoseconds after) {
    return before > Nanoseconds{}
               ? static_cast<double>(before.count() - after.count()) / static_cast<double>(before.count())
               : 0;
}
inline void set_percentiles(RunFigures& run, std::vector<double> totals) {
    if (totals.empty()) return;
    run.p50 = whole(nearest_rank(totals, 0.5));
    run.p99 = whole(nearest_rank(totals, 0.99));
}
inline std::string missing_percentiles(const layout::Schema& schema, const RunTable& table) {
    if (schema.ring_capacity == 0)
        return "percentiles are not known: below level trace no record of single runs is kept, and which slow stages "
               "met in "
               "one run is not known; record with weir::Trace<N> among the policies, or WEIR_LEVEL=2";
    return table.damaged > 0 ? "percentiles are not known: all records of single runs are damaged"
                             : "percentiles are not known: no run has a record yet";
}

/// The largest gain first, equal ones in their order.
inline void sort_by_gain(std::vector<StageWhatIf>& stages) {
    sort_stably(stages, [](const StageWhatIf& a, const StageWhatIf& b) { return a.gain > b.gain; });
}

/// Calls `visit(const StageReport&, const NodeSchema&)` with each stage and its node: both are in the order of the runs.
template <class Visit>
void for_each_node(const layout::Schema& schema, const std::vector<StageReport>& stages, const Visit& visit) {
    std::uint32_t n = 0;
    for_each_stage(stages, [&](const StageReport& stage) {
        if (++n < schema.node_count) visit(stage, schema.nodes()[n]);
    });
}

}  // namespace detail

/// For each stage that ran, and each nested pipeline, the run with that made `factor` times faster, without ranges; the
/// mean from the sums, exactly, of all measured runs. `factor` is above 0. O(runs * nodes).
[[nodiscard]] inline WhatIf estimate(const layout::Schema& schema, const StageReport& total,
                                     const std::vector<StageReport>& stages, const RunTable& table, double factor) {
    WhatIf result;
    result.pipeline = total.name;
    result.factor = factor;
    result.measured = total.count;
    result.recorded = table.size();
    result.now.mean = total.mean;
    detail::set_percentiles(result.now, {table.totals.begin(), table.totals.end()});
    if (total.count == 0) {
        result.note = "there is no run to judge by";
        return result;
    }
    if (table.size() == 0) result.note = detail::missing_percentiles(schema, table);
    const auto runs = static_cast<double>(total.count);
    const auto time = static_cast<double>(total.total.count());
    detail::for_each_node(schema, stages, [&](const StageReport& stage, const layout::NodeSchema& node) {
        if (stage.count == 0) return;
        StageWhatIf one;
        one.stage = stage.path;
        one.is_pipeline = !stage.stages.empty();
        const double saved = (1 - 1 / factor) * static_cast<double>(stage.total.count());
        one.run.mean = detail::whole(std::max(0.0, time - saved) / runs);
        one.gain = time > 0 ? saved / time : 0;
        if (table.size() > 0) {
            detail::set_percentiles(one.run, faster_totals(table, node, factor));
            one.p50_gain = detail::gain_of(*result.now.p50, *one.run.p50);
            one.p99_gain = detail::gain_of(*result.now.p99, *one.run.p99);
        }
        result.stages.push_back(std::move(one));
    });
    detail::sort_by_gain(result.stages);
    return result;
}

}  // namespace weir::inline WEIR_ABI::panel
