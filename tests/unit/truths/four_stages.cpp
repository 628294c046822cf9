// The numbers of a discovery of actions in four stages, from the pipeline to the report. Time is told, not measured.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

/// How long each stage takes in a run.
struct Times {
    int filtering = 0, prerequisites = 0, targets = 0, formatting = 0;
};
void wait(int ms) { Clock::advance(weir::milliseconds(ms)); }
void filter(const Times& t) { wait(t.filtering); }
void evaluate(const Times& t) { wait(t.prerequisites); }
void resolve(const Times& t) { wait(t.targets); }
void format(const Times& t) { wait(t.formatting); }

using Filtering = weir::Stage<"component_filtering", filter, 100_ms>;
using Prerequisites = weir::Stage<"prerequisite_evaluation", evaluate, 200_ms>;
using Targets = weir::Stage<"target_resolution", resolve, 500_ms>;
using Formatting = weir::Stage<"formatting", format, 150_ms>;
using Discovery = weir::Pipeline<Filtering, Prerequisites, Targets, Formatting, Clock, weir::Timing,
                                 weir::Name<"action_discovery">, weir::Threshold<1000_ms>>;
using Two = weir::Pipeline<Filtering, Prerequisites, Clock, weir::Timing>;

struct Step {
    static constexpr auto name = "step";
    static constexpr auto threshold = 100_ms;
    void operator()(weir::Nanoseconds by) const { Clock::advance(by); }
};
struct Evaluate {
    static constexpr auto name = "evaluate";
    std::vector<int> operator()(std::vector<int> candidates) const {
        for (std::size_t i = 0; i < candidates.size(); ++i) wait(25);
        return candidates;
    }
};

}  // namespace

TEST_CASE("a run of 90, 210, 600 and 210 ms violates three thresholds and that of the run") {
    const Discovery discovery;
    discovery(Times{90, 210, 600, 210});

    const weir::Report r = weir::report(discovery);
    REQUIRE(r.stages.size() == 4);
    const weir::Nanoseconds expected[] = {90_ms, 210_ms, 600_ms, 210_ms};
    const std::uint64_t violations[] = {0, 1, 1, 1};
    for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(r.stages[i].name);
        CHECK(r.stages[i].count == 1);
        CHECK(r.stages[i].total.count() == expected[i].count());
        CHECK(r.stages[i].min.count() == expected[i].count());
        CHECK(r.stages[i].max.count() == expected[i].count());
        CHECK(r.stages[i].violations == violations[i]);
    }
    CHECK(r.total.total.count() == (1110_ms).count());
    REQUIRE(r.total.threshold.has_value());
    CHECK(r.total.threshold->count() == (1000_ms).count());
    CHECK(r.total.violations == 1);
    CHECK(r.pipeline == "action_discovery");
}

TEST_CASE("two runs: count, total, mean, max and violations are those of both") {
    const Two two;
    two(Times{50, 100});
    two(Times{80, 220});

    const weir::Report r = weir::report(two);
    const auto& filtering = r.stages.at(0);
    CHECK(filtering.count == 2);
    CHECK(filtering.total.count() == (130_ms).count());
    CHECK(filtering.mean.count() == (65_ms).count());
    CHECK(filtering.max.count() == (80_ms).count());
    CHECK(filtering.violations == 0);
    const auto& prerequisites = r.stages.at(1);
    CHECK(prerequisites.count == 2);
    CHECK(prerequisites.total.count() == (320_ms).count());
    CHECK(prerequisites.mean.count() == (160_ms).count());
    CHECK(prerequisites.max.count() == (220_ms).count());
    CHECK(prerequisites.violations == 1);
    CHECK(r.total.total.count() == (450_ms).count());
}

TEST_CASE("bottlenecks: the stage that costs most first, with what to do about it") {
    const Two two;
    for (int i = 0; i < 2; ++i) two(Times{150, 250});

    const weir::Report r = weir::report(two);
    REQUIRE(r.bottlenecks.size() == 2);
    CHECK(r.bottlenecks[0].stage == "prerequisite_evaluation");
    CHECK(r.bottlenecks[0].mean.count() == (250_ms).count());
    CHECK(r.stages.at(1).violations == 2);
    REQUIRE(r.bottlenecks[0].threshold.has_value());
    CHECK(r.bottlenecks[0].threshold->count() == (200_ms).count());
    CHECK(r.bottlenecks[1].stage == "component_filtering");
    CHECK(r.bottlenecks[1].mean.count() == (150_ms).count());
    CHECK(r.stages.at(0).violations == 2);
    REQUIRE(r.bottlenecks[1].threshold.has_value());
    CHECK(r.bottlenecks[1].threshold->count() == (100_ms).count());
    CHECK(std::any_of(r.recommendations.begin(), r.recommendations.end(), [](const weir::Recommendation& advice) {
        return advice.stage == "prerequisite_evaluation" &&
               advice.message.find("averaging 250.00ms (threshold: 200ms)") != std::string::npos;
    }));
    CHECK(to_string(r).find("averaging 250.00ms (threshold: 200ms)") != std::string::npos);
}

TEST_CASE("exactly at a threshold is no violation, one nanosecond over it is") {
    const weir::Pipeline<Step, Clock, weir::Timing, weir::Threshold<100_ms>> pipeline;
    pipeline(100_ms);
    CHECK(weir::report(pipeline).stages.at(0).violations == 0);
    CHECK(weir::report(pipeline).total.violations == 0);
    pipeline(100_ms + 1_ns);
    CHECK(weir::report(pipeline).stages.at(0).violations == 1);
    CHECK(weir::report(pipeline).total.violations == 1);
}

TEST_CASE("a stage that works on ten candidates for 250 ms took 250 ms, not 2500") {
    const weir::Pipeline<Evaluate, Clock, weir::Timing> pipeline;
    pipeline(std::vector<int>(10));
    const auto stage = weir::report(pipeline).stages.at(0);
    CHECK(stage.count == 1);
    CHECK(stage.total.count() == (250_ms).count());
    CHECK(stage.items == 10);
}
