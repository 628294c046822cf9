#pragma once

#include <weir/base/duration.hpp>
#include <weir/panel/cost/crossing.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

// From the cells of a stage to what is said of its cost.
namespace weir::inline WEIR_ABI::panel {

/// How wide the items must span, the greatest of the points by the least, before anything is said.
///
/// Where data leave a cache on the way from the least to the greatest, an item may cost twice as much at the end. That
/// looks like a power of n that is log 2 / log span higher: 1/3 at a span of 8; at 4 it is 1/2, from where n^2 is as near
/// as n is. And n log n from 10,000 items on is, as a root mean square, 1.5 % from the nearest a + b n over a span of 8,
/// three times least_misfit; over one of 4 it is 0.7 %.
inline constexpr double least_span = 8;
/// And the sizes of items, a factor of 2 apart, that have calls enough. Through two goes a curve of any form.
inline constexpr std::size_t least_sizes = 3;
/// A form is possible where its BIC is within this of the best: beyond it the evidence for the best is called strong (Kass
/// and Raftery, J. Am. Stat. Assoc. 90, 1995, section 3.2).
inline constexpr double strong_evidence = 6;
/// A form that misses by more, relative, is none.
inline constexpr double most_misfit = 0.2;
/// Growth of less than this from the least to the greatest items is none where it can't be told from none.
inline constexpr double least_growth = 0.25;

namespace detail {

inline double t_of(const CostFit& fit) { return student_t(fit.degrees_of_freedom); }

inline CostForm form_of(const CostFit& fit) {
    const double margin = t_of(fit) * std::sqrt(fit.each_variance);
    return {fit.growth, fit.fixed, fit.each, std::max(0.0, fit.each - margin), fit.each + margin, fit.misfit};
}

/// By how much the time may grow over what was seen, relative to its mean.
inline double growth_at_most(const CostFit& fit, const CostPoints& points, double mean) {
    const double margin = t_of(fit) * std::sqrt(fit.each_variance);
    return (fit.each + margin) * (grown(fit.growth, points.items_to) - grown(fit.growth, points.items_from)) / mean;
}

inline std::vector<CostFit> fits_of(const CostPoints& points) {
    std::vector<CostFit> fits;
    for (const Growth growth :
         {Growth::none, Growth::logarithmic, Growth::linear, Growth::linearithmic, Growth::quadratic, Growth::cubic})
        fits.push_back(fit_of(points, growth));
    std::sort(fits.begin(), fits.end(), [](const CostFit& a, const CostFit& b) { return a.criterion < b.criterion; });
    return fits;
}

/// As far as the points miss the form, the two of a cell may do so together, and are no evidence of two.
inline double evidence_of_each(const CostPoints& points, const CostFit& fit) {
    double missed = 0, all = 0;
    for (const CostPoint& point : points.points) {
        missed += fit.misfit * fit.misfit - least_misfit * least_misfit;
        all += fit.misfit * fit.misfit + point.noise / point.calls;
    }
    const double of_two = 1 - static_cast<double>(points.cells) / static_cast<double>(points.points.size());
    return 1 - missed / all * of_two;
}

/// All that can be said where the items span enough.
inline void judge_span(const CostPoints& points, std::optional<Nanoseconds> threshold, CostModel& model) {
    std::vector<CostFit> fits = fits_of(points);
    const double limit = fits.front().criterion + strong_evidence / evidence_of_each(points, fits.front());
    std::vector<CostFit> possible;
    double growth = 0;
    bool may_be_flat = false;
    for (const CostFit& fit : fits) {
        if (fit.growth == Growth::none) {
            may_be_flat = fit.criterion <= limit;
            continue;
        }
        if (fit.criterion <= limit) possible.push_back(fit);
    }
    const auto none = std::find_if(fits.begin(), fits.end(), [](const CostFit& f) { return f.growth == Growth::none; });
    if (may_be_flat) {
        for (const CostFit& fit : fits)
            if (fit.growth != Growth::none && fit.criterion <= limit)
                growth = std::max(growth, growth_at_most(fit, points, std::max(none->fixed, 1.0)));
        model.growth_at_most = growth;
        model.verdict = growth <= least_growth ? CostVerdict::flat : CostVerdict::unclear;
    } else if (possible.front().misfit > most_misfit) {
        model.verdict = CostVerdict::no_form;
    } else {
        model.verdict = possible.size() == 1   ? CostVerdict::grows
                        : possible.size() == 2 ? CostVerdict::either
                                               : CostVerdict::unclear;
    }
    if (model.verdict == CostVerdict::flat || model.verdict == CostVerdict::no_form) return;
    for (const CostFit& fit : possible) model.forms.push_back(form_of(fit));
    if (threshold && model.verdict != CostVerdict::unclear)
        model.crossing = crossing_of(possible, static_cast<double>(threshold->count()), points.items_to);
}

}  // namespace detail

/// What is known of a stage's cost by its items: nothing where no call was counted. O(cells).
inline std::optional<CostModel> judge_cost(const std::vector<CostSums>& sums, std::optional<Nanoseconds> threshold) {
    const CostPoints points = points_of(sums);
    if (points.calls == 0) return std::nullopt;
    CostModel model;
    model.calls = points.calls;
    model.cut = points.cut;
    model.items_from = points.items_from;
    model.items_to = points.items_to;
    if (points.cells == 0) model.verdict = CostVerdict::too_few;
    else if (points.points.back().items < least_span * points.points.front().items)
        model.verdict = CostVerdict::too_narrow;
    else if (points.cells < least_sizes) model.verdict = CostVerdict::too_few;
    else detail::judge_span(points, threshold, model);
    return model;
}

}  // namespace weir::inline WEIR_ABI::panel
