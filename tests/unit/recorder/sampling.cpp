// SampleEvery: what is measured, and what is counted all the same.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {
std::optional<int> stage(int x) {
    Clock::advance(1_ms);
    if (x == 1) throw std::runtime_error("one");
    return x == 2 ? std::nullopt : std::optional<int>{x};
}
int last(int x) { return x; }
/// Throws or stops at the N-th of its stages.
struct At {
    int stage;
    bool throws;
};
template <int N>
std::optional<At> step(At at) {
    if (at.stage == N && at.throws) throw std::runtime_error("step");
    return at.stage == N ? std::nullopt : std::optional<At>{at};
}
template <std::uint64_t N>
using Sampled = weir::Pipeline<weir::Stage<"stage", stage>, weir::Stage<"last", last>, Clock, weir::Trace<64>,
                               weir::SampleEvery<N>>;
}  // namespace

TEST_CASE("one run in N is measured, the first among them") {
    const Sampled<10> run;
    run(0);
    CHECK(weir::report(run).measured == 1);
    for (int i = 1; i < 95; ++i) run(0);
    const weir::Report r = weir::report(run);
    CHECK(r.runs == 95);
    CHECK(r.measured == 10);
    CHECK(r.sample_every == 10);
    CHECK(r.stages[0].count == 10);
    CHECK(r.stages[0].total.count() == (10_ms).count());
    CHECK(run.trace().size() == 10);
}

TEST_CASE("what stops or throws is counted in runs that are not measured") {
    const Sampled<100> run;
    run(0);
    for (int i = 0; i < 5; ++i) CHECK_THROWS(run(weir::Key{"k"}, 1));
    for (int i = 0; i < 7; ++i) CHECK_FALSE(run(2).has_value());
    const weir::Report r = weir::report(run);
    CHECK(r.runs == 13);
    CHECK(r.measured == 1);
    CHECK(r.outcomes.ok == 1);
    CHECK(r.outcomes.threw == 5);
    CHECK(r.outcomes.stopped == 7);
    CHECK(r.stages[0].errors == 5);
    CHECK(r.stages[0].stopped == 7);
    CHECK(r.stages[0].count == 1);
    REQUIRE(r.errors.size() == 5);
    CHECK(r.errors[0].message == "one");
    CHECK(r.errors[0].key == "k");
}

TEST_CASE("what stops or throws is counted at its stage, in a nested pipeline too") {
    using Inner = weir::Pipeline<weir::Stage<"b", step<1>>, weir::Stage<"c", step<2>>, weir::Name<"inner">>;
    const weir::Pipeline<weir::Stage<"a", step<0>>, Inner, weir::Stage<"d", step<3>>, Clock, weir::SampleEvery<1000>>
        run;
    run(At{-1, false});
    for (int stage = 0; stage < 4; ++stage) {
        for (int i = 0; i <= stage; ++i) CHECK_THROWS(run(At{stage, true}));
        for (int i = 0; i <= 2 * stage; ++i) CHECK_FALSE(run(At{stage, false}).has_value());
        CHECK(run(At{-1, false}).has_value());
    }
    const weir::Report r = weir::report(run);
    CHECK(r.measured == 1);
    CHECK(r.outcomes.threw == 1 + 2 + 3 + 4);
    CHECK(r.outcomes.stopped == 1 + 3 + 5);  // the last stage's empty result is the pipeline's: nothing comes after it
    REQUIRE(r.stages.size() == 3);
    REQUIRE(r.stages[1].stages.size() == 2);
    const weir::StageReport* const stages[] = {&r.stages[0], &r.stages[1], &r.stages[1].stages[0],
                                               &r.stages[1].stages[1], &r.stages[2]};
    const std::uint64_t threw[] = {1, 2 + 3, 2, 3, 4};
    const std::uint64_t stopped[] = {1, 3 + 5, 3, 5, 0};
    for (std::size_t i = 0; i < 5; ++i) {
        CAPTURE(i);
        CHECK(stages[i]->errors == threw[i]);
        CHECK(stages[i]->stopped == stopped[i]);
    }
    for (const auto& error : r.errors) CHECK(error.message == "step");
}

TEST_CASE("a sample of one in one is all") {
    const Sampled<1> run;
    for (int i = 0; i < 5; ++i) run(0);
    CHECK(weir::report(run).measured == 5);
}
