#include <support/catch.hpp>

#include <weir/panel/compare/intervals.hpp>

#include <cmath>
#include <random>
#include <vector>

using namespace weir::panel;

namespace {

/// Catch2's own comparison is spelled differently in its two generations.
bool is_near(double value, double expected, double error) { return std::abs(value - expected) <= error; }

}  // namespace

TEST_CASE("quantiles are those of the tables") {
    // Abramowitz and Stegun, tables 26.5 and 26.10
    CHECK(is_near(normal_quantile(0.025), 1.959964, 1e-6));
    CHECK(is_near(normal_quantile(0.001), 3.090232, 1e-6));
    CHECK(is_near(student_t_quantile(1, 0.025), 12.706205, 1e-5));
    CHECK(is_near(student_t_quantile(10, 0.025), 2.228139, 1e-6));
    CHECK(is_near(student_t_quantile(29, 0.0005), 3.659405, 1e-5));
    CHECK(is_near(student_t_quantile(1e7, 0.005), 2.575829, 1e-4));
}

TEST_CASE("sums of signed ranks have the probabilities of the tables") {
    // Hollander and Wolfe, table A.4: the lower tails at 0.05, 0.025, 0.01, 0.005
    CHECK(signed_rank_critical(10, 0.05) == 10U);
    CHECK(signed_rank_critical(10, 0.025) == 8U);
    CHECK(signed_rank_critical(10, 0.01) == 5U);
    CHECK(signed_rank_critical(10, 0.005) == 3U);
    CHECK(signed_rank_critical(20, 0.025) == 52U);
    CHECK(signed_rank_critical(20, 0.005) == 37U);
    CHECK(signed_rank_critical(5, 0.03125) == 0U);
    CHECK_FALSE(signed_rank_critical(5, 0.03));
    CHECK_FALSE(signed_rank_critical(0, 0.4));
    CHECK_FALSE(signed_rank_critical(most_ranked + 1, 0.4));
}

TEST_CASE("the interval of signed ranks is that of the book") {
    // Hollander and Wolfe, example 3.1: the depression scale before and after a tranquillizer
    const std::vector<double> before{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    const std::vector<double> after{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    std::vector<double> differences;
    for (std::size_t i = 0; i < before.size(); ++i) differences.push_back(after[i] - before[i]);
    const auto interval = signed_rank_interval(differences, 0.02);
    REQUIRE(interval);
    CHECK(is_near(interval->centre, -0.46, 1e-9));
    CHECK(is_near(interval->low, -0.786, 1e-9));
    CHECK(is_near(interval->high, -0.010, 1e-9));
}

TEST_CASE("Student's and Welch's intervals are those that are worked out by hand") {
    const auto paired = paired_t_interval({1, 2, 3, 4, 5}, 0.025);
    REQUIRE(paired);
    CHECK(is_near(paired->centre, 3, 1e-12));
    CHECK(is_near(paired->high, 3 + 2.776445 * std::sqrt(0.5), 1e-5));
    CHECK(is_near(paired->low, 3 - 2.776445 * std::sqrt(0.5), 1e-5));
    // of equal spreads and sizes the degrees of freedom are 2 (n - 1)
    const auto welch = unpaired_interval({1, 2, 3, 4, 5}, {3, 4, 5, 6, 7}, 0.025);
    REQUIRE(welch);
    CHECK(is_near(welch->centre, 2, 1e-12));
    CHECK(is_near(welch->high - 2, 2.306004, 1e-5));  // t of 8, and a standard error of 1
    // with one value on a side the other's variance of 2.5 is that of both
    const auto one = unpaired_interval({10}, {1, 2, 3, 4, 5}, 0.025);
    REQUIRE(one);
    CHECK(is_near(one->centre, -7, 1e-12));
    CHECK(is_near(one->high + 7, 2.776445 * std::sqrt(3.0), 1e-5));
}

TEST_CASE("there is no interval of too few values") {
    CHECK_FALSE(paired_t_interval({1}, 0.025));
    CHECK_FALSE(unpaired_interval({1}, {2}, 0.025));
    CHECK_FALSE(unpaired_interval({}, {1, 2, 3}, 0.025));
    CHECK(paired_interval({1, 2}, 0.025));  // Student's
    CHECK(is_near(unpaired_interval({1, 1}, {2, 2}, 0.025)->high, 1, 1e-12));
}

TEST_CASE("a wild difference does not widen the interval of ranks, and that of many is Student's") {
    std::mt19937 random{7};
    std::normal_distribution<double> normal;
    std::vector<double> differences;
    for (int i = 0; i < 25; ++i) differences.push_back(0.01 * normal(random));
    const double calm = paired_interval(differences, 0.001)->high;
    differences[3] = 5;
    CHECK(paired_interval(differences, 0.001)->high < 1.5 * calm);
    CHECK(paired_t_interval(differences, 0.001)->high > 20 * calm);
    differences.resize(most_ranked + 1);
    CHECK(is_near(paired_interval(differences, 0.001)->high, paired_t_interval(differences, 0.001)->high, 0));
}
