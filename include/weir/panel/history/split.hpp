#pragma once

#include <weir/panel/history/autocorrelation.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace weir::inline WEIR_ABI::panel::history {

/// Where a series falls into two parts that differ most.
struct Split {
    std::size_t at = 0;  ///< the first value of the second part; 0: there is none
    double height = 0;   ///< how far apart they are: the greatest of the two-sample statistics, in standard deviations
    double related = 0;  ///< the correlation of neighbours that was found and allowed for
};

namespace detail {

/// The Mann-Whitney statistic has shorter tails than a normal one of its variance, by its fourth cumulant, most where one
/// of the parts is short: the normal quantile of the same tail, by Cornish and Fisher's expansion (Fix and Hodges,
/// "Significance Probabilities of the Wilcoxon Test", Ann. Math. Statist. 26, 1955).
inline double normal_height(double height, double left, double right) noexcept {
    const double n = left + right;
    const double excess = -1.2 * (n * n - left * right + n) / (left * right * (n + 1));
    return height - excess / 24 * (height * height - 3) * height;
}

}  // namespace detail

/// The split with the greatest Mann-Whitney statistic of all, standardised by the variance that the ranks, ties among
/// them, have if all orders are equally likely, and by the length of its tails. By ranks, so that a value counts no more the further off it is: four in
/// a row of a long series come to 3.85 at most, five to 4.33, whatever they are. A height under `wanted` is not looked at
/// again; a greater one is lowered by what the correlation of neighbours adds to it. O(ranks).
///
/// Hawkins and Deng, "A Nonparametric Change-Point Control Chart", Journal of Quality Technology 42, 2010; the
/// allowance for correlation is weir's own.
inline Split best_split(std::span<const double> ranks, double wanted) {
    const std::size_t n = ranks.size();
    Split best;
    if (n < 2) return best;
    const auto count = static_cast<double>(n);
    const double middle = (count + 1) / 2;
    double squares = 0;
    for (const double rank : ranks) squares += (rank - middle) * (rank - middle);
    if (squares <= 0) return best;  // all values are the same
    const double unit = count * (count - 1) / squares;
    double sum = 0;
    for (std::size_t k = 1; k < n; ++k) {
        sum += ranks[k - 1] - middle;
        const auto left = static_cast<double>(k), right = static_cast<double>(n - k);
        const double squared = unit * sum * sum / (left * right);
        if (squared <= best.height * best.height / 1.7) continue;
        const double height = detail::normal_height(std::sqrt(squared), left, right);
        if (height <= best.height) continue;
        best.height = height;
        best.at = k;
    }
    if (best.height < wanted) return best;
    // In few builds chance makes as much. Not allowed for here, it would hide steps; so little has few looks to do harm.
    constexpr double by_chance = 10;
    best.related = std::clamp(autocorrelation_at(ranks, best.at) - by_chance / count, 0.0, 0.9);
    best.height /= std::sqrt(variance_growth(best.related, best.at, n - best.at));
    return best;
}

}  // namespace weir::inline WEIR_ABI::panel::history
