#pragma once

#include <weir/panel/compare/arrangement.hpp>
#include <weir/panel/compare/comparison.hpp>
#include <weir/panel/compare/signed_ranks.hpp>
#include <weir/panel/compare/wording.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>

// From the shifts to the verdict on a stage and on the whole.
namespace weir::inline WEIR_ABI::panel {

/// Whether the doubt about a figure is the stage's: a p99 takes many more runs to be sure of than a mean, and would leave
/// most comparisons open, so that it only counts where it is clearly worse, or is all that was asked for.
inline bool holds_back(Figure figure, const CompareOptions& options) {
    return figure != Figure::p99 || options.by.size() == 1;
}

/// Of a figure that was not asked for the shift is told, and no more: its interval is not among those that hold together.
inline void forget_verdict(Shift& shift) {
    shift.verdict.reset();
    shift.recordings.reset();
    shift.low = shift.high = 0;
    shift.faster = false;
    shift.why = "was not asked for";
}

/// Worse where a figure is; else in doubt where one that counts is, or has no interval.
inline void conclude(ComparedStage& stage, const CompareOptions& options) {
    bool any = false, worse = false, open = false, faster = false;
    for (const Shift& shift : stage.shifts) {
        if (!is_judged(shift.figure, options)) continue;
        any = any || shift.verdict || shift.change;
        worse = worse || shift.verdict == CompareVerdict::worse;
        faster = faster || shift.faster;
        open = open || (holds_back(shift.figure, options) && shift.verdict != CompareVerdict::no_worse);
    }
    if (!any) return;
    stage.verdict = worse ? CompareVerdict::worse : open ? CompareVerdict::inconclusive : CompareVerdict::no_worse;
    stage.faster = faster && stage.verdict == CompareVerdict::no_worse;
}

/// Recordings that would decide all that holds the verdict back; empty where one of them can't be decided so.
inline std::optional<std::uint64_t> recordings_for_all(const Comparison& comparison) {
    std::uint64_t most = 0;
    const auto look = [&](const ComparedStage& stage) {
        if (stage.verdict != CompareVerdict::inconclusive || stage.is_small) return true;
        for (const Shift& shift : stage.shifts) {
            if (!is_judged(shift.figure, comparison.options) || !holds_back(shift.figure, comparison.options)) continue;
            if (shift.verdict != CompareVerdict::inconclusive) continue;
            if (!shift.recordings) return false;
            most = std::max(most, *shift.recordings);
        }
        return true;
    };
    const bool decidable = look(comparison.total) &&
                           std::all_of(comparison.stages.begin(), comparison.stages.end(), look);
    return decidable && most > 0 ? std::optional{most} : std::nullopt;
}

/// The verdict on the whole: worse where a stage or the whole run is; else in doubt where one that is not small is.
inline void conclude(Comparison& comparison, const Arrangement& arrangement, double tail) {
    bool worse = false, open = false, any = false;
    const auto look = [&](const ComparedStage& stage) {
        any = any || stage.verdict;
        worse = worse || stage.verdict == CompareVerdict::worse;
        open = open || (stage.verdict == CompareVerdict::inconclusive && !stage.is_small);
    };
    look(comparison.total);
    std::for_each(comparison.stages.begin(), comparison.stages.end(), look);
    comparison.verdict = worse          ? CompareVerdict::worse
                         : open || !any ? CompareVerdict::inconclusive
                                        : CompareVerdict::no_worse;
    if (comparison.verdict == CompareVerdict::inconclusive) comparison.recordings = recordings_for_all(comparison);
    if (arrangement.apart && arrangement.design != CompareDesign::single)
        comparison.warnings.emplace_back(
            "all recordings of one side were made before any of the other: what changed on "
            "the machine meanwhile counts as "
            "a change of the program; record them in turn");
    const bool ranked = signed_rank_critical(arrangement.pairs.size(), tail).has_value();
    comparison.rests_on = rests_on_text(comparison, ranked, tail);
    comparison.headline = headline_text(comparison);
}

}  // namespace weir::inline WEIR_ABI::panel
