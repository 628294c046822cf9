// One form fitted to points: known lines, what cannot be negative, and intervals.
#include "support/catch.hpp"

#include <weir/panel/cost/crossing.hpp>

#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <vector>

using weir::CostCrossing;
using weir::Growth;
using weir::panel::CostFit;
using weir::panel::CostPoints;
using weir::panel::crossing_of;
using weir::panel::fit_of;
using weir::panel::grown;
using weir::panel::items_where;

namespace {

constexpr Growth growths[] = {Growth::logarithmic, Growth::linear, Growth::linearithmic, Growth::quadratic,
                              Growth::cubic};

/// Points on a curve, each of so many calls that vary by 10 %; every second one `miss` above it, the others below.
CostPoints on_curve(Growth growth, double fixed, double each, double miss = 0, int count = 8, double calls = 1e4) {
    CostPoints made;
    for (int i = 0; i < count; ++i) {
        const double items = 100 * std::exp2(i);
        const double ns = (fixed + each * grown(growth, items)) * (1 + (i % 2 == 0 ? miss : -miss));
        made.points.push_back({items, ns, calls, 0.01});
    }
    made.cells = made.points.size();
    return made;
}

}  // namespace

TEST_CASE("the values of Student's t are those of Boost.Math") {
    for (const auto& [freedom, value] : weir::panel::student_t_table)
        CHECK(value == Approx(boost::math::quantile(boost::math::students_t(freedom), 0.975)).epsilon(1e-6));
    CHECK(weir::panel::student_t(30) == weir::panel::student_t(39));
    CHECK(weir::panel::student_t(1e9) == Approx(1.97993));
    CHECK(weir::panel::student_t(1) == Approx(12.706205));
}

TEST_CASE("each form is found where its value is") {
    for (const Growth growth : growths)
        for (const double items : {1.0, 2.0, 1e3, 1e6, 1e9})
            CHECK(items_where(growth, grown(growth, items), 1e10) == Approx(items).epsilon(1e-6));
    CHECK(items_where(Growth::cubic, 1e300, 1e6) == Approx(1e6));
    CHECK(items_where(Growth::linear, -5, 1e6) == Approx(1));
}

