// From cells to points: what is kept of the calls, and what is left out.
#include "support/catch.hpp"

#include <weir/panel/cost/cost_points.hpp>
#include <weir/panel/cost/growth.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

using weir::layout::CostCell;
using weir::layout::CostCells;
using weir::panel::CostPoints;
using weir::panel::CostSums;
using weir::panel::is_possible;
using weir::panel::points_of;

namespace {

CostPoints points_of_cells(const CostCells& cells) {
    std::vector<CostSums> sums;
    weir::panel::add(sums, cells);
    return points_of(sums);
}

}  // namespace

TEST_CASE("of a cell with one size of items there is one point") {
    const auto cells = std::make_unique<CostCells>();
    for (int i = 0; i < 20; ++i) weir::layout::count_cost(*cells, 100, 900 + 200 * (static_cast<unsigned>(i) % 2));
    const CostPoints points = points_of_cells(*cells);
    REQUIRE(points.points.size() == 1);
    CHECK(points.points[0].items == Approx(100));
    CHECK(points.points[0].ns == Approx(1'000));
    CHECK(points.points[0].calls == 20);
    // +-100 of 1000 in each: a variance of 0.01 with 19 degrees of freedom, for itself and for all
    CHECK(points.points[0].noise == Approx(0.01 * 20 / 19));
    CHECK(points.items_from == Approx(100));
    CHECK(points.items_to == Approx(100));
}

TEST_CASE("the two points of a cell have the sums of its calls") {
    const auto cells = std::make_unique<CostCells>();
    double ns = 0, squares = 0, products = 0, items = 0;
    for (std::uint64_t n = 64; n < 128; ++n) {
        const std::uint64_t took = 500 + 30 * n + n * 37 % 101;
        weir::layout::count_cost(*cells, n, took);
        const auto value = static_cast<double>(n);
        items += value, squares += value * value;
        ns += static_cast<double>(took), products += value * static_cast<double>(took);
    }
    const CostPoints points = points_of_cells(*cells);
    REQUIRE(points.points.size() == 2);
    const auto& [low, high] = std::pair{points.points[0], points.points[1]};
    CHECK(low.calls + high.calls == 64);
    CHECK(32 * (low.items + high.items) == Approx(items));
    CHECK(32 * (low.items * low.items + high.items * high.items) == Approx(squares));
    CHECK(32 * (low.ns + high.ns) == Approx(ns));
    CHECK(32 * (low.items * low.ns + high.items * high.ns) == Approx(products));
    CHECK(points.items_from == Approx(64).epsilon(0.02));
    CHECK(points.items_to == Approx(127).epsilon(0.02));
}

TEST_CASE("the mean of a convex form over a cell is that over its two points") {
    // By size evenly spread over a factor of 2: the mean of n^3 is 7 / (3 ln 2) times that of the least.
    const auto cells = std::make_unique<CostCells>();
    constexpr std::uint64_t least = std::uint64_t{1} << 20;
    for (int i = 0; i < 10'000; ++i)
        weir::layout::count_cost(*cells,
                                 static_cast<std::uint64_t>(static_cast<double>(least) * std::exp2((i + 0.5) / 10'000)),
                                 1'000);
    const CostPoints points = points_of_cells(*cells);
    REQUIRE(points.points.size() == 2);
    const auto mean_of = [&](weir::Growth growth) {
        return (weir::panel::grown(growth, points.points[0].items) +
                weir::panel::grown(growth, points.points[1].items)) /
               2;
    };
    constexpr auto n = static_cast<double>(least);
    const double ln2 = std::log(2.0);
    CHECK(mean_of(weir::Growth::cubic) == Approx(n * n * n * 7 / (3 * ln2)).epsilon(0.002));
    CHECK(mean_of(weir::Growth::quadratic) == Approx(n * n * 3 / (2 * ln2)).epsilon(1e-4));
    // The mean items alone would miss it by a ninth.
    CHECK(std::pow(n / ln2, 3) / (n * n * n * 7 / (3 * ln2)) < 0.9);
}

TEST_CASE("calls without items, with more than there are cells for, and too few of a size are left out") {
    const auto cells = std::make_unique<CostCells>();
    for (int i = 0; i < 100; ++i) {
        weir::layout::count_cost(*cells, 0, 1'000);
        weir::layout::count_cost(*cells, std::uint64_t{1} << 60, 1'000);
    }
    for (int i = 0; i < 7; ++i) weir::layout::count_cost(*cells, 50, 1'000);
    CHECK(points_of_cells(*cells).points.empty());
    CHECK(points_of_cells(*cells).calls == 207);
    weir::layout::count_cost(*cells, 50, 1'000);
    CHECK(points_of_cells(*cells).points.size() == 1);
}

TEST_CASE("a cell of few calls that agree by chance does not outweigh the others") {
    const auto cells = std::make_unique<CostCells>();
    for (int i = 0; i < 8; ++i) weir::layout::count_cost(*cells, 10, 1'000);  // without any noise
    for (int i = 0; i < 1'000; ++i) weir::layout::count_cost(*cells, 100, i % 2 == 0 ? 8'000 : 12'000);
    const CostPoints points = points_of_cells(*cells);
    REQUIRE(points.points.size() == 2);
    CHECK(points.points[0].noise > 0.01);
    CHECK(points.points[1].noise == Approx(0.04).epsilon(0.02));
}

TEST_CASE("cells that no calls leave are seen to be such") {
    const auto made = [] {
        const auto cells = std::make_unique<CostCells>();
        for (std::uint64_t n = 64; n < 128; ++n) weir::layout::count_cost(*cells, n, 1'000 + n);
        return cells->cells[7];
    };
    REQUIRE(is_possible(made(), 7));
    CHECK_FALSE(is_possible(made(), 6));
    CHECK_FALSE(is_possible(made(), 8));
    CHECK_FALSE(is_possible(made(), 0));
    CHECK_FALSE(is_possible(CostCell{}, 7));
    const double bad[] = {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1e300,
                          1e300};
    for (double CostCell::*const member :
         {&CostCell::ns, &CostCell::items_squared, &CostCell::ns_squared, &CostCell::items_ns})
        for (const double value : bad) {
            CostCell cell = made();
            cell.*member = value;
            CHECK_FALSE(is_possible(cell, 7));
        }
    CostCell many = made();
    many.count = ~std::uint64_t{0};
    CHECK_FALSE(is_possible(many, 7));
}
