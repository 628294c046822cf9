#pragma once

#include <weir/panel/cost/cost_fit.hpp>
#include <weir/panel/cost/cost_model.hpp>
#include <weir/panel/cost/student_t.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

// Where a fitted curve meets a threshold.
namespace weir::inline WEIR_ABI::panel {

namespace detail {

/// The values of f at which the curve may be at `ns`. `upper` is infinite where the curve may never be there.
struct Crossed {
    double value = 0;
    double lower = 0;
    double upper = std::numeric_limits<double>::infinity();
};

/// By Fieller's theorem: all f for which the curve's distance from `ns` is within t times its standard deviation (Fieller,
/// J. R. Stat. Soc. B 16, 1954; as inverse regression in Draper and Smith, "Applied Regression Analysis", 3rd ed., 3.2).
/// The misfit is part of it: at sizes that were not seen the curve misses as it does at those that were.
inline Crossed cross(const CostFit& fit, double ns) {
    const double t = student_t(fit.degrees_of_freedom);
    const double missing = ns * fit.misfit;
    Crossed crossed;
    crossed.value = std::max(0.0, ns - fit.fixed) / fit.each;
    // square * f^2 + 2 * half * f + rest <= 0
    const double square = fit.each * fit.each - t * t * fit.each_variance;
    const double half = fit.each * (fit.fixed - ns) - t * t * fit.covariance;
    const double rest = (fit.fixed - ns) * (fit.fixed - ns) - t * t * (fit.fixed_variance + missing * missing);
    const double root = std::sqrt(std::max(0.0, half * half - square * rest));
    if (square > 0) {
        crossed.lower = std::max(0.0, (-half - root) / square);
        crossed.upper = std::max(crossed.value, (-half + root) / square);
    } else if (half + root > 0) {
        // Each item may cost nothing: beyond one of the roots, for ever.
        crossed.lower = std::max(0.0, rest / (root - half));
    }
    crossed.lower = std::min(crossed.lower, crossed.value);
    return crossed;
}

}  // namespace detail

/// Where the likeliest of the fits, which is the first, meets a threshold, and within what bounds any of them does. `seen`:
/// the most items of the calls that they were fitted to.
inline CostCrossing crossing_of(const std::vector<CostFit>& fits, double threshold_ns, double seen) {
    const double most = CostModel::farthest * seen;
    CostCrossing crossing;
    crossing.lower = most;
    crossing.upper = 0;
    for (const CostFit& fit : fits) {
        const detail::Crossed crossed = detail::cross(fit, threshold_ns);
        const auto items = [&](double value) { return items_where(fit.growth, value, most); };
        const bool is_beyond = crossed.value > grown(fit.growth, most);
        if (&fit == &fits.front()) {
            crossing.items = items(crossed.value);
            crossing.where = is_beyond                ? CostCrossing::Where::beyond
                             : crossing.items <= seen ? CostCrossing::Where::reached
                                                      : CostCrossing::Where::predicted;
        }
        crossing.lower = std::min(crossing.lower, items(crossed.lower));
        if (crossed.upper > grown(fit.growth, most)) crossing.upper = std::nullopt;
        else if (crossing.upper) crossing.upper = std::max(*crossing.upper, items(crossed.upper));
    }
    return crossing;
}

}  // namespace weir::inline WEIR_ABI::panel