TEST_CASE("points on a curve give the curve") {
    for (const Growth growth : growths) {
        const CostFit fit = fit_of(on_curve(growth, 5'000, 3), growth);
        CHECK(fit.fixed == Approx(5'000).epsilon(1e-6));
        CHECK(fit.each == Approx(3).epsilon(1e-6));
        CHECK(fit.misfit == weir::panel::least_misfit);
    }
}

TEST_CASE("the intervals are those of weighted least squares") {
    // Two points: the variance of the slope is the sum of theirs by the square of their distance.
    CostPoints two;
    two.points = {{100, 1'000, 100, 0.01}, {200, 3'000, 400, 0.04}};
    two.cells = 2;
    const CostFit fit = weir::panel::detail::fit_with(two.points, Growth::linear, 0);
    const double first = 1'000.0 * 1'000 * 0.01 / 100, second = 3'000.0 * 3'000 * 0.04 / 400;
    // Through both the fixed cost would be -1000: it is 0, and the slope the weighted mean of 10 and 15 by n^2 / variance.
    const double w1 = 100 * 100 / first, w2 = 200 * 200 / second;
    CHECK(fit.fixed == 0);
    CHECK(fit.each == Approx((w1 * 10 + w2 * 15) / (w1 + w2)));
    CHECK(fit.each_variance == Approx((first + second) / (100 * 100)));
}

TEST_CASE("a cost does not fall below nothing") {
    CostPoints falling;
    for (int i = 0; i < 6; ++i) falling.points.push_back({100.0 * (i + 1), 1'000.0 - 50 * i, 1e4, 0.01});
    falling.cells = 6;
    for (const Growth growth : growths) CHECK(fit_of(falling, growth).each == 0);
}

TEST_CASE("lack of fit widens the interval, and more calls do not narrow it") {
    const CostFit good = fit_of(on_curve(Growth::linear, 5'000, 3), Growth::linear);
    const CostFit bad = fit_of(on_curve(Growth::linear, 5'000, 3, 0.1), Growth::linear);
    const CostFit bad_of_many = fit_of(on_curve(Growth::linear, 5'000, 3, 0.1, 8, 1e9), Growth::linear);
    CHECK(bad.misfit == Approx(0.1).epsilon(0.2));
    CHECK(bad.each_variance > 100 * good.each_variance);
    CHECK(bad_of_many.each_variance > 0.8 * bad.each_variance);
    CHECK(bad.degrees_of_freedom == 6);
    // The misfit is estimated from 8 points to which 2 parameters were fitted.
    const CostPoints points = on_curve(Growth::linear, 5'000, 3, 0.1);
    const CostFit known = weir::panel::detail::fit_with(points.points, Growth::linear, bad.misfit);
    CHECK(bad.each_variance == Approx(known.each_variance * 8 / 6));
    CHECK(bad.fixed_variance == Approx(known.fixed_variance * 8 / 6));
    const auto width = [](const CostFit& fit) {
        const CostCrossing crossing = crossing_of({fit}, 100'000, 12'800);
        return crossing.upper.value() - crossing.lower;
    };
    CHECK(width(bad) > 10 * width(good));
}

TEST_CASE("a threshold is crossed where the curve is at it") {
    for (const Growth growth : growths) {
        const CostFit fit = fit_of(on_curve(growth, 5'000, 3), growth);
        const double seen = 12'800;
        const CostCrossing predicted = crossing_of({fit}, 5'000 + 3 * grown(growth, 50'000), seen);
        CHECK(predicted.where == CostCrossing::Where::predicted);
        CHECK(predicted.items == Approx(50'000).epsilon(1e-3));
        CHECK(predicted.lower < 50'000);
        CHECK(predicted.upper.value_or(1e9) > 50'000);
        const CostCrossing reached = crossing_of({fit}, 5'000 + 3 * grown(growth, 1'000), seen);
        CHECK(reached.where == CostCrossing::Where::reached);
        CHECK(reached.items == Approx(1'000).epsilon(1e-3));
        const CostCrossing beyond = crossing_of({fit}, 5'000 + 3 * grown(growth, 1e8), seen);
        CHECK(beyond.where == CostCrossing::Where::beyond);
        CHECK(beyond.items == Approx(128'000));
        CHECK_FALSE(beyond.upper.has_value());
        const CostCrossing always = crossing_of({fit}, 100, seen);
        CHECK(always.where == CostCrossing::Where::reached);
        CHECK(always.items == Approx(1));
    }
}

TEST_CASE("of two forms the bounds are those of both") {
    const CostPoints points = on_curve(Growth::linear, 5'000, 3);
    const CostFit linear = fit_of(points, Growth::linear), other = fit_of(points, Growth::linearithmic);
    const CostCrossing one = crossing_of({linear}, 200'000, 12'800), two = crossing_of({other}, 200'000, 12'800);
    const CostCrossing both = crossing_of({linear, other}, 200'000, 12'800);
    CHECK(both.items == one.items);
    CHECK(both.lower == std::min(one.lower, two.lower));
    CHECK(crossing_of({other, linear}, 200'000, 12'800).lower == both.lower);
    CHECK(crossing_of({other, linear}, 200'000, 12'800).upper == both.upper);
    CHECK(both.upper.value() == std::max(one.upper.value(), two.upper.value()));
}

TEST_CASE("where an item may cost nothing the crossing has no upper bound") {
    CostFit fit = fit_of(on_curve(Growth::linear, 5'000, 3), Growth::linear);
    fit.each_variance = 4;  // 3 +- 4 and more
    const CostCrossing crossing = crossing_of({fit}, 100'000, 12'800);
    CHECK_FALSE(crossing.upper.has_value());
    CHECK(crossing.lower > 1'000);
    CHECK(crossing.lower < crossing.items);
}
