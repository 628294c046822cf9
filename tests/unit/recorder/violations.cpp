// Who hears of violations, when, and how often.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

void spend(int ms) { Clock::advance(weir::milliseconds(ms)); }
void spend_and_throw(int ms) {
    spend(ms);
    if (ms == 13) throw std::runtime_error("thirteen");
}
using First = weir::Stage<"first", spend, 10_ms>;
using Second = weir::Stage<"second", spend_and_throw, 20_ms>;
using Run = weir::Pipeline<First, Second, Clock, weir::Timing, weir::Name<"run">, weir::Threshold<30_ms>>;

struct Heard {
    std::string stage;
    bool whole_run;
    std::int64_t duration, threshold;
    std::uint64_t held_back;
    std::string key;
};
auto into(std::vector<Heard>& heard) {
    return [&heard](const weir::Violation& v) {
        heard.push_back({v.stage, v.whole_run, v.duration.count(), v.threshold.count(), v.held_back,
                         std::string(v.key.name().data, v.key.name().size)});
    };
}

}  // namespace

TEST_CASE("stages in their order, then the whole run, after the run") {
    const Run run;
    std::vector<Heard> heard;
    run.on_violation(into(heard));
    run(weir::Key{"go"}, 25);
    REQUIRE(heard.size() == 3);
    CHECK(heard[0].stage == "first");
    CHECK(heard[0].duration == (25_ms).count());
    CHECK(heard[0].threshold == (10_ms).count());
    CHECK(heard[0].key == "go");
    CHECK_FALSE(heard[0].whole_run);
    CHECK(heard[1].stage == "second");
    CHECK(heard[2].whole_run);
    CHECK(heard[2].stage == "run");
    CHECK(heard[2].duration == (50_ms).count());
    run(5);
    CHECK(heard.size() == 3);
}

TEST_CASE("a run that throws is told of too") {
    const Run run;
    std::vector<Heard> heard;
    run.on_violation(into(heard));
    CHECK_THROWS_AS(run(13), std::runtime_error);
    REQUIRE(heard.size() == 1);
    CHECK(heard[0].stage == "first");
}

TEST_CASE("several handlers hear of all; one that throws is counted and stops nobody") {
    const Run run;
    int before = 0, after = 0;
    run.on_violation([&](const weir::Violation&) { ++before; });
    run.on_violation([](const weir::Violation&) { throw std::runtime_error("handler"); });
    run.on_violation([&](const weir::Violation&) { ++after; });
    CHECK_NOTHROW(run(25));
    CHECK(before == 3);
    CHECK(after == 3);
    CHECK(weir::report(run).losses.handler_errors == 3);
    CHECK(weir::report(run).outcomes.ok == 1);
}

TEST_CASE("a throttled handler hears of each stage once in its interval, and how many were held back") {
    const Run run;
    std::vector<Heard> heard;
    int all = 0;
    run.on_violation(into(heard), 1_s);
    run.on_violation([&](const weir::Violation&) { ++all; });
    run(15);  // first and not second: 30 ms of the whole run are no violation
    CHECK(heard.size() == 1);
    for (int i = 0; i < 5; ++i) run(15);
    CHECK(heard.size() == 1);
    CHECK(all == 6);
    run(25);  // second and the whole run for the first time, first held back
    REQUIRE(heard.size() == 3);
    CHECK(heard[1].stage == "second");
    CHECK(heard[1].held_back == 0);
    Clock::advance(1_s);
    run(15);
    REQUIRE(heard.size() == 4);
    CHECK(heard[3].stage == "first");
    CHECK(heard[3].held_back == 6);
}

TEST_CASE("a throttle holds also against who comes with an earlier time") {
    const Run run;
    std::vector<Heard> heard;
    run.on_violation(into(heard), 1_s);
    weir::Violation violation{"run", "first", false, weir::Key{}, 15_ms, 10_ms, 0};
    auto& handlers = run.weir_recorder().handlers;
    handlers.tell(violation, 1, 5'000'000'000);
    handlers.tell(violation, 1, 4'999'999'000);
    CHECK(heard.size() == 1);
    handlers.tell(violation, 1, 6'000'000'000);
    REQUIRE(heard.size() == 2);
    CHECK(heard[1].held_back == 1);
}

TEST_CASE("a handler may run the pipeline: what its runs violate is counted and held back") {
    const Run run;
    std::vector<Heard> heard;
    run.on_violation([&](const weir::Violation& v) {
        into(heard)(v);
        run(50);
    });
    run(15);
    REQUIRE(heard.size() == 1);
    CHECK(weir::report(run).runs == 2);
    CHECK(weir::report(run).stages[0].violations == 2);
    run(15);
    REQUIRE(heard.size() == 2);
    CHECK(heard[1].held_back == 1);
}

TEST_CASE("a handler may add a handler and ask for the report") {
    const Run run;
    int later = 0;
    bool added = false;
    std::uint64_t seen = 0;
    run.on_violation([&](const weir::Violation&) {
        seen = weir::report(run).stages[0].violations;
        if (!added) run.on_violation([&](const weir::Violation&) { ++later; });
        added = true;
    });
    run(15);
    run(15);
    CHECK(seen == 2);
    CHECK(later >= 1);
}

TEST_CASE("what a handler holds is let go with the last copy of the pipeline") {
    const auto held = std::make_shared<int>(0);
    {
        Run run;
        run.on_violation([held](const weir::Violation&) { ++*held; });
        const Run copy = run;
        run(15);
        CHECK(*held == 1);
        run = Run{};
        CHECK(held.use_count() == 2);
        copy(15);
        CHECK(*held == 2);
    }
    CHECK(held.use_count() == 1);  // although this thread still remembers the pipeline
}
