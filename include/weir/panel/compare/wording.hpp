#pragma once

#include <weir/panel/compare/comparison.hpp>
#include <weir/panel/format.hpp>
#include <weir/panel/joined.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

// The sentences of a comparison.
namespace weir::inline WEIR_ABI::panel {

inline bool is_judged(Figure figure, const CompareOptions& options) {
    return std::find(options.by.begin(), options.by.end(), figure) != options.by.end();
}

/// "+5.1%"; of a huge one "x12.3".
inline std::string shift_text(double change) {
    if (!(change < 9.995)) return change < 1e6 ? joined("x", decimal(1 + change, 1)) : "x1000000+";
    const std::string digits = decimal(std::abs(change) * 100, 1);
    return joined(change < 0 && digits != "0.0" ? "-" : "+", digits, "%");
}
/// "+4.2% to +6.0%".
inline std::string interval_text(const Shift& shift) {
    return joined(shift_text(shift.low), " to ", shift_text(shift.high));
}
/// A share that was asked for, without zeros at its end: "2%", "99.5%".
inline std::string share_text(double share) {
    std::string text = decimal(share * 100, 4);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text + "%";
}

inline std::string recordings_text(std::size_t count) {
    return joined(std::to_string(count), count == 1 ? " recording" : " recordings");
}

namespace detail {

/// Of a verdict's shifts the one whose interval is furthest over the least effect.
inline const Shift* worst_of(const ComparedStage& stage) {
    const Shift* worst = nullptr;
    for (const Shift& shift : stage.shifts)
        if (shift.verdict == CompareVerdict::worse && (worst == nullptr || shift.low > worst->low)) worst = &shift;
    return worst;
}

inline std::string worse_text(const Comparison& comparison) {
    constexpr std::size_t shown = 3;
    std::string text;
    std::size_t n = 0;
    const auto add = [&](const ComparedStage& stage, std::string_view name) {
        const Shift* const worst = worst_of(stage);
        if (stage.verdict != CompareVerdict::worse || worst == nullptr || n++ >= shown) return;
        text += joined(n > 1 ? "; " : "", name, " ", shift_text(*worst->change), " in its ", name_of(worst->figure),
                       " (", interval_text(*worst), ")");
    };
    for (const ComparedStage& stage : comparison.stages) add(stage, stage.path);
    add(comparison.total, "the whole run");
    return n > shown ? joined(text, " and ", std::to_string(n - shown), " more") : text;
}

inline std::string open_text(const Comparison& comparison) {
    constexpr std::size_t shown = 3;
    std::string text;
    std::size_t n = 0;
    const auto add = [&](const ComparedStage& stage, std::string_view name) {
        if (stage.verdict != CompareVerdict::inconclusive || stage.is_small || n++ >= shown) return;
        text += joined(n > 1 ? ", " : "", name);
    };
    for (const ComparedStage& stage : comparison.stages) add(stage, stage.path);
    add(comparison.total, "the whole run");
    return n > shown ? joined(text, " and ", std::to_string(n - shown), " more") : text;
}

/// Whether each p50 that counts is no worse, where other figures leave the verdict open.
inline bool is_settled_by_p50(const Comparison& comparison) {
    const auto is_settled = [](const ComparedStage& stage) {
        return !stage.verdict || stage.is_small || stage.shifts[1].verdict == CompareVerdict::no_worse;
    };
    return comparison.options.by.size() > 1 && is_settled(comparison.total) &&
           std::all_of(comparison.stages.begin(), comparison.stages.end(), is_settled);
}

inline std::string more_text(const Comparison& comparison) {
    for (const Shift& shift : comparison.total.shifts)
        if (!shift.verdict && shift.change && is_judged(shift.figure, comparison.options)) return shift.why;
    const std::string more =
        comparison.recordings
            ? joined("about ", recordings_text(static_cast<std::size_t>(*comparison.recordings)),
                     " on each side, made in turn, would decide it")
            : "no practical number of recordings would decide it: a shift is about as large as the least effect that "
              "counts, or the machine is too noisy";
    return is_settled_by_p50(comparison) ? more + "; by the p50 alone it is no worse" : more;
}

}  // namespace detail

/// The verdict in a sentence, without the verdict's name.
inline std::string headline_text(const Comparison& comparison) {
    const std::string effect = share_text(comparison.options.min_effect);
    switch (comparison.verdict) {
    case CompareVerdict::worse: return detail::worse_text(comparison);
    case CompareVerdict::no_worse: return joined("nothing that counts is slower by ", effect, " or more");
    case CompareVerdict::inconclusive: break;
    }
    const std::string open = detail::open_text(comparison);
    return joined(open.empty() ? "nothing could be judged"
                               : joined("whether ", open, " is slower by ", effect, " is not known yet"),
                  "; ", detail::more_text(comparison));
}

/// What the verdict rests on: which noise is known, which is assumed, and how the intervals are made.
inline std::string rests_on_text(const Comparison& comparison, bool ranked, double tail) {
    const CompareOptions& options = comparison.options;
    std::string text;
    switch (comparison.design) {
    case CompareDesign::pairs:
        text =
            joined(std::to_string(comparison.recordings_before),
                   " pairs of recordings, each of one before and one after that follow one another in time: the noise "
                   "from process to process is in it, and what the machine does in minutes is common to both; ",
                   ranked ? "intervals by Wilcoxon's signed ranks"
                          : "intervals by Student's t, for there are too few pairs, or too many, for signed ranks");
        break;
    case CompareDesign::groups:
        text = joined(recordings_text(comparison.recordings_before), " before and ",
                      std::to_string(comparison.recordings_after),
                      options.one_process
                          ? " after, repetitions in one process on each side: the noise from process to "
                            "process is not in it, several files would show it; intervals by "
                          : " after, not in pairs by time: the noise from process to process is in it; "
                            "intervals by ",
                      comparison.recordings_before == 1 || comparison.recordings_after == 1
                          ? "Student's t, with the noise of one side taken for that of both"
                          : "Welch's t");
        break;
    case CompareDesign::single:
        text =
            joined("one recording on each side: the noise within it is known from batches of its runs in their order, "
                   "the noise from process to process is not, and is assumed to be a standard deviation of ",
                   share_text(options.process_spread), "; several recordings on each side would show it");
        break;
    }
    std::string by;
    for (const Figure figure : options.by) by += joined(by.empty() ? "" : ", ", name_of(figure));
    return joined(text, ". The intervals of ", std::to_string(comparison.judged),
                  comparison.judged == 1 ? " figure (" : " figures (", by, ") hold all together with ",
                  share_text(options.confidence), ", each by itself with ", decimal((1 - 2 * tail) * 100, 3),
                  "% (Bonferroni). Less than ", share_text(options.min_effect), " does not count");
}

}  // namespace weir::inline WEIR_ABI::panel
