#pragma once

#include <weir/panel/format.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/sort_stably.hpp>
#include <weir/panel/stage_report.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

/// How much a bottleneck weighs (Bottleneck::weight): `critical` over 50 %, `high` over 30 %, `medium` less but over its
/// threshold, `low` less and within it.
enum class Severity : unsigned char { low, medium, high, critical };

/// "low", "medium", "high" or "critical".
constexpr const char* name_of(Severity severity) noexcept {
    constexpr const char* names[] = {"low", "medium", "high", "critical"};
    return names[static_cast<unsigned>(severity)];
}

/// Why a stage is a bottleneck, of several reasons the one that weighs most: `mean`, it holds much of the time of all
/// runs; `tail`, it makes the slow runs slow; `excess`, it is over its threshold.
enum class BottleneckKind : unsigned char { mean, tail, excess };

/// "mean", "tail" or "excess".
constexpr const char* name_of(BottleneckKind kind) noexcept {
    constexpr const char* names[] = {"mean", "tail", "excess"};
    return names[static_cast<unsigned>(kind)];
}

/// A stage to make faster first.
struct Bottleneck {
    std::string stage;                           ///< its path
    Nanoseconds mean;                            ///< of a call, rounded
    Nanoseconds total;                           ///< of all calls
    double share = 0;                            ///< of the time of all runs, 0 to 1
    std::uint64_t violations = 0;                ///< calls that took longer than its threshold
    std::uint64_t count = 0;                     ///< calls
    std::optional<Nanoseconds> threshold;        ///< if it has one
    Severity severity = Severity::low;           ///< by its weight
    std::string reason;                          ///< why it is one, in a plain sentence with its figures
    BottleneckKind kind = BottleneckKind::mean;  ///< the reason that weighs most
    /// The largest of three parts, each 0 to 1: its share of the time of all runs; by how much its share of the slow runs
    /// (StageReport::slow_share) is more than that of all that have a record; and of the time of all runs twice what was over its threshold, which
    /// counts as held and once more as not to have been.
    double weight = 0;
};

namespace panel {

inline constexpr double high_share = 0.3;
inline constexpr double critical_share = 0.5;
/// How often a nanosecond over a threshold counts.
inline constexpr double excess_factor = 2;

namespace detail {

/// What a stage weighs for each reason, each as a part of a whole, so that they can be compared.
struct BottleneckWeights {
    double mean;
    double tail;  ///< not all of its share in slow runs: where all stages slow down alike, none of them is to blame
    double excess = 0;

