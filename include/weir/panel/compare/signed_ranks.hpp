#pragma once

#include <weir/base/config.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

// Wilcoxon's signed ranks: an interval for the centre of differences that needs no normal distribution, and that a few wild
// differences do not widen. Source: Hollander, Wolfe, Chicken, Nonparametric Statistical Methods, 3rd ed., 3.1 to 3.3.
namespace weir::inline WEIR_ABI::panel {

/// Where a shift is about, and the interval around it.
struct ShiftInterval {
    double centre = 0;
    double low = 0;
    double high = 0;
};

inline constexpr std::size_t most_ranked = 200;  ///< differences; for more, Student's t is as good and quicker

/// The greatest k for which the sum of the positive ranks of n differences, symmetric around 0, is k or less with a
/// probability of at most `tail`; empty where even k = 0 is more probable, or n is over most_ranked. Exact, by counting
/// the subsets of 1 ... n. O(n^3).
inline std::optional<std::size_t> signed_rank_critical(std::size_t n, double tail) {
    if (n == 0 || n > most_ranked) return std::nullopt;
    std::vector<double> probability(n * (n + 1) / 2 + 1, 0.0);
    probability[0] = 1;
    std::size_t greatest = 0;
    for (std::size_t rank = 1; rank <= n; ++rank) {
        greatest += rank;
        for (std::size_t sum = greatest + 1; sum-- > 0;)
            probability[sum] = (probability[sum] + (sum >= rank ? probability[sum - rank] : 0)) / 2;
    }
    double passed = 0;
    std::optional<std::size_t> critical;
    for (std::size_t k = 0; k < probability.size(); ++k) {
        passed += probability[k];
        if (passed > tail) break;
        critical = k;
    }
    return critical;
}

/// The Hodges-Lehmann estimate of the centre, the median of the means of all pairs of differences, and its interval, which
/// misses the centre on each side with a probability of at most `tail`; empty where there are too few for that, or too
/// many. O(n^3).
inline std::optional<ShiftInterval> signed_rank_interval(const std::vector<double>& differences, double tail) {
    const std::size_t n = differences.size();
    const auto critical = signed_rank_critical(n, tail);
    if (!critical) return std::nullopt;
    std::vector<double> means;
    means.reserve(n * (n + 1) / 2);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i; j < n; ++j) means.push_back((differences[i] + differences[j]) / 2);
    std::sort(means.begin(), means.end());
    const std::size_t last = means.size() - 1;
    return ShiftInterval{(means[last / 2] + means[(last + 1) / 2]) / 2, means[*critical], means[last - *critical]};
}

}  // namespace weir::inline WEIR_ABI::panel
