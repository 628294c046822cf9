// What a faster stage would gain: held against runs that are made again with it faster.
#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/panel/report.hpp>
#include <weir/panel/what_if/predict.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace weir::literals;
using weir::WhatIf;
using weir::panel::predict;
using weir_test::MadePipeline;

namespace {

/// Runs of three stages, two of them nested, all multiples of 10 ns; `stage` ten-fold quicker.
struct Made {
    explicit Made(std::size_t runs, int quicker = -1, std::uint64_t ring = 8192) {
        made.stage("a").open("inner").stage("b").stage("c").close().make(1, ring);
        std::mt19937_64 random{5};
        for (std::size_t run = 0; run < runs; ++run) {
            std::vector<std::uint64_t> ns{1'000 + random() % 100 * 10, random() % 1'000 * 10,
                                          random() % 50 == 0 ? 40'000U : 2'000U};
            for (std::size_t i = 0; i < ns.size(); ++i)
                if (static_cast<int>(i) == quicker) ns[i] /= 10;
            made.run(ns);
        }
    }
    MadePipeline made{"made"};
};

const weir::StageWhatIf& of(const WhatIf& result, const std::string& stage) {
    for (const auto& one : result.stages)
        if (one.stage == stage) return one;
    FAIL("no stage " << stage);
    throw 0;
}

}  // namespace

