#include <support/catch.hpp>

#include <weir/history.hpp>

#include "../../../../bench/truth/trend/noise.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

using trend_truth::Builds;
using trend_truth::Noise;
using trend_truth::Shape;
using weir::find_trend;
using weir::Trend;
using weir::TrendOptions;

namespace {

using Values = std::vector<double>;

std::string error_of(const Values& values, const TrendOptions& options = {}) {
    try {
        static_cast<void>(find_trend(values, options));
    } catch (const std::invalid_argument& error) { return error.what(); }
    return "";
}

/// Noise without chance: the same few values over and over.
Values regular(std::size_t count) {
    constexpr double off[] = {0.01, -0.012, 0.004, -0.003, 0.0, 0.015, -0.008, 0.006, -0.014, 0.002, -0.001};
    Values values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(1e6 * (1 + off[i * 3 % 11]));
    return values;
}

}  // namespace

TEST_CASE("a step of 5 % in 60 builds is found where it is, with its size") {
    const Noise noises[] = {{"normal", Shape::normal, 0.01},
                            {"heavy", Shape::heavy, 0.01},
                            {"outliers", Shape::outliers, 0.01},
                            {"related", Shape::related, 0.01, 0.1}};
    for (const Noise& noise : noises) {
        int covered = 0;
        constexpr int histories = 40;
        for (int i = 0; i < histories; ++i) {
            const std::size_t step = 15 + static_cast<std::size_t>(i) * 30 / histories;
            const double size = i % 2 == 0 ? 0.05 : -0.05;
            Builds builds{noise, 1000 + static_cast<std::uint64_t>(i)};
            const Trend trend = find_trend(builds.history(60, step, size));
            INFO(noise.name << ", " << i);
            REQUIRE(trend.changes.size() >= 1);
            const weir::Change& change = trend.changes.front();
            CHECK(std::abs(static_cast<double>(change.first) - static_cast<double>(step)) <= 3);
            CHECK(change.size.value == Approx(size).margin(0.02));
            CHECK(change.earliest <= change.first);
            CHECK(change.first <= change.latest);
            CHECK(change.raised >= change.first);
            CHECK_FALSE(change.gradual);
            covered += change.size.low <= size && size <= change.size.high ? 1 : 0;
        }
        CHECK(covered >= histories * 8 / 10);
    }
}

TEST_CASE("a flat history raises next to nothing, whatever its noise") {
    const Noise noises[] = {{"normal", Shape::normal, 0.02},
                            {"heavy", Shape::heavy, 0.02},
                            {"outliers", Shape::outliers, 0.02},
                            {"quantised", Shape::quantised, 0.02},
                            {"related", Shape::related, 0.02, 0.2}};
    for (const Noise& noise : noises) {
        std::size_t raised = 0;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            Builds builds{noise, seed};
            weir::panel::history::ChangeScan scan{0.001};
            for (int i = 0; i < 1000; ++i) raised += scan.add(std::log(builds.next(1e6))) ? 1 : 0;
        }
        INFO(noise.name);
        CHECK(raised <= 30);  // 20 are expected at most, less 2.2 deviations
    }
}

TEST_CASE("what was raised by a build does not depend on those after it") {
    Builds builds{{"normal", Shape::normal, 0.01}, 3};
    const Values all = builds.history(80, 40, 0.1);
    std::size_t raised = 0;
    for (std::size_t count = 1; count <= all.size() && raised == 0; ++count) {
        const Trend trend = find_trend(std::span{all}.first(count));
        if (!trend.changes.empty()) raised = trend.changes.front().raised;
        if (raised != 0) CHECK(raised + 1 == count);
    }
    REQUIRE(raised > 0);
    CHECK(find_trend(all).changes.front().raised == raised);
}

TEST_CASE("one outlier, and four in a row, are no change, however far off") {
    for (const std::size_t count : {1U, 2U, 3U, 4U}) {
        Values values = regular(80);
        for (std::size_t i = 0; i < count; ++i) values[50 + i] *= 10;
        const Trend trend = find_trend(values);
        INFO(count);
        CHECK(trend.changes.empty());
        CHECK(trend.outliers.size() == count);
        CHECK(trend.outliers.front() == 50);
        values.resize(50 + count);
        const Trend at_end = find_trend(values);
        CHECK(at_end.changes.empty());
        CHECK(at_end.pending == count);
        CHECK(at_end.outliers.empty());
    }
}

TEST_CASE("without noise a step is what it is") {
    Values values(30, 1000.0);
    CHECK(find_trend(values).changes.empty());
    CHECK(find_trend(values).noise == 0);
    CHECK(find_trend(values).level == Approx(1000));
    values.insert(values.end(), 20, 1500.0);
    const Trend trend = find_trend(values);
    REQUIRE(trend.changes.size() == 1);
    const weir::Change& change = trend.changes.front();
    CHECK(change.first == 30);
    CHECK(change.earliest == 30);
    CHECK(change.latest == 30);
    CHECK(change.before == Approx(1000));
    CHECK(change.after == Approx(1500));
    CHECK(change.size.value == Approx(0.5));
    CHECK(change.size.low == Approx(0.5));
    CHECK(change.raised < 37);
    CHECK(trend.level == Approx(1500));
    REQUIRE(trend.slope);
    CHECK(trend.slope->first == 30);
    CHECK_FALSE(trend.slope->rises);
    CHECK_FALSE(trend.slope->falls);
}

