// levels: 0 1 2
// Pipelines held against recordings of themselves, with times that are drawn from known distributions.
#include "support/catch.hpp"

#include <weir/record.hpp>
#include <weir/with/catch2_compare.hpp>

#include <cmath>
#include <random>
#include <string>
#include <vector>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

#if defined(WEIR_LEVEL)
constexpr int level = WEIR_LEVEL;
#else
constexpr int level = 2;
#endif

void parse(double us) { Clock::advance(weir::nanoseconds(std::llround(us * 1e3))); }
void store(double) { Clock::advance(50_us); }
template <class... Policies>
using Ingest = weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"store", store>, Clock, weir::Name<"ingest">,
                              weir::Trace<1024>, Policies...>;

/// 1000 runs, each of about 100 us times `factor`.
template <class P>
void run(const P& pipeline, double factor, unsigned seed) {
    std::mt19937 random{seed};
    std::lognormal_distribution<double> time{0, 0.1};
    for (int i = 0; i < 1000; ++i) pipeline(100 * factor * time(random));
}
/// The path of a recording of a pipeline that has ended.
std::string recorded(double factor, unsigned seed) {
    std::string path = "baseline-" + std::to_string(seed) + ".weir";
    const Ingest<> pipeline;
    weir::record(pipeline, path, {.shards = 1, .replace = true});
    run(pipeline, factor, seed);
    return path;
}
/// What a failed assertion prints of the matcher, and nothing where it matches.
template <class T, class Matcher>
std::string fault(const T& reported, const Matcher& matcher) {
    return matcher.match(reported) ? "" : matcher.toString();
}
bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("traced, a pipeline is held against one recording: what is surely worse fails, and is named") {
    const std::string baseline = recorded(1, 1);
    const Ingest<> same, slower, faster;
    run(same, 1, 2);
    run(slower, 1.8, 3);
    run(faster, 0.5, 4);
    if constexpr (level != 1) {
        CHECK_THAT(same, weir::NoWorseThan(baseline));
        CHECK_THAT(faster, weir::NoWorseThan(baseline));
        const std::string text = fault(slower, weir::NoWorseThan(baseline));
        CHECK(contains(text, "is no worse than " + baseline + ", but\nworse: parse +") == (level == 2));
        CHECK(contains(text, "rests on: one recording on each side") == (level == 2));
        CHECK(!contains(text, "store +"));
        // an effect that one is ready to take
        CHECK_THAT(slower, weir::NoWorseThan(baseline, {.min_effect = 3}));
    } else {
        // no records of runs in their order: nothing can be judged, which must not pass for no worse
        CHECK(contains(fault(same, weir::NoWorseThan(baseline)),
                       "one recording on each side holds no runs in their order"));
    }
}

TEST_CASE("several baselines show what processes differ by, at each level that measures") {
    std::vector<std::string> baselines;
    for (unsigned seed = 11; seed < 19; ++seed) baselines.push_back(recorded(1, seed));
    const Ingest<> same, slower;
    run(same, 1, 20);
    run(slower, 1.3, 21);
    CHECK_THAT(same, weir::NoWorseThan(baselines));
    CHECK_THAT(weir::report(same), weir::NoWorseThan(baselines));
    CHECK(contains(fault(slower, weir::NoWorseThan(baselines)), "worse: parse +3") == (level != 0));
    CHECK_THAT(same, weir::NoWorseThan({"baseline-11.weir", "baseline-12.weir"}));
}

TEST_CASE("a recording is held against another") {
    if constexpr (level != 2) SUCCEED("records no runs");
    else {
        const std::string before = recorded(1, 31), after = recorded(1.8, 32);
        CHECK_THAT(weir::open(before), weir::NoWorseThan(recorded(1, 33)));
        CHECK(contains(fault(weir::open(after), weir::NoWorseThan(before)), "worse: parse +"));
    }
}

TEST_CASE("without runs, a baseline or a pipeline in common nothing is matched") {
    const Ingest<> idle;
    CHECK(contains(fault(idle, weir::NoWorseThan("nowhere.weir")), "no run was measured") == (level != 0));
    if constexpr (level != 0) {
        const Ingest<> busy;
        run(busy, 1, 41);
        CHECK_THROWS_AS(weir::NoWorseThan("nowhere.weir").match(busy), weir::FileError);
        const weir::Pipeline<weir::Stage<"other", store>, Clock> other;
        run(other, 1, 42);
        CHECK_THROWS_AS(weir::NoWorseThan(recorded(1, 43)).match(other), weir::CompareError);
        CHECK_THROWS_AS(weir::NoWorseThan(std::vector<std::string>{}).match(busy), weir::CompareError);
    }
}
