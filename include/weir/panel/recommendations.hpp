#pragma once

#include <weir/panel/bottlenecks.hpp>
#include <weir/panel/joined.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI {

enum class Priority : unsigned char { low, medium, high };

/// "low", "medium" or "high".
constexpr const char* name_of(Priority priority) noexcept {
    return priority == Priority::high ? "high" : priority == Priority::medium ? "medium" : "low";
}

/// What to look at, and the figures that say so.
struct Recommendation {
    Priority priority = Priority::low;
    std::string stage;    ///< a path, or the pipeline's name where it is about the whole run
    std::string message;  ///< does not repeat the stage
};

namespace panel {

namespace detail {

inline std::string averaging(Nanoseconds mean, const std::optional<Nanoseconds>& threshold) {
    const std::string limit = threshold ? joined(" (threshold: ", exact(*threshold), ")") : "";
    return joined("averaging ", rounded(mean), limit);
}

inline Recommendation about_first(const Bottleneck& first) {
    // One that is within its threshold and holds little is named for want of another, which is no call to
    // act.
    const Priority priority = first.severity == Severity::low ? Priority::low : Priority::high;
    return {priority, first.stage,
            joined(averaging(first.mean, first.threshold), ", ", percent(first.share),
                   " of the time: a gain here counts most", first.threshold ? "" : "; it has no threshold to keep")};
}

inline Recommendation about_run(const StageReport& total) {
    return {Priority::medium, total.name,
            joined("the whole run is ", averaging(total.mean, total.threshold), " and over it in ",
                   std::to_string(total.violations), " of ", std::to_string(total.count), " runs, taking up to ",
                   rounded(total.max))};
}

}  // namespace detail

/// Advice by decreasing priority: the first bottleneck; the whole run where it was over its threshold; and
/// that more than two stages were over theirs. None without bottlenecks.
inline std::vector<Recommendation> recommend(const StageReport& total, const std::vector<StageReport>& stages,
                                             const std::vector<Bottleneck>& bottlenecks) {
    constexpr std::size_t many = 3;
    std::vector<Recommendation> advice;
    if (!bottlenecks.empty()) advice.push_back(detail::about_first(bottlenecks.front()));
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
    return advice;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
