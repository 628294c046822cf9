#pragma once

#include <weir/panel/cost/cost_points.hpp>
#include <weir/panel/cost/growth.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

// One form fitted to the points of a stage.
namespace weir::inline WEIR_ABI::panel {

/// ns = fixed + each * f(items).
struct CostFit {
    Growth growth = Growth::none;
    double fixed = 0;
    double each = 0;
    double misfit = 0;     ///< the standard deviation, relative, by which points miss the curve beside their noise
    double deviance = 0;   ///< -2 log likelihood
    double criterion = 0;  ///< BIC: the lesser the better
    double fixed_variance = 0;
    double each_variance = 0;
    double covariance = 0;
    double degrees_of_freedom = 0;

    [[nodiscard]] double at(double items) const noexcept { return fixed + each * grown(growth, items); }
};

namespace detail {

/// By weighted least squares, each point with the variance of its noise and of the misfit. Neither the fixed cost nor
/// that of each item can be negative: where the best line has one that is, the best line without it is taken.
inline CostFit fit_with(const std::vector<CostPoint>& points, Growth growth, double misfit) {
    double sum_w = 0, sum_f = 0, sum_y = 0, deviance = 0;
    std::vector<double> weights(points.size()), values(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const CostPoint& point = points[i];
        const double ns = std::max(point.ns, 1.0);
        weights[i] = 1 / (ns * ns * (point.noise / point.calls + misfit * misfit));
        values[i] = grown(growth, point.items);
        sum_w += weights[i];
        sum_f += weights[i] * values[i];
        sum_y += weights[i] * point.ns;
        deviance -= std::log(weights[i]);
    }
    const double mean_f = sum_f / sum_w, mean_y = sum_y / sum_w;
    double sum_ff = 0, sum_fy = 0, square_f = 0, product = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        sum_ff += weights[i] * (values[i] - mean_f) * (values[i] - mean_f);
        sum_fy += weights[i] * (values[i] - mean_f) * (points[i].ns - mean_y);
        square_f += weights[i] * values[i] * values[i];
        product += weights[i] * values[i] * points[i].ns;
    }
    CostFit fit;
    fit.growth = growth;
    fit.misfit = misfit;
    fit.fixed = mean_y;
    fit.fixed_variance = 1 / sum_w;
    if (growth != Growth::none && sum_ff > 0) {
        fit.each = std::max(0.0, sum_fy / sum_ff);
        fit.fixed = mean_y - fit.each * mean_f;
        if (fit.fixed < 0) {
            fit.fixed = 0;
            fit.each = product / square_f;
        }
        fit.each_variance = 1 / sum_ff;
        fit.fixed_variance = 1 / sum_w + mean_f * mean_f / sum_ff;
        fit.covariance = -mean_f / sum_ff;
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double miss = points[i].ns - (fit.fixed + fit.each * values[i]);
        deviance += weights[i] * miss * miss;
    }
    fit.deviance = deviance;
    return fit;
}

}  // namespace detail

/// No stage keeps to a form more closely than this, relative: what caches, allocators and the cells themselves do is not
/// noise that many calls average away.
inline constexpr double least_misfit = 0.005;

/// The best fit of a form. Noise that the calls show within their cells is known; how far the curve misses the points
/// beside it is estimated, by maximum likelihood: a random effect of the points, as in a meta-analysis (DerSimonian and
/// Laird, Control. Clin. Trials 7, 1986, for the model; Hardy and Thompson, Stat. Med. 15, 1996, for its likelihood). So
/// a form that fits badly has wide intervals, and many calls don't narrow them. O(points), some fifty times.
///
/// The criterion is BIC (Schwarz, Ann. Statist. 6, 1978), with the points as its samples. It finds the form that is true
/// where one is, with more certainty the more is known; AIC, which is for the best prediction, would go on choosing too
/// large a form in one of six cases. Forms that grow have as many parameters as each other, so that it is only in
/// favour of none.
inline CostFit fit_of(const CostPoints& of, Growth growth) {
    const std::vector<CostPoint>& points = of.points;
    constexpr double step = 1.08, most = 1;
    CostFit best = detail::fit_with(points, growth, least_misfit);
    for (double misfit = least_misfit * step; misfit < most; misfit *= step)
        if (CostFit fit = detail::fit_with(points, growth, misfit); fit.deviance < best.deviance) best = fit;
    const auto count = static_cast<double>(points.size());
    const double parameters = growth == Growth::none ? 1 : 2;
    best.criterion = best.deviance + (parameters + 1) * std::log(count);
    double calls = 0;
    for (const CostPoint& point : points) calls += point.calls;
    best.degrees_of_freedom = calls - parameters;
    if (best.misfit > least_misfit) {
        // Estimated, and too small by what was fitted. The two points of a cell may miss together: cells are what counts.
        best.degrees_of_freedom = std::max(1.0, static_cast<double>(of.cells) - parameters);
        const double factor = count / best.degrees_of_freedom;
        best.fixed_variance *= factor;
        best.each_variance *= factor;
        best.covariance *= factor;
    }
    return best;
}

}  // namespace weir::inline WEIR_ABI::panel