    explicit BottleneckWeights(const StageReport& stage)
        : mean{stage.share}, tail{std::max(0.0, stage.slow_share.value_or(0) - stage.recorded_share.value_or(0))} {
        const auto total = static_cast<double>(stage.total.count());
        if (stage.violations > 0 && total > 0)
            excess = std::min(1.0, excess_factor * stage.share * static_cast<double>(stage.excess.count()) / total);
    }
    [[nodiscard]] double largest() const noexcept { return std::max({mean, tail, excess}); }
    /// The heaviest of the reasons for which it is listed.
    [[nodiscard]] BottleneckKind kind(const StageReport& stage) const noexcept {
        if (!stage.stages.empty()) return BottleneckKind::excess;  // a nested pipeline is listed for nothing else
        const bool is_held = mean > high_share || (stage.violations == 0 && tail <= high_share);
        if (tail > high_share && tail >= excess && (tail > mean || !is_held)) return BottleneckKind::tail;
        if (stage.violations > 0 && (excess > mean || !is_held)) return BottleneckKind::excess;
        return BottleneckKind::mean;
    }
};

inline std::string reason_for(const StageReport& stage, Severity severity, BottleneckKind kind) {
    const std::string time = percent(stage.share) + " of the time";
    if (kind == BottleneckKind::tail)
        return joined("makes the slow runs slow: takes ", percent(stage.slow_share.value_or(0)),
                      " of the time of those above the p99, ", percent(stage.share), " of that of all, averaging ",
                      rounded(stage.mean));
    if (stage.violations > 0)
        return joined("over its threshold of ", exact(*stage.threshold), " in ", std::to_string(stage.violations),
                      " of ", std::to_string(stage.count), " runs, averaging ", rounded(stage.mean), ", and holds ",
                      time);
    if (severity == Severity::low)
        return joined("no stage is over its threshold or holds 30% of the time; this one holds most, ", time);
    const std::string within = stage.threshold ? joined(", within its threshold of ", exact(*stage.threshold)) : "";
    return joined("holds ", time, ", averaging ", rounded(stage.mean), within);
}
/// What a reader has to know before acting on it.
inline std::string caution_for(const StageReport& stage) {
    std::string text;
    if (stage.suspended > Nanoseconds{} && stage.total > Nanoseconds{})
        text += joined("; of its time it waits ", percent(static_cast<double>(stage.suspended.count()) /
                                                          static_cast<double>(stage.total.count())));
    if (stage.short_against_instrument) text += "; too short to judge, its time is in good part the instrument's";
    return text;
}

/// "allocating up to 7 times a call, over its max_allocations of 2 in 5 of 100 calls"; nothing where it keeps to it.
inline std::string allocating_too_often(const StageReport& stage) {
    if (!stage.allocations || stage.allocations->violations == 0) return {};
    const AllocationReport& counted = *stage.allocations;
    return joined("allocating up to ", std::to_string(counted.most), " times a call, over its max_allocations of ",
                  std::to_string(counted.max_allocations.value_or(0)), " in ", std::to_string(counted.violations),
                  " of ", std::to_string(counted.calls), " calls");
}

inline Bottleneck make_bottleneck(const StageReport& stage) {
    const BottleneckWeights weights{stage};
    const double weight = weights.largest();
    const BottleneckKind kind = weights.kind(stage);
    const Severity severity = weight > critical_share ? Severity::critical
                              : weight > high_share   ? Severity::high
                              : stage.violations > 0  ? Severity::medium
                                                      : Severity::low;
    std::string reason = joined(reason_for(stage, severity, kind), caution_for(stage));
    if (const std::string allocating = allocating_too_often(stage); !allocating.empty())
        reason += joined("; ", allocating);
    return {stage.path, stage.mean,        stage.total, stage.share, stage.violations, stage.count, stage.threshold,
            severity,   std::move(reason), kind,        weight};
}

/// How far the mean is over the threshold; what has no violations comes after all that have.
inline std::int64_t over_threshold(const Bottleneck& stage) {
    if (stage.violations == 0) return std::numeric_limits<std::int64_t>::min();
    return (stage.mean - *stage.threshold).count();
}

}  // namespace detail

/// The bottlenecks among the stages of a report, the one that weighs most first (Bottleneck::weight): all that have
/// violations, each stage that holds over 30 % of the time of all runs, and each whose share of the slow runs is over 30
/// points more than that.
/// Where there is none of these, the stage that holds most. Ties go to the one that costs more time, then to the one
/// further over its threshold, then to the earlier one. A nested pipeline is one only by its own violations.
inline std::vector<Bottleneck> find_bottlenecks(const std::vector<StageReport>& stages) {
    std::vector<Bottleneck> found;
    const StageReport* dominant = nullptr;
    for_each_stage(stages, [&](const StageReport& stage) {
        const bool is_leaf = stage.stages.empty();
        const bool violates = stage.threshold && stage.violations > 0;
        const bool makes_slow = detail::BottleneckWeights{stage}.tail > high_share;
        if (violates || (is_leaf && (stage.share > high_share || makes_slow)))
            found.push_back(detail::make_bottleneck(stage));
        if (is_leaf && stage.total > (dominant == nullptr ? Nanoseconds{} : dominant->total)) dominant = &stage;
    });
    if (found.empty() && dominant != nullptr) found.push_back(detail::make_bottleneck(*dominant));
    sort_stably(found, [](const Bottleneck& a, const Bottleneck& b) {
        if (a.weight != b.weight) return a.weight > b.weight;
        if (a.total != b.total) return a.total > b.total;
        return detail::over_threshold(a) > detail::over_threshold(b);
    });
    return found;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
