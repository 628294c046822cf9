#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/panel/report.hpp>

#include <chrono>
#include <cstdint>

using namespace weir::literals;
using weir::panel::make_report;
using weir_test::MadePipeline;

namespace {
constexpr std::uint64_t ms = MadePipeline::ms;
constexpr std::int64_t ms_threshold = MadePipeline::ms;
}  // namespace

TEST_CASE("the figures of two runs") {
    MadePipeline made{"discovery"};
    made.stage("component_filtering", 100 * ms_threshold).stage("prerequisite_evaluation", 200 * ms_threshold).make(2);
    made.run({50 * ms, 100 * ms}, 0).run({80 * ms, 220 * ms}, 1);
    const weir::Report report = make_report(made.source());
    CHECK(report.pipeline == "discovery");
    CHECK(report.level == weir::Level::timing);
    CHECK(report.runs == 2);
    CHECK(report.measured == 2);
    CHECK(report.total.total == 450_ms);
    CHECK(report.total.share == 1.0);
    REQUIRE(report.stages.size() == 2);
    const auto& filtering = report.stages[0];
    CHECK(filtering.count == 2);
    CHECK(filtering.total == 130_ms);
    CHECK(filtering.mean == 65_ms);
    CHECK(filtering.min == 50_ms);
    CHECK(filtering.max == 80_ms);
    CHECK(filtering.violations == 0);
    CHECK(filtering.share == Approx(130.0 / 450));
    const auto& evaluation = report.stages[1];
    CHECK(evaluation.count == 2);
    CHECK(evaluation.total == 320_ms);
    CHECK(evaluation.mean == 160_ms);
    CHECK(evaluation.max == 220_ms);
    CHECK(evaluation.violations == 1);
    CHECK(evaluation.threshold == 200_ms);
    CHECK(evaluation.p50 == 100_ms);
    CHECK(evaluation.p999 == 220_ms);
}

TEST_CASE("a nested pipeline is a stage with stages") {
    MadePipeline made{"outer"};
    made.stage("first").open("inner", 5).stage("a").open("deep").stage("b").close().close().stage("last").make();
    made.run({10, 2, 4, 84});
    const weir::Report report = make_report(made.source());
    REQUIRE(report.stages.size() == 3);
    CHECK(report.stages[0].path == "first");
    const auto& inner = report.stages[1];
    CHECK(inner.path == "inner");
    CHECK(inner.total == 6_ns);
    CHECK(inner.violations == 1);
    CHECK(inner.share == Approx(0.06));
    REQUIRE(inner.stages.size() == 2);
    CHECK(inner.stages[0].path == "inner/a");
    CHECK(inner.stages[1].stages.at(0).name == "b");
    CHECK(inner.stages[1].stages.at(0).path == "inner/deep/b");
    CHECK(inner.stages[1].stages.at(0).total == 4_ns);
    CHECK(report.stages[2].path == "last");
}

TEST_CASE("a pipeline without runs gives zeros, and neither bottlenecks nor recommendations") {
    MadePipeline made{"idle", 10};
    made.stage("first", 20, true).make(2);
    auto source = made.source();
    source.own_cost_stage_ns = 8;
    const weir::Report report = make_report(source);
    CHECK(report.runs == 0);
    CHECK(report.outcomes.ok == 0);
    CHECK(report.bottlenecks.empty());
    CHECK(report.recommendations.empty());
    REQUIRE(report.stages.size() == 1);
    const auto& first = report.stages[0];
    CHECK(first.threshold == 20_ns);
    CHECK(first.count == 0);
    CHECK(first.share == 0);
    CHECK(first.mean == 0_ns);
    CHECK_FALSE(first.short_against_instrument);
    CHECK_FALSE(first.items_per_second.has_value());
    CHECK_FALSE(first.ns_per_item.has_value());
    CHECK(report.own_cost.share == 0);
}

TEST_CASE("without a schema there is nothing but the time of making") {
    const weir::Report report = make_report({});
    CHECK(report.level == weir::Level::off);
    CHECK(report.stages.empty());
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    CHECK(std::chrono::nanoseconds{report.made_at} <= now);
    CHECK(std::chrono::nanoseconds{report.made_at} > now - std::chrono::minutes{1});
}

TEST_CASE("outcomes are of all runs, never below zero") {
    MadePipeline made{"p"};
    made.stage("s").make();
    made.shard().runs = 10;
    made.statistics(0).stopped = 3;
    made.statistics(0).errors = 2;
    weir::Report report = make_report(made.source());
    CHECK(report.outcomes.ok == 5);
    CHECK(report.total.stopped == 3);
    CHECK(report.total.errors == 2);
    made.shard().runs = 4;  // as where the run was not yet counted when its end was
    CHECK(make_report(made.source()).outcomes.ok == 0);
}

TEST_CASE("items give a rate, where there are any") {
    MadePipeline made{"p"};
    made.stage("with", MadePipeline::none, true).stage("without").make();
    made.run({500 * ms, 500 * ms});
    made.statistics(1).items = 1'000;
    const weir::Report report = make_report(made.source());
    CHECK(report.stages[0].has_items);
    CHECK(report.stages[0].items == 1'000);
    CHECK(report.stages[0].items_per_second.value() == Approx(2'000));
    CHECK(report.stages[0].ns_per_item.value() == Approx(500'000));
    CHECK_FALSE(report.stages[1].has_items);
    CHECK_FALSE(report.stages[1].items_per_second.has_value());
}

TEST_CASE("the instrument's own cost, and the stages that are short against it") {
    MadePipeline made{"p"};
    made.stage("short").stage("long").make();
    for (int i = 0; i < 4; ++i) made.run({99, 101});
    auto source = made.source();
    CHECK_FALSE(make_report(source).stages[0].short_against_instrument);
    source.own_cost_run_ns = 20;
    source.own_cost_stage_ns = 10;
    const weir::Report report = make_report(source);
    CHECK(report.stages[0].short_against_instrument);
    CHECK_FALSE(report.stages[1].short_against_instrument);
    CHECK(report.own_cost.per_run_ns == 20);
    CHECK(report.own_cost.share == Approx(0.2));  // 4 runs of 20 and 8 stages of 10 in 800
}

TEST_CASE("a mean is never beyond the ends, whatever was being written") {
    MadePipeline made{"p"};
    made.stage("s").make();
    made.run({100});
    made.statistics(1).totals[0] = 250;  // the next call is in the total, not yet in the count
    CHECK(make_report(made.source()).stages[0].mean == 100_ns);
}

TEST_CASE("violations without a threshold, as in a damaged file, are none") {
    MadePipeline made{"p"};
    made.stage("s").make();
    made.run({100});
    made.statistics(1).violations = 1;
    const weir::Report report = make_report(made.source());
    CHECK(report.stages[0].violations == 0);
    CHECK(report.bottlenecks.at(0).reason == "holds 100.0% of the time, averaging 100ns");
}
