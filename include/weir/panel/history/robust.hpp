#pragma once

#include <weir/base/config.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <vector>

// Location and spread that a few values, however far off, do not move.
namespace weir::inline WEIR_ABI::panel::history {

/// The i-th smallest of values that may be reordered, from 0. O(values).
inline double nth_of(std::vector<double>& values, std::size_t i) {
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(i);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

/// The middle value, or the mean of the two in the middle; 0 where there is none. O(values).
inline double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const std::size_t half = values.size() / 2;
    const double upper = nth_of(values, half);
    if (values.size() % 2 == 1) return upper;
    const double lower = *std::max_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(half));
    return lower + (upper - lower) / 2;
}
inline double median(std::span<const double> values) {
    return median(std::vector<double>(values.begin(), values.end()));
}

/// The standard deviation of residuals by their median absolute value, which of normal ones is 0.6745 of it (Rousseeuw
/// and Croux, "Alternatives to the Median Absolute Deviation", JASA 88, 1993). Where over half of them are 0, by their
/// mean absolute value, so that it is 0 only where all are.
inline double robust_deviation(std::vector<double> residuals) {
    if (residuals.empty()) return 0;
    for (double& residual : residuals) residual = std::abs(residual);
    const double mean = std::accumulate(residuals.begin(), residuals.end(), 0.0) /
                        static_cast<double>(residuals.size());
    const double middle = median(std::move(residuals));
    return middle > 0 ? 1.482602218505602 * middle : 1.2533141373155003 * mean;
}

/// Up to so many deviations a residual counts as of a normal distribution: 5 % of least squares' efficiency is lost (Huber,
/// "Robust Estimation of a Location Parameter", Ann. Math. Statist. 35, 1964).
inline constexpr double huber_corner = 1.345;

/// The loss of a residual in deviations: Huber's, a square and then a line, and from 6 deviations on no more: an outlier
/// then says nothing of the place of a step beside it (Fearnhead and Rigaill, "Changepoint Detection in the Presence of
/// Outliers", JASA 114, 2019).
inline double bounded_loss(double residual) noexcept {
    constexpr double outlier = 6;
    const double size = std::min(std::abs(residual), outlier);
    return size <= huber_corner ? size * size / 2 : huber_corner * (size - huber_corner / 2);
}

}  // namespace weir::inline WEIR_ABI::panel::history
