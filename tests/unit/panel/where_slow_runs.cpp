// What slow runs consist of, and which bottleneck comes first where the mean, the tail and the excess disagree.
#include <support/catch.hpp>
#include <support/generated_pipelines.hpp>
#include <support/made_shards.hpp>

#include <weir/panel/report.hpp>

#include <cstdint>
#include <string>

using namespace weir::literals;
using weir::BottleneckKind;
using weir::Severity;
using weir::panel::make_report;
using weir_test::MadePipeline;

namespace {

constexpr std::uint64_t us = 1'000;

/// 1,980 runs of 100 and 20 us, 20 in which the second stage takes 980.
MadePipeline spiky() {
    MadePipeline made{"spiky"};
    made.stage("steady").stage("spiky").make(2, 4096);
    for (std::uint64_t run = 0; run < 2'000; ++run) made.run({100 * us, run % 100 == 7 ? 980 * us : 20 * us}, run % 2);
    return made;
}

}  // namespace

TEST_CASE("the stage that makes the slow runs slow is named first, though another holds most of the time") {
    const MadePipeline made = spiky();
    const weir::Report report = make_report(made.source());
    // The p99 is 120 us, the 1,980th of 2,000; above it are the 20.
    CHECK(report.tail.runs == 2'000);
    CHECK(report.tail.slow == 20);
    CHECK(report.tail.p99 == 120_us);
    CHECK(report.tail.slow_mean == 1'080_us);
    CHECK(report.tail.mean == weir::nanoseconds(129'600));
    CHECK(report.tail.note.empty());
    CHECK(report.stages[0].share == Approx(100 / 129.6));
    CHECK(report.stages[0].slow_share.value() == Approx(100 / 1'080.0));
    CHECK(report.stages[1].slow_share.value() == Approx(980 / 1'080.0));
    CHECK(report.stages[1].recorded_share.value() == Approx(29.6 / 129.6));
    REQUIRE(report.bottlenecks.size() == 2);
    CHECK(report.bottlenecks[0].stage == "steady");
    CHECK(report.bottlenecks[0].kind == BottleneckKind::mean);
    CHECK(report.bottlenecks[0].weight == Approx(100 / 129.6));
    CHECK(report.bottlenecks[1].stage == "spiky");
    CHECK(report.bottlenecks[1].kind == BottleneckKind::tail);
    CHECK(report.bottlenecks[1].severity == Severity::critical);
    CHECK(report.bottlenecks[1].weight == Approx(980 / 1'080.0 - 29.6 / 129.6));
    CHECK(report.bottlenecks[1].reason ==
          "makes the slow runs slow: takes 90.7% of the time of those above the p99, 22.8% of that of all, averaging "
          "29.60us");
}

TEST_CASE("where the time is shared out, the tail comes first") {
    MadePipeline made{"p"};
    made.stage("a").stage("b").stage("spiky").make(1, 4096);
    for (std::uint64_t run = 0; run < 2'000; ++run) made.run({60, 50, run % 100 == 7 ? 980U : 20U});
    const weir::Report report = make_report(made.source());
    CHECK(report.bottlenecks.at(0).stage == "spiky");
    CHECK(report.bottlenecks[0].kind == BottleneckKind::tail);
}

TEST_CASE("where all stages slow down alike none of them makes the slow runs slow") {
    MadePipeline made{"p"};
    made.stage("a").stage("b").stage("c").make(1, 4096);
    for (std::uint64_t run = 0; run < 2'000; ++run) {
        const std::uint64_t times = run % 100 == 7 ? 50 : 1;
        made.run({60 * times, 20 * times, 20 * times});
    }
    const weir::Report report = make_report(made.source());
    CHECK(report.stages[0].slow_share.value() == Approx(0.6));
    REQUIRE(report.bottlenecks.size() == 1);
    CHECK(report.bottlenecks[0].stage == "a");
    CHECK(report.bottlenecks[0].kind == BottleneckKind::mean);
}

TEST_CASE("time over a threshold counts twice") {
    MadePipeline made{"p"};
    made.stage("large").stage("late", 10).make();
    for (int run = 0; run < 4; ++run) made.run({60, run % 2 == 0 ? 70U : 10U});
    // Of 400 ns large holds 240 and late 160, of which 120 are over its threshold.
    const weir::Report report = make_report(made.source());
    CHECK(report.stages[1].excess.count() == 120);
    REQUIRE(report.bottlenecks.size() == 2);
    CHECK(report.bottlenecks[0].stage == "large");  // by 0.6: as much as late's, and it costs more time
    CHECK(report.bottlenecks[1].kind == BottleneckKind::excess);
    CHECK(report.bottlenecks[1].weight == Approx(0.6));
    made.run({60, 100});
    CHECK(make_report(made.source()).bottlenecks[0].stage == "late");
}

TEST_CASE("the time over a threshold is none without violations, and within 1.1 % of these calls' time with some") {
    MadePipeline made{"p"};
    made.stage("s", 1'000).make();
    made.run({1'000});
    CHECK(make_report(made.source()).stages[0].excess == 0_ns);
    std::uint64_t over = 0, exact = 0;
    for (std::uint64_t ns = 500; ns < 5'000; ns += 7) {
        made.run({ns});
        over += ns > 1'000 ? ns : 0;
        exact += ns > 1'000 ? ns - 1'000 : 0;
    }
    CHECK(static_cast<double>(make_report(made.source()).stages[0].excess.count()) ==
          Approx(static_cast<double>(exact)).margin(0.011 * static_cast<double>(over)));
}

TEST_CASE("slow runs that all take the same are those at the p99, and of too few runs nothing is said") {
    MadePipeline made{"p"};
    made.stage("a").stage("b").make(1, 4096);
    for (std::uint64_t run = 0; run < 900; ++run) made.run({10, run % 50 == 7 ? 40U : 10U});
    CHECK(make_report(made.source()).tail.p99 == 50_ns);
    CHECK(make_report(made.source()).tail.slow == 18);
    MadePipeline few{"p"};
    few.stage("a").make(1, 4096);
    for (std::uint64_t run = 0; run < 500; ++run) few.run({run});
    const weir::Report report = make_report(few.source());
    CHECK(report.tail.slow == 5);
    CHECK_FALSE(report.stages[0].slow_share.has_value());
    CHECK(report.tail.note ==
          "expected 10 runs above the p99 to tell what slow runs consist of, found 5 of 500 recorded ones");
    MadePipeline timing{"p"};
    timing.stage("a").make();
    timing.run({1});
    CHECK(make_report(timing.source()).tail.note.find("below level trace") == 0);
}

TEST_CASE("runs that took no time have no shares") {
    MadePipeline made{"p"};
    made.stage("a").make(1, 4096);
    for (int run = 0; run < 2'000; ++run) made.run({0});
    const weir::Report report = make_report(made.source());
    CHECK_FALSE(report.stages[0].slow_share.has_value());
    CHECK(report.tail.note == "no recorded run took any time");
    CHECK(report.what_if.stages.at(0).gain == 0);
}

TEST_CASE("of generated pipelines the stage that costs most is named first, with its reason") {
    weir_test::PipelineGenerator generator{7};
    for (int i = 0; i < 24; ++i) {
        const auto made = generator.next();
        const weir::Report report = make_report(made.made.source());
        INFO(i << ", " << weir_test::name_of(made.shape));
        REQUIRE_FALSE(report.bottlenecks.empty());
        CHECK(report.bottlenecks[0].stage == made.culprit);
        CHECK(report.bottlenecks[0].kind == made.kind);
    }
}
