#pragma once

#include <weir/panel/bottlenecks.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/what_if/what_if.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

/// How soon to look at it.
enum class Priority : unsigned char { low, medium, high };

/// "low", "medium" or "high".
constexpr const char* name_of(Priority priority) noexcept {
    return priority == Priority::high ? "high" : priority == Priority::medium ? "medium" : "low";
}

/// What to look at, and the figures that say so.
struct Recommendation {
    Priority priority = Priority::low;  ///< the highest first
    std::string stage;                  ///< a path, or the pipeline's name where it is about the whole run
    std::string message;                ///< does not repeat the stage
};

namespace panel {

namespace detail {

/// The p99 of fewer runs is that of an odd one or two, by which no stage is to be judged.
inline constexpr std::uint64_t least_runs_for_p99 = 1'000;

inline std::string averaging(Nanoseconds mean, const std::optional<Nanoseconds>& threshold) {
    const std::string limit = threshold ? joined(" (threshold: ", exact(*threshold), ")") : "";
    return joined("averaging ", rounded(mean), limit);
}

/// "twice as fast, the mean run would take 3.20ms instead of 4.20ms, the p99 5.00ms instead of 6.00ms"
inline std::string gain_text(const WhatIf& what_if, const StageWhatIf& stage) {
    std::string text = joined(what_if.factor == 2 ? "twice" : factor_text(what_if.factor) + " times",
                              " as fast, the mean run would take ", rounded(stage.run.mean), " instead of ",
                              rounded(what_if.now.mean));
    if (stage.run.p99 && what_if.now.p99 && what_if.recorded >= least_runs_for_p99)
        text += joined(", the p99 ", rounded(*stage.run.p99), " instead of ", rounded(*what_if.now.p99));
    return text;
}
inline const StageWhatIf* find_stage(const WhatIf& what_if, const std::string& path) {
    for (const StageWhatIf& stage : what_if.stages)
        if (stage.stage == path) return &stage;
    return nullptr;
}

inline Recommendation about_first(const Bottleneck& first, const WhatIf& what_if) {
    // One that is within its threshold and holds little is named for want of another, which is no call to
    // act.
    const Priority priority = first.severity == Severity::low ? Priority::low : Priority::high;
    std::string message = joined(averaging(first.mean, first.threshold), ", ", percent(first.share), " of the time");
    if (const StageWhatIf* gain = find_stage(what_if, first.stage)) message += joined(": ", gain_text(what_if, *gain));
    if (!first.threshold) message += "; it has no threshold to keep";
    return {priority, first.stage, std::move(message)};
}

/// The stage, no nested pipeline, of which `gain` is largest.
inline const StageWhatIf* largest_gain(const WhatIf& what_if, double StageWhatIf::*gain) {
    const StageWhatIf* largest = nullptr;
    for (const StageWhatIf& stage : what_if.stages)
        if (!stage.is_pipeline && (largest == nullptr || stage.*gain > largest->*gain)) largest = &stage;
    return largest;
}
inline void add_gain(std::vector<Recommendation>& advice, const WhatIf& what_if, const StageWhatIf* largest,
                     const char* of_what) {
    if (largest == nullptr) return;
    for (const Recommendation& given : advice)
        if (given.stage == largest->stage) return;
    advice.push_back({Priority::medium, largest->stage,
                      joined("the largest gain of ", of_what, ": ", gain_text(what_if, *largest))});
}

inline Recommendation about_run(const StageReport& total) {
    return {Priority::medium, total.name,
            joined("the whole run is ", averaging(total.mean, total.threshold), " and over it in ",
                   std::to_string(total.violations), " of ", std::to_string(total.count), " runs, taking up to ",
                   rounded(total.max))};
}

/// The stage that most often allocated more than it may, and how many others did.
inline void advise_on_allocations(const std::vector<StageReport>& stages, std::vector<Recommendation>& advice) {
    const StageReport* first = nullptr;
    std::size_t over = 0;
    for_each_stage(stages, [&](const StageReport& stage) {
        if (!stage.allocations || stage.allocations->violations == 0) return;
        ++over;
        if (first == nullptr || stage.allocations->violations > first->allocations->violations) first = &stage;
    });
    if (first == nullptr) return;
    advice.push_back(
        {Priority::medium, first->path,
         joined(allocating_too_often(*first), ": keep what it allocates from one call to the next",
                over == 1 ? ""
                          : joined("; ", std::to_string(over - 1), over == 2 ? " other stage is" : " other stages are",
                                   " over theirs as well"))});
}

}  // namespace detail

/// Advice by decreasing priority: the first bottleneck, and what would be gained there; the stages of which the mean and
/// the p99 would gain most, where those are others; the whole run where it was over its threshold; that more than two
/// stages were over theirs; and the stages that allocated more often than they may. Where none did, none without
/// bottlenecks.
inline std::vector<Recommendation> recommend(const StageReport& total, const std::vector<StageReport>& stages,
                                             const std::vector<Bottleneck>& bottlenecks, const WhatIf& what_if) {
    constexpr std::size_t many = 3;
    std::vector<Recommendation> advice;
    if (!bottlenecks.empty()) {
        advice.push_back(detail::about_first(bottlenecks.front(), what_if));
        detail::add_gain(advice, what_if, detail::largest_gain(what_if, &StageWhatIf::gain), "the mean");
        if (what_if.recorded >= detail::least_runs_for_p99)
            detail::add_gain(advice, what_if, detail::largest_gain(what_if, &StageWhatIf::p99_gain), "the p99");
    }
    if (total.threshold && total.violations > 0) advice.push_back(detail::about_run(total));
    std::size_t over = 0;
    std::string names;
    for_each_leaf(stages, [&](const StageReport& stage) {
        if (stage.violations == 0) return;
        names += joined(over == 0 ? "" : ", ", stage.path);
        ++over;
    });
    if (over >= many)
        advice.push_back({Priority::medium, total.name,
                          joined(std::to_string(over), " stages are over their thresholds (", names,
                                 "): look for what they share (input, memory, machine) before changing each")});
    detail::advise_on_allocations(stages, advice);
    return advice;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
