#pragma once

#include <weir/base/thrown.hpp>
#include <weir/panel/format.hpp>
#include <weir/panel/unknown_stage.hpp>
#include <weir/panel/what_if/estimate.hpp>
#include <weir/panel/what_if/resampling.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI {

/// What is asked of weir::what_if.
struct WhatIfOptions {
    double factor = 2;                      ///< how many times faster, 0.001 to 1,000,000; below 1 it is slower
    std::optional<std::string> stage = {};  ///< the path of a stage or nested pipeline; without it each of them
    double confidence = 0.99;               ///< of each range, 0.5 to 0.999
};

namespace panel {

namespace detail {

/// For a million runs of sixteen stages, 128 MiB.
inline constexpr RunTableBounds prediction_bounds{std::size_t{1} << 20, std::size_t{1} << 24};
/// Of fewer runs in a row blocks say nothing.
inline constexpr std::size_t least_predicted_runs = 100;

/// How far the share of later runs that take at most so long is likely to be from that of the recorded ones.
inline double share_distance(const std::vector<double>& totals, double at_most, double confidence) {
    std::vector<double> is_at_most;
    is_at_most.reserve(totals.size());
    for (const double total : totals) is_at_most.push_back(total <= at_most ? 1 : 0);
    return mean_distance(is_at_most, confidence);
}

/// The q-quantile of as many later runs: by W. H. Woodruff, Confidence intervals for medians and other position measures,
/// Journal of the American Statistical Association 47 (1952), 635-646, the range of its rank among the recorded runs,
/// read off these. So it holds whatever the runs are distributed like.
inline PredictedRange quantile_range(const std::vector<double>& totals, double q, double confidence) {
    std::vector<double> places = totals;  // to be reordered
    const auto count = static_cast<double>(totals.size());
    const auto low_of = [&](double distance) {
        return value_of_rank(places, static_cast<std::size_t>(std::max(1.0, std::floor((q - distance) * count))));
    };
    const double distance = share_distance(totals, nearest_rank(places, q), confidence);
    // Of a percentile near the end, the share of runs below a shorter time varies more than that below itself.
    const double further = std::max(distance, share_distance(totals, low_of(distance), confidence));
    PredictedRange range;
    range.low = whole(std::floor(low_of(further)));
    const double high = std::ceil((q + distance) * count) + 1;
    if (high <= count) range.high = whole(std::ceil(value_of_rank(places, static_cast<std::size_t>(high))));
    return range;
}
inline PredictedRange mean_range(const std::vector<double>& totals, Nanoseconds mean, double confidence) {
    const double distance = mean_distance(totals, confidence);
    const auto middle = static_cast<double>(mean.count());
    return {whole(std::floor(std::max(0.0, middle - distance))), whole(std::ceil(middle + distance))};
}

/// To both sides what the instrument takes for a stage: nearer no boundary is known.
inline PredictedRange widened(PredictedRange range, double own_cost_ns) {
    if (!(own_cost_ns > 0 && own_cost_ns < 1e9)) return range;  // of a damaged file it may be anything
    const auto by = static_cast<double>(std::llround(std::ceil(own_cost_ns)));
    range.low = whole(std::max(0.0, static_cast<double>(range.low.count()) - by));
    if (range.high) range.high = whole(static_cast<double>(range.high->count()) + by);
    return range;
}

inline void require_valid(const WhatIfOptions& options) {
    if (!(options.factor >= 0.001 && options.factor <= 1e6))
        WEIR_THROW(std::invalid_argument{
            joined("expected a factor from 0.001 to 1000000, how many times faster a stage becomes, found ",
                   std::isfinite(options.factor) ? decimal(options.factor, 4) : "no number")});
    if (!(options.confidence >= 0.5 && options.confidence <= 0.999))
        WEIR_THROW(std::invalid_argument{
            joined("expected a confidence from 0.5 to 0.999, found ",
                   std::isfinite(options.confidence) ? decimal(options.confidence, 4) : "no number")});
}
inline void require_known(const std::vector<StageReport>& stages, const std::string& path) {
    std::string known;
    bool is_known = false;
    for_each_stage(stages, [&](const StageReport& stage) {
        is_known = is_known || stage.path == path;
        known += joined(known.empty() ? "" : ", ", stage.path);
    });
    if (!is_known)
        WEIR_THROW(UnknownStage{joined("expected the path of a stage, found ", path, "; there are: ", known)});
}

inline void add_ranges(WhatIf& result, const layout::Schema& schema, const std::vector<StageReport>& stages,
                       const RunTable& table, double confidence, double own_cost_ns) {
    result.confidence = confidence;
    for_each_node(schema, stages, [&](const StageReport& stage, const layout::NodeSchema& node) {
        for (StageWhatIf& one : result.stages) {
            if (one.stage != stage.path) continue;
            const std::vector<double> totals = faster_totals(table, node, result.factor);
            one.mean_range = widened(mean_range(totals, one.run.mean, confidence), own_cost_ns);
            one.p50_range = widened(quantile_range(totals, 0.5, confidence), own_cost_ns);
            one.p99_range = widened(quantile_range(totals, 0.99, confidence), own_cost_ns);
        }
    });
}

}  // namespace detail

/// What would be gained if a stage were made faster, with the ranges in which the mean, p50 and p99 of as many later runs
/// are to be expected: the chance that is in the recording and in the later measurement counts. Of several shards the
/// newest runs, at most a million. Throws std::invalid_argument where an option is out of its bounds, UnknownStage.
/// O(runs * nodes). Safe while the shards are being written.
[[nodiscard]] inline WhatIf predict(const Source& source, const WhatIfOptions& options = {}) {
    detail::require_valid(options);
    if (source.schema == nullptr || source.schema->node_count == 0) {
        WhatIf nothing;
        nothing.factor = options.factor;
        nothing.note = "at level off nothing is measured";
        return nothing;
    }
    const layout::Schema& schema = *source.schema;
    const Snapshot snapshot = take_snapshot(source);
    StageReport total = make_stage(schema.nodes()[0], snapshot.nodes[0], 0, 0);
    total.name = name_text(schema.name);
    const std::vector<StageReport> stages = make_stages(source, snapshot);
    if (options.stage) detail::require_known(stages, *options.stage);
    const RunTable table = read_run_table(source, detail::prediction_bounds);
    WhatIf result = estimate(schema, total, stages, table, options.factor);
    if (options.stage)
        result.stages.erase(std::remove_if(result.stages.begin(), result.stages.end(),
                                           [&](const StageWhatIf& one) { return one.stage != *options.stage; }),
                            result.stages.end());
    if (options.stage && result.stages.empty() && result.note.empty())
        result.note = joined("no run has come to ", *options.stage, " yet");
    if (table.size() >= detail::least_predicted_runs)
        detail::add_ranges(result, schema, stages, table, options.confidence, source.own_cost_stage_ns);
    else if (table.size() > 0)
        result.note = joined("no ranges: expected at least ", std::to_string(detail::least_predicted_runs),
                             " recorded runs, found ", std::to_string(table.size()));
    return result;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
