#pragma once

#include <weir/panel/compare/arrangement.hpp>
#include <weir/panel/compare/bucket_quantile.hpp>
#include <weir/panel/compare/comparison.hpp>
#include <weir/panel/compare/intervals.hpp>
#include <weir/panel/compare/single.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

// The shift of one figure of one stage, its interval and what follows from it. Figures are compared by their logarithms: a
// slowdown is a factor, and so is most of what a machine does to it.
namespace weir::inline WEIR_ABI::panel {

/// One stage in each recording of a side.
using StageSide = std::vector<const StageReport*>;

/// Nanoseconds; empty where the stage was not run.
inline std::optional<double> value_of(const StageReport& stage, Figure figure) {
    if (stage.count == 0) return std::nullopt;
    // of a benchmark's counters no more is known than these figures, which are then its one batch
    if (stage.buckets.empty() && stage.batches.size() == 1) return detail::value_of(stage.batches[0], figure);
    if (figure == Figure::mean) return static_cast<double>(stage.total.count()) / static_cast<double>(stage.count);
    return interpolated_quantile(stage, figure == Figure::p50 ? 0.5 : 0.99);
}

/// Of each recording; empty where it is missing or 0 in one of them: of 0 there is no ratio.
inline std::optional<std::vector<double>> logarithms_of(const StageSide& side, Figure figure) {
    std::vector<double> logarithms;
    for (const StageReport* stage : side) {
        const auto value = value_of(*stage, figure);
        if (!value || !(*value > 0.5)) return std::nullopt;
        logarithms.push_back(std::log(*value));
    }
    return logarithms;
}

namespace detail {

inline std::optional<ShiftEstimate> estimate_of_several(const Arrangement& arrangement,
                                                        const std::vector<double>& before,
                                                        const std::vector<double>& after, double tail) {
    std::vector<double> differences;
    for (const auto& [first, second] : arrangement.pairs) differences.push_back(after[second] - before[first]);
    const auto estimate = differences.empty() ? unpaired_interval(before, after, tail)
                                              : paired_interval(differences, tail);
    if (!estimate) return std::nullopt;
    const auto n = static_cast<double>(std::max<std::size_t>(2, std::min(before.size(), after.size())));
    const double half = (estimate->high - estimate->low) / 2;
    return ShiftEstimate{*estimate, half * std::sqrt(n) / student_t_quantile(n - 1, tail)};
}

}  // namespace detail

/// How far the shift is from the least effect that counts. Where it may as well be none it is taken to be none, if that is
/// further away: of few recordings a shift is hardly known.
inline double distance_to_decide(const ShiftInterval& shift, double least) noexcept {
    const double distance = std::abs(shift.centre - least);
    return shift.low <= 0 && shift.high >= 0 ? std::max(distance, least) : distance;
}

/// Recordings on each side after which an interval around such a shift would, four times in five, lie on one side of the
/// least effect that counts; empty where it is more than 1000: the shift is about as large as that. Of n pairs the half
/// interval is t * pair / sqrt(n), and the shift itself is known to pair / sqrt(n).
inline std::optional<std::uint64_t> recordings_to_decide(const ShiftEstimate& estimate, std::uint64_t have,
                                                         const CompareOptions& options, double tail) {
    constexpr std::uint64_t most = 1000;
    constexpr double four_in_five = 0.8416;  // the normal quantile
    const double distance = distance_to_decide(estimate.shift, std::log1p(options.min_effect));
    for (std::uint64_t n = std::max<std::uint64_t>(2, have + 1); n <= most; n += 1 + n / 20) {
        const auto count = static_cast<double>(n);
        const double t = student_t_quantile(count - 1, tail);
        if ((t + four_in_five) * estimate.pair / std::sqrt(count) <= distance) return n;
    }
    return std::nullopt;
}

/// Fills the interval and the verdict. `tail`: with which probability the interval may miss on one side.
inline void judge(Shift& shift, const StageSide& before, const StageSide& after, const Arrangement& arrangement,
                  const CompareOptions& options, double tail) {
    const auto first = logarithms_of(before, shift.figure), second = logarithms_of(after, shift.figure);
    if (!first || !second) {
        shift.why = "is not there, or 0 ns, in a recording";
        return;
    }
    shift.before_ns = std::exp(moments_of(*first).mean);
    shift.after_ns = std::exp(moments_of(*second).mean);
    const bool is_single = arrangement.design == CompareDesign::single;
    const auto estimate = is_single ? single_estimate(*before[0], *after[0], shift.figure,
                                                      second->front() - first->front(), options.process_spread, tail)
                                    : detail::estimate_of_several(arrangement, *first, *second, tail);
    if (!estimate) {
        shift.change = std::expm1(moments_of(*second).mean - moments_of(*first).mean);
        shift.why = "one recording on each side holds no runs in their order, or fewer than 200: record several";
        return;
    }
    shift.change = std::expm1(estimate->shift.centre);
    shift.low = std::expm1(estimate->shift.low);
    shift.high = std::expm1(estimate->shift.high);
    shift.faster = shift.high < -options.min_effect;
    shift.verdict = shift.low > options.min_effect    ? CompareVerdict::worse
                    : shift.high < options.min_effect ? CompareVerdict::no_worse
                                                      : CompareVerdict::inconclusive;
    if (shift.verdict == CompareVerdict::inconclusive)
        shift.recordings = recordings_to_decide(*estimate, std::min(before.size(), after.size()), options, tail);
}

}  // namespace weir::inline WEIR_ABI::panel
