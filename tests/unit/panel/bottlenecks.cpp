#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/panel/report.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace weir::literals;
using weir::Priority;
using weir::Severity;
using weir::panel::make_report;
using weir_test::MadePipeline;

namespace {

constexpr std::uint64_t ms = MadePipeline::ms;
constexpr std::int64_t limit = MadePipeline::ms;  // a threshold of so many times this

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> names(const weir::Report& report) {
    std::vector<std::string> names;
    for (const auto& bottleneck : report.bottlenecks) names.push_back(bottleneck.stage);
    return names;
}

}  // namespace

TEST_CASE("four stages, three of them over their thresholds") {
    MadePipeline made{"discovery", 1000 * limit};
    made.stage("a", 100 * limit).stage("b", 200 * limit).stage("c", 500 * limit).stage("d", 150 * limit).make();
    made.run({90 * ms, 210 * ms, 600 * ms, 210 * ms});
    const weir::Report report = make_report(made.source());
    std::uint64_t violations = 0;
    for (const auto& stage : report.stages) violations += stage.violations;
    CHECK(violations == 3);
    CHECK(report.total.total == 1110_ms);
    CHECK(report.total.violations == 1);
    CHECK(names(report) == std::vector<std::string>{"c", "d", "b"});
    CHECK(report.bottlenecks[0].severity == Severity::critical);
    CHECK(report.bottlenecks[1].severity == Severity::medium);
    CHECK(report.bottlenecks[1].threshold == 150_ms);
    CHECK(contains(report.bottlenecks[1].reason, "over its threshold of 150ms in 1 of 1 runs"));
    REQUIRE(report.recommendations.size() == 3);
    CHECK(report.recommendations[0].priority == Priority::high);
    CHECK(report.recommendations[0].stage == "c");
    CHECK(contains(report.recommendations[0].message, "averaging 600.00ms (threshold: 500ms)"));
    CHECK(report.recommendations[1].priority == Priority::medium);
    CHECK(report.recommendations[1].stage == "discovery");
    CHECK(contains(report.recommendations[1].message, "averaging 1.11s (threshold: 1s)"));
    CHECK(report.recommendations[2].priority == Priority::medium);
    CHECK(contains(report.recommendations[2].message, "3 stages are over their thresholds (b, c, d)"));
}

TEST_CASE("the stage that costs most comes first") {
    MadePipeline made{"discovery"};
    made.stage("component_filtering", 100 * limit).stage("prerequisite_evaluation", 200 * limit).make();
    made.run({150 * ms, 250 * ms}).run({150 * ms, 250 * ms});
    const weir::Report report = make_report(made.source());
    CHECK(names(report) == std::vector<std::string>{"prerequisite_evaluation", "component_filtering"});
    const auto& first = report.bottlenecks[0];
    CHECK(first.mean == 250_ms);
    CHECK(first.violations == 2);
    CHECK(first.count == 2);
    CHECK(first.threshold == 200_ms);
    CHECK(first.total == 500_ms);
    CHECK(first.share == Approx(0.625));
    CHECK(report.bottlenecks[1].mean == 150_ms);
    CHECK(report.bottlenecks[1].violations == 2);
    CHECK(report.bottlenecks[1].threshold == 100_ms);
    CHECK(report.bottlenecks[1].severity == Severity::high);
    REQUIRE(report.recommendations.size() == 1);  // two stages over their thresholds are not yet many
    CHECK(report.recommendations[0].stage == "prerequisite_evaluation");
    CHECK(contains(report.recommendations[0].message, "averaging 250.00ms (threshold: 200ms)"));
}

TEST_CASE("a stage is a bottleneck by its share alone") {
    MadePipeline made{"p"};
    made.stage("small").stage("large", 900).stage("larger").make();
    made.run({250, 350, 400});
    const weir::Report report = make_report(made.source());
    CHECK(names(report) == std::vector<std::string>{"larger", "large"});
    CHECK(report.bottlenecks[0].severity == Severity::high);
    CHECK_FALSE(report.bottlenecks[0].threshold.has_value());
    CHECK(contains(report.bottlenecks[0].reason, "holds 40.0% of the time"));
    CHECK(contains(report.bottlenecks[1].reason, "within its threshold of 900ns"));
}

TEST_CASE("shares of exactly 30% and 50% are not over them") {
    MadePipeline made{"p"};
    made.stage("a").stage("b").stage("c").make();
    made.run({30, 50, 20});
    const weir::Report report = make_report(made.source());
    CHECK(names(report) == std::vector<std::string>{"b"});
    CHECK(report.bottlenecks[0].severity == Severity::high);
}

TEST_CASE("where nothing stands out the dominant stage is named") {
    MadePipeline made{"p"};
    made.stage("a").stage("b").stage("c").stage("d").make();
    made.run({25, 26, 25, 24});
    const weir::Report report = make_report(made.source());
    CHECK(names(report) == std::vector<std::string>{"b"});
    CHECK(report.bottlenecks[0].severity == Severity::low);
    CHECK(contains(report.bottlenecks[0].reason, "holds most, 26.0% of the time"));
    REQUIRE(report.recommendations.size() == 1);
    CHECK(report.recommendations[0].priority == Priority::low);
}

TEST_CASE("a nested pipeline is a bottleneck by its violations, its stages by their own") {
    MadePipeline made{"outer"};
    made.open("inner", 50).stage("a").stage("b", 10).close().open("calm").stage("c").close().make();
    made.run({30, 25, 45});
    CHECK(names(make_report(made.source())) == std::vector<std::string>{"inner", "calm/c", "inner/b"});
}

TEST_CASE("ties go to the one over its threshold, then to the earlier one") {
    MadePipeline made{"p"};
    made.stage("calm").stage("also_calm", 500).stage("over", 99).make();
    made.run({100, 100, 100});
    CHECK(names(make_report(made.source())) == std::vector<std::string>{"over", "calm", "also_calm"});
}
