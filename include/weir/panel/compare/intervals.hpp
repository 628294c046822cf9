#pragma once

#include <weir/panel/compare/distributions.hpp>
#include <weir/panel/compare/signed_ranks.hpp>

#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

// Intervals of a difference, of numbers whose spread the numbers themselves show. In each, `tail` is the probability with
// which the interval may miss on one side.
namespace weir::inline WEIR_ABI::panel {

/// Mean and sample variance.
struct Moments {
    double mean = 0;
    double variance = 0;  ///< 0 where there is one value
    std::size_t count = 0;
};

/// By two passes, so that nothing cancels. O(n).
inline Moments moments_of(const std::vector<double>& values) {
    Moments moments;
    moments.count = values.size();
    if (values.empty()) return moments;
    for (const double value : values) moments.mean += value;
    moments.mean /= static_cast<double>(values.size());
    for (const double value : values) moments.variance += (value - moments.mean) * (value - moments.mean);
    if (values.size() > 1) moments.variance /= static_cast<double>(values.size() - 1);
    return moments;
}

namespace detail {

inline ShiftInterval around(double centre, double half) noexcept { return {centre, centre - half, centre + half}; }

}  // namespace detail

/// Student's interval of the mean of differences; empty for fewer than two. (NIST/SEMATECH e-Handbook of Statistical
/// Methods, 7.3.1.1, analysis of paired observations.)
inline std::optional<ShiftInterval> paired_t_interval(const std::vector<double>& differences, double tail) {
    const Moments moments = moments_of(differences);
    if (moments.count < 2) return std::nullopt;
    const auto n = static_cast<double>(moments.count);
    return detail::around(moments.mean, student_t_quantile(n - 1, tail) * std::sqrt(moments.variance / n));
}

/// The interval of a centre by signed ranks where there are enough differences for it, else Student's.
inline std::optional<ShiftInterval> paired_interval(const std::vector<double>& differences, double tail) {
    if (auto ranked = signed_rank_interval(differences, tail)) return ranked;
    return paired_t_interval(differences, tail);
}

/// Welch's interval of mean(b) - mean(a), for spreads that may differ (NIST handbook, 7.3.1). Where one side has a single
/// value the other's spread stands for both; empty where both have.
inline std::optional<ShiftInterval> unpaired_interval(const std::vector<double>& a, const std::vector<double>& b,
                                                      double tail) {
    const Moments of_a = moments_of(a), of_b = moments_of(b);
    if (of_a.count == 0 || of_b.count == 0 || of_a.count + of_b.count < 3) return std::nullopt;
    const auto na = static_cast<double>(of_a.count), nb = static_cast<double>(of_b.count);
    const double centre = of_b.mean - of_a.mean;
    if (of_a.count == 1 || of_b.count == 1) {
        const double variance = of_a.variance + of_b.variance;  // one of the two is 0
        return detail::around(centre, student_t_quantile(na + nb - 2, tail) * std::sqrt(variance * (1 / na + 1 / nb)));
    }
    const double share_a = of_a.variance / na, share_b = of_b.variance / nb;
    if (!(share_a + share_b > 0)) return detail::around(centre, 0);
    const double df = (share_a + share_b) * (share_a + share_b) /
                      (share_a * share_a / (na - 1) + share_b * share_b / (nb - 1));
    return detail::around(centre, student_t_quantile(df, tail) * std::sqrt(share_a + share_b));
}

}  // namespace weir::inline WEIR_ABI::panel
