// Items and captures: who is asked for them, when, and that asking is no stage's time.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <vector>

using namespace weir::literals;
using weir::Pipeline;
using Clock = weir::ManualClock;
using Numbers = std::vector<int>;

namespace {

enum class Kind : std::uint8_t { small, large };

struct Before {
    static constexpr auto name = "before";
    static std::size_t items(const Numbers& in) {
        Clock::advance(1_s);
        return in.size();
    }
    Numbers operator()(Numbers in) const {
        Clock::advance(2_ms);
        in.resize(in.size() / 2);
        return in;
    }
};
struct After {
    static constexpr auto name = "after";
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (bool, any), (char, letter), (std::int16_t, difference),
                                 (std::uint64_t, wide), (double, ratio), (Kind, kind), (std::uint8_t, small));
    };
    static std::uint64_t items(const Numbers& in, const Numbers& out) {
        Clock::advance(1_s);
        return in.size() + out.size();
    }
    static Capture capture(const Numbers& in, const Numbers& out) {
        Clock::advance(1_s);
        return {!in.empty(), 'w', static_cast<std::int16_t>(int(out.size()) - int(in.size())), ~std::uint64_t{0}, 0.25,
                Kind::large, 200};
    }
    Numbers operator()(const Numbers& in) const {
        Clock::advance(3_ms);
        return Numbers(in.begin(), in.end() - (in.empty() ? 0 : 1));
    }
};
struct Stopping {
    static constexpr auto name = "stopping";
    std::optional<int> operator()(const Numbers& in) const {
        Clock::advance(4_ms);
        return in.empty() ? std::nullopt : std::optional<int>{in.front()};
    }
};
struct Seen {
    static constexpr auto name = "seen";
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (int, value));
    };
    static Capture capture(int in) { return {in}; }
    int operator()(int in) const {
        if (in == 13) throw std::runtime_error("thirteen");
        return in;
    }
};
struct Generic {
    static constexpr auto name = "generic";
    static std::size_t items(const auto& in) {
        Clock::advance(1_s);
        return in.size();
    }
    Numbers operator()(const Numbers& in) const {
        Clock::advance(2_ms);
        return in;
    }
};
using Run = Pipeline<Before, After, Stopping, Seen, Clock, weir::Trace<8>>;

struct Thrower {
    static constexpr auto name = "thrower";
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (int, value));
    };
    static Capture capture(int in, int) {
        if (in < 0) throw std::runtime_error("no capture");
        return {in};
    }
    int operator()(int in) const { return in; }
};
struct Several {
    static constexpr auto name = "several";
    static std::size_t items(int a, const Numbers& b, int out) { return static_cast<std::size_t>(a + out) + b.size(); }
    int operator()(int a, const Numbers& b) const { return a + static_cast<int>(b.size()); }
};
struct Context {
    static constexpr auto name = "context";
    static std::size_t items(const Numbers& in) { return in.size(); }
    void operator()(Numbers& in) const { in.push_back(0); }
};

}  // namespace

TEST_CASE("items before, after, and by default the size of the result") {
    const Run run;
    run(Numbers{1, 2, 3, 4, 5, 6});
    const weir::Report r = weir::report(run);
    CHECK(r.stages[0].items == 6);
    CHECK(r.stages[1].items == 3 + 2);
    CHECK_FALSE(r.stages[3].has_items);

    const Pipeline<weir::Stage<"sized", [](int n) { return Numbers(static_cast<std::size_t>(n)); }>, Clock> sized;
    CHECK(sized(4).size() == 4);
    CHECK(weir::report(sized).stages[0].items == 4);
    const Pipeline<Several, Clock> several;
    several(1, Numbers{1, 2});
    CHECK(weir::report(several).stages[0].items == 1 + 3 + 2);
    const Pipeline<Context, Clock> context;
    Numbers numbers{1, 2};
    context(numbers);
    CHECK(weir::report(context).stages[0].items == 2);
}

TEST_CASE("looking takes no stage's time") {
    const Run run;
    run(Numbers{1, 2, 3, 4});
    const weir::Report r = weir::report(run);
    CHECK(r.stages[0].total.count() == (2_ms).count());
    CHECK(r.stages[1].total.count() == (3_ms).count());
    CHECK(r.stages[2].total.count() == (4_ms).count());
    CHECK(r.total.total.count() == (9_ms).count());
    CHECK(run.trace()[0].total() == 9_ms);
}

TEST_CASE("looking takes no stage's time where items() is a template") {
    const Pipeline<Generic, Clock> run;
    run(Numbers{1, 2, 3});
    const weir::Report r = weir::report(run);
    CHECK(r.stages[0].total.count() == (2_ms).count());
    CHECK(r.stages[0].items == 3);
}

TEST_CASE("captures of several types come back as they were given") {
    const Run run;
    run(Numbers{1, 2, 3, 4});
    const auto traced = run.trace();
    REQUIRE(traced.size() == 1);
    const auto capture = traced[0].capture<After>();
    CHECK(capture.any);
    CHECK(capture.letter == 'w');
    CHECK(capture.difference == -1);
    CHECK(capture.wide == ~std::uint64_t{0});
    CHECK(capture.ratio == 0.25);
    CHECK(capture.kind == Kind::large);
    CHECK(capture.small == 200);
    CHECK(traced[0].capture<Seen>().value == 1);
}

TEST_CASE("the capture of a stage that was not come to is zeros") {
    const Run run;
    run(Numbers{1, 2, 3, 4});
    run(Numbers{});
    const auto traced = run.trace();
    REQUIRE(traced.size() == 2);
    CHECK_FALSE(traced[1].capture<After>().any);
    CHECK(traced[1].capture<After>().letter == 'w');
    CHECK(traced[1].capture<Seen>().value == 0);
    CHECK_FALSE(traced[1].came_to<Seen>());
}

TEST_CASE("what is captured before the call is kept when the stage throws") {
    const Run run;
    CHECK_THROWS(run(Numbers{13, 2, 3, 4, 5, 6}));
    CHECK(run.trace()[0].capture<Seen>().value == 13);
}

TEST_CASE("a capture that throws is a fault that is counted, not an error of the run") {
    const Pipeline<Thrower, Clock, weir::Trace<4>> run;
    CHECK(run(-1) == -1);
    CHECK(run(5) == 5);
    const weir::Report r = weir::report(run);
    CHECK(r.losses.faults == 1);
    CHECK(r.outcomes.ok == 2);
    CHECK(r.stages[0].errors == 0);
    CHECK(run.trace()[0].capture<Thrower>().value == 0);
    CHECK(run.trace()[1].capture<Thrower>().value == 5);
}
