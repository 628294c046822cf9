#pragma once

#include <weir/panel/compare/comparison.hpp>
#include <weir/panel/compare/intervals.hpp>
#include <weir/panel/stage_report.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

// One recording on each side: what their own runs show of the noise, and what has to be assumed.
namespace weir::inline WEIR_ABI::panel {

/// An interval, and what is needed to say how it would shrink.
struct ShiftEstimate {
    ShiftInterval shift;  ///< of the logarithms
    double pair = 0;      ///< about the standard deviation of the shift between one recording of each side
};

namespace detail {

inline double value_of(const BatchReport& batch, Figure figure) noexcept {
    return figure == Figure::mean ? batch.mean_ns : figure == Figure::p50 ? batch.p50_ns : batch.p99_ns;
}

/// By how much each batch is off the shift of the whole, as a share. Batches stand against batches of the same place: where
/// both sides did the same work one after another, what is hard for both cancels, and where they did not nothing is lost
/// but degrees of freedom. For means the residuals of a ratio of sums (Cochran, Sampling Techniques, 3rd ed., 6.3), so
/// that long batches count as much as they do in the whole.
inline std::vector<double> batch_residuals(const StageReport& before, const StageReport& after, Figure figure) {
    std::vector<double> residuals;
    double sum_before = 0, sum_after = 0;
    std::size_t used = 0;
    const std::size_t count = std::min(before.batches.size(), after.batches.size());
    const auto is_usable = [&](std::size_t i) {
        return value_of(before.batches[i], figure) > 0 && value_of(after.batches[i], figure) > 0;
    };
    for (std::size_t i = 0; i < count; ++i)
        if (is_usable(i)) {
            sum_before += value_of(before.batches[i], figure);
            sum_after += value_of(after.batches[i], figure);
            ++used;
        }
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_usable(i)) continue;
        const double a = value_of(before.batches[i], figure), b = value_of(after.batches[i], figure);
        residuals.push_back(figure == Figure::mean ? static_cast<double>(used) * (b / sum_after - a / sum_before)
                                                   : std::log(b / a));
    }
    return residuals;
}

/// (1 + r) / (1 - r) for the correlation r of neighbours: how much more the mean of a first-order autoregression varies
/// than that of independent values (Law, Simulation Modeling and Analysis, 5th ed., 4.4). Never less than 1: r is known
/// badly from so few.
inline double inflation_of(const std::vector<double>& values, const Moments& moments) noexcept {
    constexpr double most = 0.9;
    if (!(moments.variance > 0)) return 1;
    double products = 0;
    for (std::size_t i = 1; i < values.size(); ++i)
        products += (values[i - 1] - moments.mean) * (values[i] - moments.mean);
    const double r = products / (moments.variance * static_cast<double>(values.size() - 1));
    return r > 0 ? (1 + std::min(r, most)) / (1 - std::min(r, most)) : 1;
}

/// The logarithms of the ratios of both sides' batches.
inline std::vector<double> batch_ratios(const StageReport& before, const StageReport& after, Figure figure) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < std::min(before.batches.size(), after.batches.size()); ++i) {
        const double a = value_of(before.batches[i], figure), b = value_of(after.batches[i], figure);
        if (a > 0 && b > 0) ratios.push_back(std::log(b / a));
    }
    return ratios;
}

}  // namespace detail

/// The interval of a shift between two recordings: what their batches show, and what two processes of one program are
/// assumed to differ by, normal with `process_spread` each; the two are independent. Empty where a side has no batches, or
/// fewer than 10 that came to the stage. `shift`: the difference of the logarithms of both wholes.
///
/// What the batches show is the hull of two intervals, Student's around the shift and that of signed ranks: where a few
/// runs of one side hold much of its time, as those do during which another process had the processor, Student's alone is
/// too narrow; that of ranks then stays where the other batches are.
inline std::optional<ShiftEstimate> single_estimate(const StageReport& before, const StageReport& after, Figure figure,
                                                    double shift, double process_spread, double tail) {
    constexpr std::size_t least = 10;
    const std::vector<double> residuals = detail::batch_residuals(before, after, figure);
    if (residuals.size() < least) return std::nullopt;
    const Moments moments = moments_of(residuals);
    const auto n = static_cast<double>(moments.count);
    const double within = std::sqrt(moments.variance * detail::inflation_of(residuals, moments) / n);
    const double half = student_t_quantile(n - 1, tail) * within;
    const auto ranked = paired_interval(detail::batch_ratios(before, after, figure), tail);
    const double below = std::max(half, ranked ? shift - ranked->low : 0);
    const double above = std::max(half, ranked ? ranked->high - shift : 0);
    // The assumption is for the worst that one pair may be. Of many in turn most differ far less, and it is those that ranks
    // look at: where a neighbour took half of the core for seconds, the middle half of the pairs was as of 5 %, not 12 %.
    constexpr double most_pairs = 0.4;
    const double usual = most_pairs * process_spread;
    const double assumed = normal_quantile(tail) * std::sqrt(2.0) * process_spread;
    const auto both = [&](double shown) { return std::sqrt(shown * shown + assumed * assumed); };
    return ShiftEstimate{{shift, shift - both(below), shift + both(above)},
                         std::sqrt(within * within + 2 * usual * usual)};
}

}  // namespace weir::inline WEIR_ABI::panel
