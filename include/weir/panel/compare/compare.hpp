#pragma once

#include <weir/base/thrown.hpp>
#include <weir/panel/compare/arrangement.hpp>
#include <weir/panel/compare/comparison.hpp>
#include <weir/panel/compare/differences.hpp>
#include <weir/panel/compare/match.hpp>
#include <weir/panel/compare/shift.hpp>
#include <weir/panel/compare/sides.hpp>
#include <weir/panel/compare/verdict.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

namespace panel::detail {

/// Where a stage stands in each recording of its side.
inline StageSide stage_side(const std::vector<FlatReport>& side, const StageReport& stage) {
    const auto& first = side.front();
    const auto place = static_cast<std::size_t>(std::find(first.begin(), first.end(), &stage) - first.begin());
    StageSide stages;
    for (const FlatReport& report : side) stages.push_back(report[place]);
    return stages;
}

inline double share_of(const StageSide& side) {
    double sum = 0;
    for (const StageReport* stage : side) sum += stage->share;
    return sum / static_cast<double>(side.size());
}

/// A stage of both sides, not yet judged.
struct StagePair {
    ComparedStage compared;
    StageSide before;
    StageSide after;
};

inline StagePair make_pair(const std::vector<FlatReport>& before, const std::vector<FlatReport>& after,
                           const MatchedStage& match, const CompareOptions& options) {
    StagePair pair{{}, stage_side(before, *match.before), stage_side(after, *match.after)};
    ComparedStage& stage = pair.compared;
    stage.name = match.after->name;
    stage.path = match.after->path;
    stage.path_before = match.before->path;
    stage.depth = match.depth;
    stage.share_before = share_of(pair.before);
    stage.share_after = share_of(pair.after);
    stage.is_small = std::max(stage.share_before, stage.share_after) < options.min_share;
    for (std::size_t i = 0; i < all_figures.size(); ++i) stage.shifts[i].figure = all_figures[i];
    return pair;
}

/// Figures that can be judged, among those that the verdict rests on.
inline std::size_t count_judged(const std::vector<StagePair>& pairs, const CompareOptions& options) {
    std::size_t count = 0;
    for (const StagePair& pair : pairs)
        for (const Figure figure : options.by)
            count += logarithms_of(pair.before, figure) && logarithms_of(pair.after, figure) ? 1U : 0U;
    return count;
}

inline std::uint64_t sum_of_runs(const std::vector<Report>& side) {
    std::uint64_t sum = 0;
    for (const Report& report : side) sum += report.runs;
    return sum;
}

}  // namespace panel::detail

/// Whether the pipeline became slower from the recordings of `before` to those of `after`: in which stage, by how much, and
/// how sure that is. Reports are made by comparable(recording), read from JSON, or of the process itself.
///
/// Each recording is one observation: what differs from process to process is in it, and runs that follow one another need
/// not be independent. Recordings that lie in pairs in time are compared in pairs. Of the figures (mean, p50, p99 of each
/// stage and of the whole run) logarithms are compared; the intervals of all that are judged hold together with the
/// confidence asked for, by Bonferroni's correction: figures of one run depend on one another in any way, which Bonferroni
/// allows for, and it gives intervals, which the verdict is read from. (Holm's steps find a little more, but have no such
/// intervals; Benjamini and Hochberg bound the share of wrong findings, where no stage is to be blamed wrongly.)
///
/// Throws CompareError where a side is empty, where its recordings are of different pipelines, where one recording is given
/// twice, where both sides have no stage in common, and where options are out of range. O(recordings * stages * buckets),
/// and O(recordings^3) up to 200 pairs.
[[nodiscard]] inline Comparison compare(const std::vector<Report>& before, const std::vector<Report>& after,
                                        const CompareOptions& options = {}) {
    using namespace panel;
    check_options(options);
    check_sides(before, after);
    const auto flat_before = flattened(before), flat_after = flattened(after);
    StageMatch match = match_stages(before.front().stages, after.front().stages);
    if (match.stages.empty())
        WEIR_THROW(CompareError{joined("expected two sides of one pipeline, found no stage that both have: ",
                                       names_of(before.front()), " before, ", names_of(after.front()), " after")});
    Comparison comparison;
    comparison.pipeline = after.front().pipeline;
    comparison.options = options;
    comparison.recordings_before = before.size();
    comparison.recordings_after = after.size();
    comparison.runs_before = panel::detail::sum_of_runs(before);
    comparison.runs_after = panel::detail::sum_of_runs(after);
    comparison.changes = std::move(match.changes);
    comparison.warnings = differences_of(before, after);

    match.stages.push_back({&before.front().total, &after.front().total, 0});
    std::vector<panel::detail::StagePair> pairs;
    for (const MatchedStage& matched : match.stages)
        pairs.push_back(panel::detail::make_pair(flat_before, flat_after, matched, options));
    const Arrangement arrangement = arrange(before, after);
    comparison.design = arrangement.design;
    comparison.judged = panel::detail::count_judged(pairs, options);
    const double tail = (1 - options.confidence) / 2 / static_cast<double>(std::max<std::size_t>(1, comparison.judged));
    for (auto& pair : pairs) {
        for (Shift& shift : pair.compared.shifts) {
            judge(shift, pair.before, pair.after, arrangement, options, tail);
            if (!is_judged(shift.figure, options)) forget_verdict(shift);
        }
        conclude(pair.compared, options);
        comparison.stages.push_back(std::move(pair.compared));
    }
    comparison.total = std::move(comparison.stages.back());
    comparison.stages.pop_back();
    conclude(comparison, arrangement, tail);
    return comparison;
}

}  // namespace weir::inline WEIR_ABI
