// Pipelines within pipelines: how they stop and throw, and what is counted where.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

using namespace weir::literals;
using weir::Pipeline;
using weir::Stage;
using Clock = weir::ManualClock;

namespace {

int step(int x) {
    Clock::advance(10_ms);
    if (x == 13) throw std::runtime_error("thirteen");
    return x;
}
std::optional<int> positive(int x) {
    Clock::advance(5_ms);
    return x > 0 ? std::optional<int>{x} : std::nullopt;
}
int any(const std::optional<int>& x) {
    Clock::advance(1_ms);
    return x.value_or(-1);
}
using In = Stage<"in", step>;
using Positive = Stage<"positive", positive>;
using Deep = Stage<"deep", step>;
using After = Stage<"after", step>;
using Any = Stage<"any", any>;
using Last = Stage<"last", step>;
using Innermost = Pipeline<Positive, Deep, weir::Name<"innermost">>;
using Inner = Pipeline<In, Innermost, weir::Name<"inner">, weir::Threshold<20_ms>>;
/// A stop within reaches the end.
using Stopping = Pipeline<Inner, After, Last, Clock, weir::Trace<8>, weir::Name<"outer">>;
/// A stop within is taken as a value by the stage behind.
using GoingOn = Pipeline<Inner, Any, Last, Clock, weir::Trace<8>, weir::Name<"outer">>;

struct Offset {
    static constexpr auto name = "offset";
    int by = 0;
    int operator()(int x) { return x + by++; }
};

}  // namespace

TEST_CASE("two deep: times of the groups are those of their stages") {
    const Stopping run;
    CHECK(run(1) == 1);
    const weir::Report r = weir::report(run);
    REQUIRE(r.stages.size() == 3);
    const auto& inner = r.stages[0];
    CHECK(inner.total.count() == (25_ms).count());
    CHECK(inner.violations == 1);
    REQUIRE(inner.stages.size() == 2);
    CHECK(inner.stages[0].path == "inner/in");
    CHECK(inner.stages[1].total.count() == (15_ms).count());
    REQUIRE(inner.stages[1].stages.size() == 2);
    CHECK(inner.stages[1].stages[1].path == "inner/innermost/deep");
    CHECK(r.total.total.count() == (45_ms).count());
}

TEST_CASE("a pipeline after a stage that may give nothing is given the value") {
    struct Even {
        std::optional<int> operator()(int x) const { return x % 2 == 0 ? std::optional<int>{x} : std::nullopt; }
    };
    const Pipeline<Even, Innermost, Clock> run;
    static_assert(std::is_same_v<decltype(run(1)), std::optional<int>>);
    CHECK(run(2) == 2);
    CHECK(run(1) == std::nullopt);
    CHECK(run(-2) == std::nullopt);
    const weir::Report r = weir::report(run);
    CHECK(r.outcomes.stopped == 2);
    CHECK(r.stages[0].stopped == 1);
    CHECK(r.stages[1].stopped == 1);
    CHECK(r.stages[1].stages[0].count == 2);
    CHECK(r.stages[1].stages[1].count == 1);
}

TEST_CASE("a stop two deep that stops the outer is counted at the stage and at all it is part of") {
    const Stopping run;
    static_assert(std::is_same_v<decltype(run(1)), std::optional<int>>);
    CHECK(run(-1) == std::nullopt);
    const weir::Report r = weir::report(run);
    CHECK(r.outcomes.stopped == 1);
    CHECK(r.stages[0].stopped == 1);
    CHECK(r.stages[0].stages[1].stopped == 1);
    CHECK(r.stages[0].stages[1].stages[0].stopped == 1);
    CHECK(r.stages[0].stages[1].stages[1].count == 0);
    CHECK(r.stages[0].total.count() == (15_ms).count());
    CHECK(r.stages[1].count == 0);
    const auto traced = run.trace();
    REQUIRE(traced.size() == 1);
    CHECK(traced[0].outcome() == weir::Outcome::stopped);
    CHECK(std::string{traced[0].outcome_stage()} == "positive");
    CHECK(traced[0].came_to<Positive>());
    CHECK_FALSE(traced[0].came_to<Deep>());
    CHECK_FALSE(traced[0].came_to<After>());
}

