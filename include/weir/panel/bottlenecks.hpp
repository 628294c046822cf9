#pragma once

#include <weir/panel/format.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/stage_report.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI {

/// How much of the time of all runs a bottleneck holds: `critical` over 50 %, `high` over 30 %, `medium` less
/// but over its threshold, `low` less and within it.
enum class Severity : unsigned char { low, medium, high, critical };

/// "low", "medium", "high" or "critical".
constexpr const char* name_of(Severity severity) noexcept {
    constexpr const char* names[] = {"low", "medium", "high", "critical"};
    return names[static_cast<unsigned>(severity)];
}

/// A stage to make faster first.
struct Bottleneck {
    std::string stage;  ///< its path
    Nanoseconds mean;
    Nanoseconds total;
    double share = 0;  ///< of the time of all runs, 0 to 1
    std::uint64_t violations = 0;
    std::uint64_t count = 0;
    std::optional<Nanoseconds> threshold;
    Severity severity = Severity::low;
    std::string reason;  ///< why it is one, in a plain sentence with its figures
};

namespace panel {

inline constexpr double high_share = 0.3;
inline constexpr double critical_share = 0.5;

namespace detail {

inline std::string reason_for(const StageReport& stage, Severity severity) {
    const std::string time = percent(stage.share) + " of the time";
    if (stage.violations > 0)
        return joined("over its threshold of ", exact(*stage.threshold), " in ", std::to_string(stage.violations),
                      " of ", std::to_string(stage.count), " runs, averaging ", rounded(stage.mean), ", and holds ",
                      time);
    if (severity == Severity::low)
        return joined("no stage is over its threshold or holds 30% of the time; this one holds most, ", time);
    const std::string within = stage.threshold ? joined(", within its threshold of ", exact(*stage.threshold)) : "";
    return joined("holds ", time, ", averaging ", rounded(stage.mean), within);
}

inline Bottleneck make_bottleneck(const StageReport& stage) {
    const Severity severity = stage.share > critical_share ? Severity::critical
                              : stage.share > high_share   ? Severity::high
                              : stage.violations > 0       ? Severity::medium
                                                           : Severity::low;
    return {stage.path,      stage.mean,       stage.total,
            stage.share,     stage.violations, stage.count,
            stage.threshold, severity,         reason_for(stage, severity)};
}

/// How far the mean is over the threshold; what has no violations comes after all that have.
inline std::int64_t over_threshold(const Bottleneck& stage) {
    if (stage.violations == 0) return std::numeric_limits<std::int64_t>::min();
    return (stage.mean - *stage.threshold).count();
}

}  // namespace detail

/// The bottlenecks among the stages of a report, the one that costs most time first: all that have
/// violations, and each stage that holds over 30 % of the time. Where there is none of these, the stage that
/// holds most. Ties go to the one further over its threshold, then to the earlier one. A nested pipeline is
/// one only by its own violations.
inline std::vector<Bottleneck> find_bottlenecks(const std::vector<StageReport>& stages) {
    std::vector<Bottleneck> found;
    const StageReport* dominant = nullptr;
    for_each_stage(stages, [&](const StageReport& stage) {
        const bool is_leaf = stage.stages.empty();
        const bool violates = stage.threshold && stage.violations > 0;
        if (violates || (is_leaf && stage.share > high_share)) found.push_back(detail::make_bottleneck(stage));
        if (is_leaf && stage.total > (dominant == nullptr ? Nanoseconds{} : dominant->total)) dominant = &stage;
    });
    if (found.empty() && dominant != nullptr) found.push_back(detail::make_bottleneck(*dominant));
    std::stable_sort(found.begin(), found.end(), [](const Bottleneck& a, const Bottleneck& b) {
        if (a.total != b.total) return a.total > b.total;
        return detail::over_threshold(a) > detail::over_threshold(b);
    });
    return found;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
