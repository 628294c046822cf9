// The last runs of each thread: how many, which, and how long ones lie in the ring.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <thread>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

constexpr std::int64_t two_to_32 = std::int64_t{1} << 32;

struct Times {
    std::int64_t first = 0, second = 0;
    bool stops = false;
};
std::optional<Times> first(const Times& t) {
    Clock::advance(weir::nanoseconds(t.first));
    return t.stops ? std::nullopt : std::optional<Times>{t};
}
void second(const Times& t) { Clock::advance(weir::nanoseconds(t.second)); }
using First = weir::Stage<"first", first>;
using Second = weir::Stage<"second", second>;
template <std::uint64_t N>
using Ring = weir::Pipeline<First, Second, Clock, weir::Trace<N>>;

}  // namespace

TEST_CASE("the ring keeps exactly the last runs, and says how many are gone") {
    const Ring<16> run;
    for (int i = 0; i < 16; ++i) run(weir::Key{i}, Times{i, 2 * i});
    CHECK(run.trace().size() == 16);
    CHECK(weir::report(run).losses.overwritten == 0);
    for (int i = 16; i < 50; ++i) run(weir::Key{i}, Times{i, 2 * i});
    const auto traced = run.trace();
    REQUIRE(traced.size() == 16);
    for (std::size_t i = 0; i < 16; ++i) {
        CHECK(traced[i].key() == weir::Key{34 + i});
        CHECK(traced[i].duration<First>().count() == static_cast<std::int64_t>(34 + i));
        CHECK(traced[i].duration<Second>().count() == 2 * static_cast<std::int64_t>(34 + i));
    }
    CHECK(weir::report(run).losses.overwritten == 34);
    CHECK(weir::report(run).runs == 50);
}

TEST_CASE("a ring of one run") {
    const Ring<1> run;
    CHECK(run.trace().empty());
    for (int i = 0; i < 3; ++i) run(weir::Key{i}, Times{i, 0});
    REQUIRE(run.trace().size() == 1);
    CHECK(run.trace()[0].key() == weir::Key{2});
}

TEST_CASE("durations around 2^32 ns are kept whole") {
    const std::int64_t lengths[] = {two_to_32 - 2, two_to_32 - 1, two_to_32, two_to_32 + 1, 3 * two_to_32 - 1};
    for (const std::int64_t length : lengths) {
        CAPTURE(length);
        const Ring<8> run;
        run(Times{length, 5});
        run(Times{5, length});
        run(Times{length, 0, true});
        run(Times{1, 2});
        const auto traced = run.trace();
        REQUIRE(traced.size() == 4);
        CHECK(traced[0].duration<First>().count() == length);
        CHECK(traced[0].duration<Second>().count() == 5);
        CHECK(traced[1].duration<Second>().count() == length);
        CHECK(traced[1].total().count() == length + 5);
        CHECK(traced[2].duration<First>().count() == length);
        CHECK_FALSE(traced[2].came_to<Second>());
        CHECK(traced[2].total().count() == length);
        CHECK(traced[2].outcome() == weir::Outcome::stopped);
        CHECK(traced[3].total().count() == 3);
        CHECK(weir::report(run).total.max.count() == length + 5);
    }
}

TEST_CASE("the ring goes round with records of one slot and of two, and shows no half") {
    const Ring<7> run;
    for (int i = 0; i < 200; ++i) {
        const std::int64_t length = i % 3 == 0 ? two_to_32 + i : i;
        run(weir::Key{i}, Times{length, i});
        const auto traced = run.trace();
        REQUIRE(traced.size() >= (i < 3 ? static_cast<std::size_t>(i) + 1 : 4));
        for (std::size_t n = 0; n < traced.size(); ++n) {
            const auto key = static_cast<std::int64_t>(traced[n].key().number());
            REQUIRE(key == static_cast<std::int64_t>(i + 1 - static_cast<int>(traced.size() - n)));
            REQUIRE(traced[n].duration<First>().count() == (key % 3 == 0 ? two_to_32 + key : key));
            REQUIRE(traced[n].duration<Second>().count() == key);
        }
    }
}

TEST_CASE("runs of several threads come by their starts, each thread's ring apart") {
    const Ring<4> run;
    const auto runs_from = [&](std::int64_t start) {
        Clock::advance(weir::nanoseconds(start));
        for (int i = 0; i < 6; ++i) run(Times{20, 0});
    };
    std::thread{runs_from, 10}.join();
    std::thread other{runs_from, 0};
    other.join();
    const auto traced = run.trace();
    REQUIRE(traced.size() == 4);  // the second thread took the shard of the first, which had ended
    CHECK(traced[0].start().count() == 40);

    std::thread waiting{[&] {
        runs_from(10);
        std::thread{runs_from, 0}.join();
    }};
    waiting.join();
    const auto both = run.trace();
    REQUIRE(both.size() == 8);
    for (std::size_t i = 1; i < both.size(); ++i) CHECK(both[i - 1].start() <= both[i].start());
}

TEST_CASE("a trace outlives its pipeline") {
    std::optional<Ring<4>> run{std::in_place};
    (*run)(weir::Key{"kept"}, Times{3, 4});
    const auto traced = run->trace();
    run.reset();
    REQUIRE(traced.size() == 1);
    CHECK(traced[0].key() == weir::Key{"kept"});
    CHECK(traced[0].total().count() == 7);
    CHECK(std::string{traced[0].outcome_stage()}.empty());
}