TEST_CASE("mean, p50 and p99 are those of the same runs with the stage that much faster") {
    const Made now{3'000};
    const WhatIf result = predict(now.made.source(), {10, {}, 0.99});
    CHECK(result.measured == 3'000);
    CHECK(result.recorded == 3'000);
    CHECK(result.note.empty());
    CHECK(result.confidence == 0.99);
    const char* paths[] = {"a", "inner/b", "inner/c"};
    for (int stage = 0; stage < 3; ++stage) {
        const WhatIf made_so = predict(Made{3'000, stage}.made.source());
        const weir::StageWhatIf& one = of(result, paths[stage]);
        INFO(paths[stage]);
        CHECK(one.run.mean == made_so.now.mean);
        CHECK(one.run.p50 == made_so.now.p50);
        CHECK(one.run.p99 == made_so.now.p99);
        CHECK(one.gain ==
              Approx(1 - static_cast<double>(one.run.mean.count()) / static_cast<double>(result.now.mean.count()))
                  .epsilon(1e-3));
        REQUIRE(one.p99_range.has_value());
        CHECK(one.p50_range->low <= *one.run.p50);
        CHECK(one.p50_range->high.value() >= *one.run.p50);
        CHECK(one.p99_range->low <= *one.run.p99);
        CHECK(one.mean_range->low <= one.run.mean);
        CHECK(one.mean_range->high.value() >= one.run.mean);
    }
    CHECK(of(result, "inner").gain == Approx(of(result, "inner/b").gain + of(result, "inner/c").gain));
    CHECK(std::is_sorted(result.stages.begin(), result.stages.end(),
                         [](const auto& x, const auto& y) { return x.gain > y.gain; }));
}

TEST_CASE("below level trace the mean is exact, and percentiles are said not to be known") {
    const WhatIf result = predict(Made{100, -1, 0}.made.source(), {4, {}, 0.99});
    const WhatIf traced = predict(Made{100}.made.source(), {4, {}, 0.99});
    CHECK(result.recorded == 0);
    CHECK_FALSE(result.now.p50.has_value());
    CHECK(result.note.find("percentiles are not known: below level trace") == 0);
    for (const auto& one : result.stages) {
        CHECK(one.run.mean == of(traced, one.stage).run.mean);
        CHECK_FALSE(one.run.p99.has_value());
        CHECK_FALSE(one.p99_range.has_value());
    }
}

TEST_CASE("one stage alone, slower, and what cannot be asked") {
    const Made made{200};
    const WhatIf slower = predict(made.made.source(), {0.5, "inner/b", 0.9});
    REQUIRE(slower.stages.size() == 1);
    CHECK(slower.stages[0].stage == "inner/b");
    CHECK(slower.stages[0].gain < 0);
    CHECK(slower.stages[0].run.mean > slower.now.mean);
    CHECK_THROWS_WITH(predict(made.made.source(), {2, "b", 0.9}),
                      "expected the path of a stage, found b; there are: a, inner, inner/b, inner/c");
    CHECK_THROWS_AS(predict(made.made.source(), {0, {}, 0.9}), std::invalid_argument);
    CHECK_THROWS_AS(predict(made.made.source(), {-2, {}, 0.9}), std::invalid_argument);
    CHECK_THROWS_AS(predict(made.made.source(), {std::numeric_limits<double>::infinity(), {}, 0.9}),
                    std::invalid_argument);
    CHECK_THROWS_AS(predict(made.made.source(), {2, {}, std::nan("")}), std::invalid_argument);
}

TEST_CASE("of few runs there are no ranges, of none nothing, and it is said") {
    CHECK(predict(Made{99}.made.source()).note == "no ranges: expected at least 100 recorded runs, found 99");
    CHECK(predict(Made{0}.made.source()).note == "there is no run to judge by");
    CHECK(predict({}).note == "at level off nothing is measured");
    CHECK(predict(Made{100}.made.source()).note.empty());
}

TEST_CASE("a p99 of few runs may be above all that was recorded") {
    const WhatIf few = predict(Made{200}.made.source());
    CHECK_FALSE(of(few, "a").p99_range->high.has_value());
    CHECK(of(few, "a").p50_range->high.has_value());
}

TEST_CASE("what runs in a row have in common makes ranges wider") {
    std::mt19937_64 random{3};
    std::normal_distribution<double> normal;
    std::vector<double> apart, alike;
    double state = 0;
    for (int i = 0; i < 8'000; ++i) {
        apart.push_back(normal(random));
        state = 0.95 * state + std::sqrt(1 - 0.95 * 0.95) * normal(random);
        alike.push_back(state);
    }
    // Of independent values two means of 8,000 are apart by a normal of deviation sqrt(2 / 8,000), with 95 % less than
    // 1.96 of it. Of such as these the variance is (1 + 0.95) / (1 - 0.95) = 39 times that.
    const double independent = 1.96 * std::sqrt(2 / 8'000.0);
    CHECK(weir::panel::mean_distance(apart, 0.95) == Approx(independent).epsilon(0.25));
    CHECK(weir::panel::mean_distance(alike, 0.95) == Approx(independent * std::sqrt(39)).epsilon(0.3));
    CHECK(weir::panel::mean_distance(apart, 0.99) > weir::panel::mean_distance(apart, 0.9));
    CHECK(weir::panel::mean_distance(std::vector<double>(500, 3), 0.99) == 0);
    CHECK(weir::panel::mean_distance({1}, 0.99) == 0);
}

TEST_CASE("a report has what each stage would gain, and advises the largest") {
    MadePipeline made{"p"};
    made.stage("seldom").stage("often", 1'000).stage("late", 50).make();
    for (int run = 0; run < 9; ++run) made.run({0, 60, 40});
    made.run({300, 60, 140});
    const weir::Report report = weir::panel::make_report(made.source());
    CHECK(report.what_if.factor == 2);
    REQUIRE(report.what_if.stages.size() == 3);
    CHECK(report.what_if.stages[0].stage == "often");
    CHECK(report.what_if.stages[0].run.mean == 110_ns);
    CHECK(report.what_if.stages[0].gain == Approx(300 / 1'400.0));
    REQUIRE_FALSE(report.recommendations.empty());
    CHECK(report.recommendations[0].stage == "often");
    CHECK(report.recommendations[0].message ==
          "averaging 60ns (threshold: 1us), 42.9% of the time: twice as fast, the mean run would take 110ns instead of "
          "140ns");
}
