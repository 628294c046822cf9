#include "html/side.hpp"

#include "html/run_sample.hpp"
#include "html/runs_json.hpp"
#include "support/own_cost.hpp"
#include "support/progress.hpp"
#include "support/rings.hpp"

#include <weir/export/json.hpp>
#include <weir/export/text/costs.hpp>
#include <weir/panel/compare/comparable.hpp>
#include <weir/panel/cost/cost_sums.hpp>
#include <weir/panel/merge.hpp>
#include <weir/panel/snapshot.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace weir_tool {

namespace {

using nlohmann::json;
using weir::panel::Source;

/// A digit behind the point is all that a chart shows.
double tenth(double value) { return std::round(value * 10) / 10; }

/// The means of the calls in each cell; not of those without items, nor of those in the last cell, whose items are anything.
json cells_of(const std::vector<weir::panel::CostSums>& sums) {
    json cells = json::array();
    for (std::size_t number = 1; number < sums.size() && number < weir::layout::CostCells::overflow; ++number) {
        const weir::panel::CostSums& sum = sums[number];
        if (sum.calls == 0) continue;
        const auto calls = static_cast<double>(sum.calls);
        const double mean = sum.ns / calls;
        cells.push_back({tenth(sum.items / calls), tenth(mean), sum.calls,
                         tenth(std::sqrt(std::max(0.0, sum.ns_squared / calls - mean * mean)))});
    }
    return cells;
}

json costs_of(const Source& source, const weir::Report& report) {
    json costs = json::array();
    std::vector<weir::panel::NodeSnapshot> nodes;
    std::vector<std::string> paths;
    weir::panel::for_each_stage(report.stages, [&](const weir::StageReport& stage) {
        if (!stage.cost) return;
        if (nodes.empty()) {
            nodes = weir::panel::take_snapshot(source).nodes;
            paths = weir::panel::node_paths(*source.schema);
        }
        const auto place = std::find(paths.begin() + 1, paths.end(), stage.path);
        if (place == paths.end()) return;
        costs.push_back({{"stage", stage.path},
                         {"sentence", weir::panel::detail::cost_sentence(stage)},
                         {"cells", cells_of(nodes[static_cast<std::size_t>(place - paths.begin())].costs)}});
    });
    return costs;
}

json runs_of(const std::vector<weir::Recording>& recordings, const std::vector<Source>& sources) {
    const weir::layout::Schema& schema = recordings.front().schema();
    if (schema.ring_capacity == 0) return nullptr;
    std::uint64_t total = 0, done = 0;
    for (const Source& source : sources) total += 2 * about_runs(source);  // it reads them twice
    Progress progress{"reading", total};
    const RunSample sample = sample_runs(sources, runs_on_page(schema), [&] { progress.at(++done); });
    for (std::size_t i = 0; i < sources.size(); ++i)
        tell_losses(recordings[i].path(), sample.counts[i].malformed, sample.counts[i].overwritten);
    return runs_json(sample, schema);
}

}  // namespace

PageSide read_page_side(const std::vector<std::string>& files, bool to_compare) {
    std::vector<weir::Recording> recordings;
    json names = json::array();
    for (const std::string& file : files) {
        recordings.push_back(weir::open(file));
        assume_cost(recordings.back());
        names.push_back(weir::panel::valid_utf8(file));
    }
    PageSide side;
    const weir::Report report = recordings.size() > 1 ? weir::report(recordings) : weir::report(recordings.front());
    if (to_compare)
        for (const weir::Recording& recording : recordings) side.reports.push_back(weir::comparable(recording));
    std::vector<Source> sources;
    const Source all = weir::panel::merged_source(recordings, sources);
    side.json = {{"files", std::move(names)},
                 {"report", weir::to_json(report)},
                 {"costs", costs_of(all, report)},
                 {"runs", runs_of(recordings, sources)}};
    weir::panel::require_whole(recordings);
    return side;
}

}  // namespace weir_tool
