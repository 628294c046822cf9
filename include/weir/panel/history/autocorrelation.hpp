#pragma once

#include <weir/base/config.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

// How much a build resembles the one before it: where it does, the mean of several knows less than their number says.
namespace weir::inline WEIR_ABI::panel::history {

/// The correlation of neighbours among residuals that lie about 0: the first autocorrelation, -1 to 1. O(residuals).
inline double autocorrelation_of(std::span<const double> residuals) {
    double squares = 0, products = 0, before = 0;
    for (const double residual : residuals) {
        squares += residual * residual;
        products += residual * before;
        before = residual;
    }
    return squares > 0 ? products / squares : 0;
}

/// The same of ranks with a step before `split`, which takes the means of both parts away.
inline double autocorrelation_at(std::span<const double> ranks, std::size_t split) {
    std::vector<double> residuals(ranks.begin(), ranks.end());
    const auto centre = [&](std::size_t from, std::size_t to) {
        double sum = 0;
        for (std::size_t i = from; i < to; ++i) sum += residuals[i];
        const double mean = sum / static_cast<double>(to - from);
        for (std::size_t i = from; i < to; ++i) residuals[i] -= mean;
    };
    centre(0, split);
    centre(split, ranks.size());
    return autocorrelation_of(residuals);
}

/// By how much the variance of the mean of `n` values grows where each is correlated by `r` with the one before it, as
/// in an autoregression of the first order: 1 + 2 sum (1 - j / n) r^j (Box and Jenkins, "Time Series Analysis", 1970).
inline double variance_growth(double r, std::size_t n) noexcept {
    const auto count = static_cast<double>(n);
    if (n == 0 || r <= 0) return 1;
    return (1 + r) / (1 - r) - 2 * r * (1 - std::pow(r, count)) / (count * (1 - r) * (1 - r));
}

/// The same of the difference of two means, of `left` values and of the `right` values after them.
inline double variance_growth(double r, std::size_t left, std::size_t right) noexcept {
    const double one = 1 / static_cast<double>(left), other = 1 / static_cast<double>(right);
    return (variance_growth(r, left) * one + variance_growth(r, right) * other) / (one + other);
}

}  // namespace weir::inline WEIR_ABI::panel::history