TEST_CASE("a stop two deep after which the outer goes on: the run is ok, the stage stopped") {
    const GoingOn run;
    static_assert(std::is_same_v<decltype(run(1)), int>);
    CHECK(run(-1) == -1);
    CHECK(run(2) == 2);
    const weir::Report r = weir::report(run);
    CHECK(r.outcomes.ok == 2);
    CHECK(r.outcomes.stopped == 0);
    CHECK(r.stages[0].count == 2);
    CHECK(r.stages[0].stages[1].stages[0].stopped == 1);
    CHECK(r.stages[0].stages[1].stages[1].count == 1);
    CHECK(r.stages[1].count == 2);
    CHECK(r.stages[2].count == 2);
    CHECK(r.total.total.count() == (15_ms + 11_ms + 25_ms + 11_ms).count());
    const auto traced = run.trace();
    REQUIRE(traced.size() == 2);
    CHECK(traced[0].outcome() == weir::Outcome::ok);
    CHECK_FALSE(traced[0].came_to<Deep>());
    CHECK(traced[0].came_to<Last>());
    CHECK(traced[0].total() == 26_ms);
}

TEST_CASE("a throw two deep is an error of the stage and of all it is part of") {
    const Stopping run;
    CHECK_THROWS_AS(run(13), std::runtime_error);
    const weir::Report r = weir::report(run);
    CHECK(r.outcomes.threw == 1);
    CHECK(r.stages[0].errors == 1);
    CHECK(r.stages[0].stages[0].errors == 1);
    CHECK(r.stages[0].stages[1].errors == 0);
    CHECK(r.stages[0].total.count() == (10_ms).count());
    REQUIRE(r.errors.size() == 1);
    CHECK(r.errors[0].stage == "inner/in");
}

TEST_CASE("stops and throws are counted in runs that are not measured") {
    const Pipeline<Inner, Any, Last, Clock, weir::Timing, weir::SampleEvery<1000>> run;
    CHECK(run(1) == 1);
    CHECK(run(-1) == -1);
    CHECK_THROWS(run(13));
    const weir::Report r = weir::report(run);
    CHECK(r.runs == 3);
    CHECK(r.measured == 1);
    CHECK(r.outcomes.threw == 1);
    CHECK(r.outcomes.stopped == 0);
    CHECK(r.stages[0].stages[1].stages[0].stopped == 1);
    CHECK(r.stages[0].stages[0].errors == 1);
    CHECK(r.stages[0].count == 1);
}

TEST_CASE("a nested pipeline that is off is one stage") {
    using Silent = Pipeline<In, Deep, weir::Off, weir::Name<"silent">>;
    const Pipeline<Silent, Last, Clock, weir::Timing> run;
    CHECK(run(1) == 1);
    const weir::Report r = weir::report(run);
    REQUIRE(r.stages.size() == 2);
    CHECK(r.stages[0].name == "silent");
    CHECK(r.stages[0].stages.empty());
    CHECK(r.stages[0].total.count() == (20_ms).count());
    CHECK_THROWS(run(13));
    CHECK(weir::report(run).stages[0].errors == 1);
}

TEST_CASE("the outer pipeline's objects of an inner one are the inner one's stages") {
    using Counting = Pipeline<Offset, weir::Name<"counting">>;
    Counting inner{Offset{5}};
    Pipeline<Counting, Last, Clock, weir::Timing> outer{inner, Last{}};
    CHECK(outer(1) == 6);
    CHECK(outer(1) == 7);
    CHECK(inner(1) == 6);
}

TEST_CASE("a stage may run the pipeline that it is a stage of") {
    static const void* self;
    using Run = Pipeline<
        Stage<"enter", step>,
        Stage<"recurse", [](int x) { return x == 0 ? 0 : 1 + (*static_cast<int (*const*)(int)>(self))(x - 1); }>, Clock,
        weir::Trace<8>>;
    static const Run run;
    static int (*const again)(int) = [](int x) { return run(x); };
    self = &again;
    CHECK(run(3) == 3);
    const weir::Report r = weir::report(run);
    CHECK(r.runs == 4);
    CHECK(r.stages[0].total.count() == (40_ms).count());
    CHECK(r.stages[1].total.count() == (30_ms + 20_ms + 10_ms).count());
    CHECK(run.trace().size() == 4);
}
