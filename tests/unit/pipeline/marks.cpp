// Boundaries marked by hand, in the right order and in others.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <stdexcept>
#include <string>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {
using A = weir::Mark<"a", 4_ms>;
using B = weir::Mark<"b">;
using C = weir::Mark<"c", 8_ms>;
template <class... More>
using Marks = weir::Pipeline<A, B, C, Clock, weir::Trace<16>, weir::Name<"frame">, weir::Threshold<16_ms>, More...>;
void spend(int ms) { Clock::advance(weir::milliseconds(ms)); }
}  // namespace

TEST_CASE("marks: durations, items, thresholds, key") {
    const Marks<> frame;
    {
        auto run = frame.start(weir::Key{"level-1"});
        spend(5);
        run.done<A>(7);
        spend(2);
        run.done<B>();
        spend(10);
        run.done<C>();
        spend(100);  // after the last mark: nobody's
    }
    const weir::Report r = weir::report(frame);
    CHECK(r.runs == 1);
    CHECK(r.outcomes.ok == 1);
    CHECK(r.stages[0].total.count() == (5_ms).count());
    CHECK(r.stages[0].items == 7);
    CHECK(r.stages[0].violations == 1);
    CHECK(r.stages[1].total.count() == (2_ms).count());
    CHECK(r.stages[2].violations == 1);
    CHECK(r.total.total.count() == (17_ms).count());
    CHECK(r.total.violations == 1);
    const auto traced = frame.trace();
    REQUIRE(traced.size() == 1);
    CHECK(traced[0].key() == weir::Key{"level-1"});
    CHECK(traced[0].duration<C>() == 10_ms);
}

TEST_CASE("left early, the run is stopped at the mark that was to come, which has the time until then") {
    const Marks<> frame;
    {
        auto run = frame.start();
        spend(1);
        run.done<A>();
        spend(3);
    }
    const weir::Report r = weir::report(frame);
    CHECK(r.outcomes.stopped == 1);
    CHECK(r.stages[1].stopped == 1);
    CHECK(r.stages[1].count == 1);
    CHECK(r.stages[1].total.count() == (3_ms).count());
    CHECK(r.stages[2].count == 0);
    CHECK(r.losses.faults == 0);
}

TEST_CASE("an exception closes the mark that it left, as thrown, under the run's key") {
    const Marks<> frame;
    const auto left_by_exception = [&] {
        auto run = frame.start(weir::Key{std::string("a name that is gone before the run has ended")});
        run.done<A>();
        spend(20);
        throw std::runtime_error("marked");
    };
    std::string heard;
    frame.on_violation([&](const weir::Violation& v) { heard.assign(v.key.name().data, v.key.name().size); });
    CHECK_THROWS(left_by_exception());
    const weir::Report r = weir::report(frame);
    CHECK(r.outcomes.threw == 1);
    CHECK(r.stages[1].errors == 1);
    CHECK(r.stages[1].total.count() == (20_ms).count());
    REQUIRE(r.errors.size() == 1);
    CHECK(r.errors[0].stage == "b");
    CHECK(r.errors[0].key == "a name that is gone before the run has ended");
    CHECK(heard == "a name that is gone before the run has ended");
    CHECK(frame.trace()[0].outcome() == weir::Outcome::threw);
}

TEST_CASE("a run that starts while an exception is under way is not its victim") {
    const Marks<> frame;
    struct AtTheEnd {
        const Marks<>& frame;
        ~AtTheEnd() {
            auto run = frame.start();
            run.done<A>();
        }
    };
    const auto unwinds = [&] {
        const AtTheEnd end{frame};
        throw std::runtime_error("outside");
    };
    CHECK_THROWS(unwinds());
    CHECK(weir::report(frame).outcomes.stopped == 1);
    CHECK(weir::report(frame).outcomes.threw == 0);
}

TEST_CASE("out of order: counted as faults, the time goes to the mark that was named") {
    const Marks<> frame;
    {
        auto run = frame.start();
        spend(1);
        run.done<A>();
        spend(2);
        run.done<C>();  // b is left out
    }
    CHECK(weir::report(frame).losses.faults == 1);
    CHECK(weir::report(frame).stages[1].count == 0);
    CHECK(weir::report(frame).stages[2].total.count() == (2_ms).count());
    CHECK(weir::report(frame).outcomes.ok == 1);
}

TEST_CASE("repeated marks add up, and no time is lost") {
    const Marks<> frame;
    {
        auto run = frame.start();
        for (int i = 0; i < 3; ++i) {
            spend(1);
            run.done<A>();
            spend(10);
            run.done<B>();
        }
        spend(5);
        run.done<C>();
    }
    const weir::Report r = weir::report(frame);
    CHECK(r.losses.faults == 2);
    CHECK(r.stages[0].total.count() == (3_ms).count());
    CHECK(r.stages[1].total.count() == (30_ms).count());
    CHECK(r.stages[2].total.count() == (5_ms).count());
    CHECK(r.stages[0].count == 1);
    CHECK(r.total.total.count() == (38_ms).count());
}

TEST_CASE("runs within runs, of the same marks") {
    const Marks<> frame;
    {
        auto outer = frame.start();
        spend(1);
        outer.done<A>();
        {
            auto inner = frame.start();
            spend(2);
            inner.done<A>();
            inner.done<B>();
            inner.done<C>();
        }
        outer.done<B>();
        outer.done<C>();
    }
    const weir::Report r = weir::report(frame);
    CHECK(r.runs == 2);
    CHECK(r.outcomes.ok == 2);
    CHECK(r.stages[0].total.count() == (3_ms).count());
    CHECK(r.stages[1].total.count() == (2_ms).count());
}

TEST_CASE("sampled marks: what stops is counted, what is not measured has no items") {
    const Marks<weir::SampleEvery<10>> frame;
    for (int i = 0; i < 20; ++i) {
        auto run = frame.start();
        run.done<A>(1);
        if (i % 2 == 1) continue;
        run.done<B>();
        run.done<C>();
    }
    const weir::Report r = weir::report(frame);
    CHECK(r.runs == 20);
    CHECK(r.measured == 2);
    CHECK(r.outcomes.stopped == 10);
    CHECK(r.stages[1].stopped == 10);
    CHECK(r.stages[0].items == 2);
}
