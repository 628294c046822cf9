// Sums: of a run, of many, and what must not be summed.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstdint>
#include <random>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

struct Times {
    std::int64_t of[3];
};
template <int I>
void spend(const Times& t) {
    Clock::advance(weir::nanoseconds(t.of[I]));
}
using First = weir::Stage<"first", spend<0>>;
using Second = weir::Stage<"second", spend<1>>;
using Third = weir::Stage<"third", spend<2>>;

template <class Clock>
struct Halved {  // a clock whose ticks are no nanoseconds: each conversion rounds
    static std::uint64_t now() noexcept { return Clock::now(); }
    static std::uint64_t to_nanoseconds(std::uint64_t ticks) noexcept {
        return weir::detail::scaled(ticks, 1'431'655'765);  // one third of a nanosecond a tick
    }
};

template <class UsedClock>
void durations_add_up() {
    const weir::Pipeline<First, Second, Third, UsedClock, weir::Trace<16'384>> pipeline;
    std::mt19937_64 random{42};
    std::uniform_int_distribution<std::int64_t> any{0, 3'000'000};
    std::int64_t expected = 0;
    for (int run = 0; run < 10'000; ++run) {
        const Times times{{any(random), any(random), any(random)}};
        for (const std::int64_t t : times.of) expected += t;
        pipeline(times);
    }
    const weir::Report r = weir::report(pipeline);
    std::int64_t of_stages = 0;
    for (const auto& stage : r.stages) of_stages += stage.total.count();
    CHECK(of_stages == r.total.total.count());
    if constexpr (std::is_same_v<UsedClock, Clock>) CHECK(r.total.total.count() == expected);
    std::int64_t of_runs = 0;
    std::size_t wrong = 0;
    for (const auto& run : pipeline.trace()) {
        const auto sum = run.template duration<First>() + run.template duration<Second>() +
                         run.template duration<Third>();
        wrong += run.total() != sum;
        of_runs += run.total().count();
    }
    CHECK(wrong == 0);
    CHECK(of_runs == r.total.total.count());
}

}  // namespace

TEST_CASE("durations of the stages add up to the run's total exactly") { durations_add_up<Clock>(); }
TEST_CASE("also where the conversion of ticks rounds") { durations_add_up<Halved<Clock>>(); }

TEST_CASE("the first stage has its own time, and waiting between runs is no work") {
    const weir::Pipeline<First, Second, Clock, weir::Timing> pipeline;
    Clock::advance(5_s);
    pipeline(Times{{30, 0, 0}});
    Clock::advance(10_s);
    pipeline(Times{{50, 2, 0}});
    const weir::Report r = weir::report(pipeline);
    CHECK(r.stages.at(0).total.count() == 80);
    CHECK(r.stages.at(0).max.count() == 50);
    CHECK(r.stages.at(1).total.count() == 2);
    CHECK(r.stages.at(1).min.count() == 0);
    CHECK(r.total.total.count() == 82);
}

TEST_CASE("a stage type that two pipelines share is not summed together") {
    const weir::Pipeline<First, Second, Clock, weir::Timing> one;
    const weir::Pipeline<First, Third, Clock, weir::Timing> other;
    const weir::Pipeline<First, Second, Clock, weir::Timing> same_type;
    for (int i = 0; i < 3; ++i) {
        one(Times{{10, 1, 0}});
        other(Times{{200, 0, 7}});
        same_type(Times{{4'000, 0, 0}});
    }
    CHECK(weir::report(one).stages.at(0).total.count() == 30);
    CHECK(weir::report(other).stages.at(0).total.count() == 600);
    CHECK(weir::report(same_type).stages.at(0).total.count() == 12'000);
    CHECK(weir::report(other).stages.at(1).total.count() == 21);
}

TEST_CASE("a stage that stands in two nested pipelines has figures in each") {
    using Left = weir::Pipeline<First, Second, weir::Name<"left">>;
    using Right = weir::Pipeline<First, Third, weir::Name<"right">>;
    const weir::Pipeline<Left, Right, Clock, weir::Timing> both;
    both(Times{{10, 1, 5}});
    const weir::Report r = weir::report(both);
    CHECK(r.stages.at(0).total.count() == 11);
    CHECK(r.stages.at(1).total.count() == 15);
    CHECK(r.stages.at(1).stages.at(0).total.count() == 10);
    CHECK(r.stages.at(1).stages.at(0).path == "right/first");
}
