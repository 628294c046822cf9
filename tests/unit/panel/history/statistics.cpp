#include <support/catch.hpp>

#include <weir/panel/history/alarm.hpp>
#include <weir/panel/history/autocorrelation.hpp>
#include <weir/panel/history/locate.hpp>
#include <weir/panel/history/ranks.hpp>
#include <weir/panel/history/shift.hpp>
#include <weir/panel/history/split.hpp>

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

using namespace weir::panel::history;
using weir::panel::normal_reach;

namespace {

using Values = std::vector<double>;

Values all_of(std::span<const double> values) { return {values.begin(), values.end()}; }

}  // namespace

TEST_CASE("quantiles of the normal distribution are those of its tables") {
    CHECK(normal_reach(0.95) == Approx(1.959964).epsilon(1e-6));
    CHECK(normal_reach(0.99) == Approx(2.575829).epsilon(1e-6));
    CHECK(normal_reach(0.6826895) == Approx(1).epsilon(1e-6));
}

TEST_CASE("medians and robust deviations") {
    CHECK(median(Values{3, 1, 2}) == 2);
    CHECK(median(Values{4, 1, 2, 3}) == 2.5);
    CHECK(median(Values{7}) == 7);
    CHECK(median(Values{}) == 0);
    CHECK(robust_deviation({-1, 1, -1, 1, 1000}) == Approx(1.4826).epsilon(1e-4));
    CHECK(robust_deviation({-1, 0, 0, 0, 1}) == Approx(1.2533 * 0.4).epsilon(1e-4));
    CHECK(robust_deviation({0, 0, 0}) == 0);
    CHECK(bounded_loss(1) == 0.5);
    CHECK(bounded_loss(-3) == Approx(1.345 * 3 - 1.345 * 1.345 / 2));
    CHECK(bounded_loss(50) == bounded_loss(6));
}

TEST_CASE("equal values share the mean of their ranks") {
    CHECK(ranks_of(Values{3, 1, 3, 2}) == Values{3.5, 1, 3.5, 2});
    CHECK(ranks_of(Values{5, 5, 5}) == Values{2, 2, 2});
}

TEST_CASE("a window has the ranks of what is in it, whatever came and went") {
    std::mt19937_64 random{1};
    RankedWindow window;
    for (int i = 0; i < 300; ++i) {
        window.push(static_cast<double>(random() % 20));
        if (window.size() > 40) window.drop(1 + random() % 15);
        const Values ranks = all_of(window.ranks());
        REQUIRE(ranks == ranks_of(window.values()));
    }
    window.drop(1000);
    CHECK(window.size() == 0);
}