TEST_CASE("two steps are two changes, up and down again") {
    Values values = regular(120);
    for (std::size_t i = 40; i < 80; ++i) values[i] *= 1.1;
    const Trend trend = find_trend(values);
    REQUIRE(trend.changes.size() == 2);
    CHECK(trend.changes[0].first == 40);
    CHECK(trend.changes[0].size.value == Approx(0.1).margin(0.01));
    CHECK(trend.changes[1].first == 80);
    CHECK(trend.changes[1].size.value == Approx(1 / 1.1 - 1).margin(0.01));
}

TEST_CASE("a drift is told as one") {
    Values values = regular(60);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] *= std::pow(1.01, static_cast<double>(i));
    const Trend trend = find_trend(values);
    for (const weir::Change& change : trend.changes) CHECK(change.gradual);
    Values slight = regular(60);
    for (std::size_t i = 0; i < slight.size(); ++i) slight[i] *= std::pow(1.0002, static_cast<double>(i));
    const Trend slope = find_trend(slight);
    CHECK(slope.changes.empty());
    REQUIRE(slope.slope);
    CHECK(slope.slope->each.value == Approx(0.0002).margin(0.0001));
    CHECK(slope.slope->rises);
    CHECK_FALSE(find_trend(regular(60)).slope->rises);
    CHECK_FALSE(find_trend(regular(9)).slope);
}

TEST_CASE("a change is more than what is asked for, and than the values can tell") {
    Values values = regular(60);
    for (std::size_t i = 30; i < 60; ++i) values[i] *= 1.05;
    CHECK(find_trend(values, {.least = 0.03}).changes.size() == 1);
    CHECK(find_trend(values, {.least = 0.08}).changes.empty());
    CHECK(find_trend(values, {.resolution = 0.08}).changes.empty());
    const auto plain = find_trend(values).changes.at(0).size;
    const auto rounded = find_trend(values, {.resolution = 0.02}).changes.at(0).size;
    CHECK(rounded.value == Approx(plain.value));
    CHECK(rounded.low == Approx(plain.low - 0.01).margin(0.001));
    CHECK(rounded.high == Approx(plain.high + 0.01).margin(0.001));
}

TEST_CASE("more confidence takes wider intervals") {
    Values values = regular(60);
    for (std::size_t i = 30; i < 60; ++i) values[i] *= 1.05;
    const auto usual = find_trend(values, {.confidence = 0.9}).changes.at(0).size;
    const auto sure = find_trend(values, {.confidence = 0.999}).changes.at(0).size;
    CHECK(sure.low < usual.low);
    CHECK(sure.high > usual.high);
}

TEST_CASE("few builds are told to be too few") {
    CHECK(find_trend(Values{}).changes.empty());
    CHECK(find_trend(Values{}).needed > 10);
    CHECK(find_trend(Values{5}).level == Approx(5));
    const std::size_t needed = find_trend(Values{}).needed;
    // No order but that of the halves: a pattern within them would be allowed for as correlation.
    std::mt19937_64 random{7};
    Values values;
    for (std::size_t i = 0; i < needed; ++i)
        values.push_back(static_cast<double>((i < needed / 2 ? 1'000'000 : 2'000'000) + random() % 1000));
    CHECK(find_trend(values).changes.size() == 1);
    values.pop_back();
    CHECK(find_trend(values).changes.empty());
}

TEST_CASE("what is no series of durations is refused, and said") {
    CHECK(error_of({1, 2, 0}).find("at place 2 of the series, found 0") != std::string::npos);
    CHECK(error_of({-1}).find("at place 0") != std::string::npos);
    CHECK(error_of({1, std::numeric_limits<double>::quiet_NaN()}).find("found nan") != std::string::npos);
    CHECK(error_of({1, std::numeric_limits<double>::infinity()}).find("found inf") != std::string::npos);
    CHECK(error_of({}, {.confidence = 1}).find("confidence") != std::string::npos);
    CHECK(error_of({}, {.false_changes = 0.5}).find("false changes") != std::string::npos);
    CHECK(error_of({}, {.least = -1}).find("least") != std::string::npos);
    CHECK(error_of({}, {.resolution = 1}).find("resolution") != std::string::npos);
    CHECK(find_trend(Values{1e-300, 1e300, 1e-300, 1e300}).changes.empty());
}

TEST_CASE("a change that later values move past the look that raised it is raised by the look that told it first") {
    // measured p50s: twenty noisy builds, ten quiet ones that pass for a change for a while, then a step of 44 %
    const Values values{32415, 33850, 33125, 35349, 32415, 31720, 33125, 33125, 34591, 32415,
                        32415, 33125, 33850, 33850, 35349, 33850, 33850, 32415, 33850, 36123,
                        29725, 29088, 29088, 29725, 29725, 29088, 29088, 29088, 29088, 29088,
                        47871, 47871, 47871, 46846, 47871, 46846, 47871, 46846, 47871, 47871};
    TrendOptions options;
    options.false_changes = 1e-3 / 4;
    options.resolution = 0.0219;
    const auto step_in = [&](std::size_t count) -> const weir::Change* {
        static Trend trend;
        trend = find_trend(std::span{values}.first(count), options);
        for (const weir::Change& change : trend.changes)
            if (change.size.value > 0.3) return &change;
        return nullptr;
    };
    std::size_t told = 31;
    while (told <= values.size() && step_in(told) == nullptr) ++told;
    REQUIRE(told <= values.size());
    CHECK(told > 34);
    for (std::size_t count = told; count <= values.size(); ++count) {
        const weir::Change* const step = step_in(count);
        REQUIRE(step != nullptr);
        CHECK(step->first == 30);
        CHECK(step->raised == told - 1);
    }
}
