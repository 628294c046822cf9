#pragma once

#include <weir/panel/history/autocorrelation.hpp>

#include <cmath>
#include <cstddef>
#include <span>

namespace weir::inline WEIR_ABI::panel::history {

/// Where a series falls into two parts that differ most.
struct Split {
    std::size_t at = 0;   ///< the first value of the second part; 0: there is none
    double height = 0;    ///< how far apart they are: the greatest of the two-sample statistics, in standard deviations
    double related = 0;   ///< the correlation of neighbours that was found and allowed for
};

/// The split with the greatest Mann-Whitney statistic of all, standardised by the variance that the ranks, ties among
/// them, have if all orders are equally likely. By ranks, so that a value counts no more the further off it is: four in
/// a row of a long series come to 3.46 at most, five to 3.87, whatever they are. A height under `wanted` is not looked at
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
    double sum = 0, greatest = 0;
    for (std::size_t k = 1; k < n; ++k) {
        sum += ranks[k - 1] - middle;
        const double squared = sum * sum / (static_cast<double>(k) * static_cast<double>(n - k));
        if (squared > greatest) {
            greatest = squared;
            best.at = k;
        }
    }
    best.height = std::sqrt(greatest * count * (count - 1) / squares);
    if (best.height < wanted) return best;
    best.related = autocorrelation_at(ranks, best.at);
    best.height /= std::sqrt(variance_growth(best.related, best.at, n - best.at));
    return best;
}

}  // namespace weir::inline WEIR_ABI::panel::history
