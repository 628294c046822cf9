#pragma once

#include <weir/panel/history/robust.hpp>
#include <weir/panel/normal.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace weir::inline WEIR_ABI::panel::history {

/// A figure and the interval that holds the true one with the confidence asked for.
struct Estimate {
    double value = 0;
    double low = 0;
    double high = 0;
};

namespace detail {

/// The middle of the differences, and those which a statistic that counts them can't tell from it: `spread` is that
/// statistic's standard deviation under no difference.
inline Estimate middle_of(std::vector<double> differences, double spread, double confidence) {
    const auto count = static_cast<double>(differences.size());
    const double reach = normal_reach(confidence) * spread;
    const double lowest = std::floor(count / 2 - reach);
    const auto cut = static_cast<std::size_t>(std::max(0.0, lowest));
    Estimate found;
    found.low = nth_of(differences, std::min(cut, differences.size() - 1));
    found.high = nth_of(differences, differences.size() - 1 - std::min(cut, differences.size() - 1));
    found.value = std::clamp(median(std::move(differences)), std::min(found.low, found.high),
                             std::max(found.low, found.high));
    return found;
}

}  // namespace detail

inline constexpr std::size_t values_compared = 500;  ///< of each part, those nearest to the step

/// How much higher the values of `after` lie than those of `before`: the median of all differences, with the interval of
/// all shifts that a Mann-Whitney test would not refuse. `growth` is that of the variance by correlation of neighbours.
/// Neither may be empty. O(before * after), of 500 each at most.
///
/// Hodges and Lehmann, "Estimates of Location Based on Rank Tests", Ann. Math. Statist. 34, 1963; Hollander, Wolfe and
/// Chicken, "Nonparametric Statistical Methods", 3rd ed., 2014, 4.3.
inline Estimate shift_between(std::span<const double> before, std::span<const double> after, double growth,
                              double confidence) {
    before = before.last(std::min(before.size(), values_compared));
    after = after.first(std::min(after.size(), values_compared));
    std::vector<double> differences;
    differences.reserve(before.size() * after.size());
    for (const double later : after)
        for (const double earlier : before) differences.push_back(later - earlier);
    const auto pairs = static_cast<double>(differences.size());
    const auto values = static_cast<double>(before.size() + after.size());
    return detail::middle_of(std::move(differences), std::sqrt(growth * pairs * (values + 1) / 12), confidence);
}

/// How much the values grow from one to the next: the median of the slopes of all pairs, with the interval of all slopes
/// that a test by Kendall's tau would not refuse. Needs two values or more. O(n^2), of the last 500 at most.
///
/// Sen, "Estimates of the Regression Coefficient Based on Kendall's Tau", JASA 63, 1968.
inline Estimate slope_of(std::span<const double> values, double growth, double confidence) {
    values = values.last(std::min(values.size(), values_compared));
    std::vector<double> slopes;
    slopes.reserve(values.size() * (values.size() - 1) / 2);
    for (std::size_t i = 0; i < values.size(); ++i)
        for (std::size_t j = i + 1; j < values.size(); ++j)
            slopes.push_back((values[j] - values[i]) / static_cast<double>(j - i));
    const auto n = static_cast<double>(values.size());
    // Kendall's statistic counts a pair up or down, so that its half is what one cuts off at each end.
    const double deviation = std::sqrt(growth * n * (n - 1) * (2 * n + 5) / 18) / 2;
    return detail::middle_of(std::move(slopes), deviation, confidence);
}

}  // namespace weir::inline WEIR_ABI::panel::history