TEST_CASE("correlated values know less of their mean") {
    CHECK(autocorrelation_of(Values{1, -1, 1, -1}) == -0.75);
    CHECK(autocorrelation_of(Values{0, 0}) == 0);
    CHECK(variance_growth(0, 10) == 1);
    CHECK(variance_growth(0.5, 1) == Approx(1));
    CHECK(variance_growth(0.5, 2) == Approx(1.5));
    CHECK(variance_growth(0.5, 3) == Approx(1 + 2 * (2.0 / 3 * 0.5 + 1.0 / 3 * 0.25)));
    CHECK(variance_growth(0.5, 100'000) == Approx(3).epsilon(1e-3));
    CHECK(variance_growth(0.5, 2, 2) == Approx(1.5));
}

TEST_CASE("the best split stands where the parts differ most") {
    const Split none = best_split(Values{2.5, 2.5, 2.5, 2.5}, 0);
    CHECK(none.at == 0);
    CHECK(none.height == 0);
    // 1 to 6: the sum of the first three ranks is 4.5 below its mean, of variance 5.25; then the allowance for short tails.
    const Split half = best_split(Values{1, 2, 3, 4, 5, 6}, 10);
    const double plain = 4.5 / std::sqrt(5.25);
    CHECK(half.at == 3);
    CHECK(half.height == Approx(plain + 1.2 * 33 / 63 / 24 * (plain * plain - 3) * plain));
}

TEST_CASE("four values in a row are no split, whatever they are, and six are") {
    std::mt19937_64 random{5};
    for (const std::size_t before : {30U, 60U, 196U})
        for (const std::size_t high : {1U, 2U, 3U, 4U, 6U}) {
            Values values;
            for (std::size_t i = 0; i < before; ++i) values.push_back(static_cast<double>(random() % 1000));
            for (std::size_t i = 0; i < high; ++i) values.push_back(static_cast<double>(5000 + random() % 1000));
            const double wanted = alarm_height(1e-3);
            INFO(before << " before " << high);
            CHECK((best_split(ranks_of(values), wanted).height >= wanted) == (high == 6));
        }
}

TEST_CASE("heights and rates are each other's inverse, and rarer is higher") {
    for (const double rate : {1e-2, 4e-3, 1e-3, 2e-4, 1e-4, 3e-5, 1e-5}) {
        CHECK(alarm_rate(alarm_height(rate)) == Approx(rate).epsilon(1e-9));
        CHECK(alarm_height(rate / 1.5) >= alarm_height(rate));
    }
    CHECK(alarm_rate(1) == Approx(1e-2));
    CHECK(alarm_rate(100) == Approx(1e-5));
    CHECK(alarm_height(0) == alarm_height(1e-5));
}

TEST_CASE("a step is located where it is, from a guess beside it") {
    const Values clean{1, 1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5};
    for (const std::size_t guess : {4U, 6U, 8U}) {
        const Place place = locate(clean, guess);
        CHECK(place.at == 6);
        CHECK(place.before == Approx(1));
        CHECK(place.after == Approx(5));
    }
    const PlaceRange exact = place_range(locate(clean, 6), 1, 0.95);
    CHECK(exact.first == 6);
    CHECK(exact.last == 6);
    const Values outlier{1, 1.1, 0.9, 1, 5, 1.05, 2, 2.1, 1.9, 2, 2.05, 1.95};
    CHECK(locate(outlier, 8).at == 6);
    const Values same{2, 2, 2, 2};
    CHECK(locate(same, 2).at == 2);
}

TEST_CASE("a range of places grows with the confidence and with the noise") {
    const Values noisy{1, 1.4, 0.8, 1.2, 1.5, 0.9, 1.6, 1.7, 2.0, 1.5, 2.2, 1.8, 1.9, 2.1};
    const Place place = locate(noisy, 7);
    const PlaceRange likely = place_range(place, 1, 0.5), sure = place_range(place, 1, 0.99);
    CHECK(sure.first <= likely.first);
    CHECK(sure.last >= likely.last);
    CHECK(sure.last - sure.first > likely.last - likely.first);
    CHECK(sure.first <= place.at);
    CHECK(place.at <= sure.last);
}

TEST_CASE("a shift is the median of the differences, with the interval that counting them gives") {
    // Of the 9 differences of 2 to 6 the test at 80 % cuts one off at each end.
    const Estimate shift = shift_between(Values{1, 2, 3}, Values{5, 6, 7}, 1, 0.8);
    CHECK(shift.value == 4);
    CHECK(shift.low == 3);
    CHECK(shift.high == 5);
    const Estimate wide = shift_between(Values{1, 2, 3}, Values{5, 6, 7}, 1, 0.9999);
    CHECK(wide.low == 2);
    CHECK(wide.high == 6);
    const Estimate one = shift_between(Values{1}, Values{4}, 1, 0.95);
    CHECK(one.value == 3);
    CHECK(one.low == 3);
}

TEST_CASE("a slope is the median of the slopes of all pairs") {
    const Estimate line = slope_of(Values{0, 2, 4, 6, 8}, 1, 0.95);
    CHECK(line.value == 2);
    CHECK(line.low == 2);
    CHECK(line.high == 2);
    Values outlier;
    for (int i = 0; i < 30; ++i) outlier.push_back(i == 11 ? 1000.0 : i * 0.5);
    CHECK(slope_of(outlier, 1, 0.95).value == 0.5);
    Values flat;
    for (int i = 0; i < 40; ++i) flat.push_back(i % 2 == 0 ? 1.0 : 1.1);
    const Estimate none = slope_of(flat, 1, 0.95);
    CHECK(none.low <= 0);
    CHECK(none.high >= 0);
}
