// levels: 0 1 2
// A pipeline in the loop of Google Benchmark, with a clock that the stages turn: the counters are known.
#include "support/catch.hpp"

#include <weir/weir.hpp>
#include <weir/with/google_benchmark.hpp>

#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace weir::literals;
using Clock = weir::ManualClock;
using Counters = std::map<std::string, double>;

namespace {

#if defined(WEIR_LEVEL) && WEIR_LEVEL == 0
constexpr bool measures = false;
#else
constexpr bool measures = true;
#endif

struct Result {
    Counters counters;
    benchmark::IterationCount iterations = 0;
};
/// Says nothing and remembers.
struct Remembering : benchmark::BenchmarkReporter {
    std::vector<Result> results;

    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.run_type != Run::RT_Iteration) continue;
            Counters counters;
            for (const auto& [name, counter] : run.counters) counters[name] = counter.value;
            results.push_back({counters, run.iterations});
        }
    }
};

std::function<void(benchmark::State&)> tried;
void call_tried(benchmark::State& state) { tried(state); }

/// The results of the benchmark that `prepare` makes of `f`.
template <class F, class Prepare>
std::vector<Result> results_of(F f, Prepare prepare) {
    tried = f;
    benchmark::ClearRegisteredBenchmarks();
    prepare(benchmark::RegisterBenchmark("tried", call_tried)->Unit(benchmark::kNanosecond));
    Remembering reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter, "all");
    return reporter.results;
}
template <class F>
Counters counters_of(F f, benchmark::IterationCount iterations) {
    const auto results = results_of(f, [&](auto* made) { made->Iterations(iterations); });
    REQUIRE(results.size() == 1);
    return results.front().counters;
}
void check_counters(const Counters& found, const Counters& expected) {
    CAPTURE(found.size());
    if constexpr (!measures) CHECK(found.empty());
    else {
        CHECK(found.size() == expected.size());
        for (const auto& [name, value] : expected) {
            CAPTURE(name, value);
            REQUIRE(found.contains(name));
            CHECK(std::abs(found.at(name) - value) <= 0.012 * value);
        }
    }
}

std::vector<int> make(int n) {
    Clock::advance(weir::nanoseconds(100));
    return std::vector<int>(static_cast<std::size_t>(n));
}
int sum(const std::vector<int>& values) {
    Clock::advance(weir::nanoseconds(300));
    return static_cast<int>(values.size());
}
using MakeSum = weir::Pipeline<weir::Stage<"make", make>, weir::Stage<"sum", sum>, Clock>;

/// Takes as long as it is told, in nanoseconds.
void spend(std::int64_t ns) { Clock::advance(weir::nanoseconds(ns)); }
using Spend = weir::Pipeline<weir::Stage<"spend", spend>, Clock>;
Counters only_spend(double mean, double p50, double p99) {
    return {{"spend.mean", mean}, {"spend.p50", p50}, {"spend.p99", p99}, {"spend.share", 1},
            {"total.mean", mean}, {"total.p50", p50}, {"total.p99", p99}};
}
Counters only_spend(double always) { return only_spend(always, always, always); }

}  // namespace

TEST_CASE("each stage has its quantiles, its share and its items") {
    const auto f = [](benchmark::State& state) { weir::benchmark_pipeline<MakeSum>(state, 50); };
    check_counters(counters_of(f, 10), {{"make.mean", 100},
                                        {"make.p50", 100},
                                        {"make.p99", 100},
                                        {"make.share", 0.25},
                                        {"make.items_per_second", 50 / 100e-9},
                                        {"sum.mean", 300},
                                        {"sum.p50", 300},
                                        {"sum.p99", 300},
                                        {"sum.share", 0.75},
                                        {"total.mean", 400},
                                        {"total.p50", 400},
                                        {"total.p99", 400}});
}

TEST_CASE("the runs are those of the loop, one a turn") {
    int calls = 0;
    const auto counted = [&calls](int n) { return calls += n; };
    using Counted = weir::Pipeline<std::remove_const_t<decltype(counted)>, Clock, weir::Name<"counted">>;
    Counted pipeline{counted};
    static_cast<void>(counters_of([&](benchmark::State& state) { weir::benchmark_pipeline(state, pipeline, 1); }, 25));
    CHECK(calls == 25);
}

TEST_CASE("what a pipeline of yours counted before, and in earlier trials, does not count") {
    const Spend pipeline;
    pipeline(9'000'000);
    std::int64_t trial = 0;
    // without a number of iterations: Google Benchmark calls the function until the trial is long enough
    const auto results = results_of(
        [&](benchmark::State& state) {
            ++trial;
            weir::benchmark_pipeline(state, pipeline, trial * 1'000);
        },
        [](auto* made) { made->MinTime(0.001)->Repetitions(3)->ReportAggregatesOnly(false); });
    REQUIRE(results.size() == 3);
    CHECK(trial > 3);
    // the last trial of each repetition is the one that is told
    check_counters(results.back().counters, only_spend(static_cast<double>(trial) * 1'000));
    if (measures) CHECK(results[0].counters.at("total.p50") < results[1].counters.at("total.p50"));
}

TEST_CASE("threads with a pipeline each: quantiles of all runs, neither summed nor averaged") {
    // three threads take 100 ns, one takes 100'000
    const auto f = [](benchmark::State& state) {
        weir::benchmark_pipeline<Spend>(state, state.thread_index() == 2 ? 100'000 : 100);
    };
    const auto results = results_of(f, [](auto* made) { made->Iterations(50)->Threads(4)->Repetitions(2); });
    REQUIRE(results.size() == 2);
    for (const Result& result : results) {
        CHECK(result.iterations == 200);
        check_counters(result.counters, only_spend(25'075, 100, 100'000));
    }
}

TEST_CASE("threads that share a pipeline count each run once") {
    const Spend pipeline;
    const auto f = [&](benchmark::State& state) {
        weir::benchmark_pipeline(state, pipeline, state.thread_index() == 0 ? 100 : 400);
    };
    const auto results = results_of(f, [](auto* made) { made->Iterations(50)->Threads(4); });
    REQUIRE(results.size() == 1);
    check_counters(results.front().counters, only_spend(325, 400, 400));
}

TEST_CASE("of a pipeline that threads share, sums are those of all") {
    const MakeSum pipeline;
    const auto f = [&](benchmark::State& state) {
        weir::benchmark_pipeline(state, std::as_const(pipeline), 10 * (1 + state.thread_index()));
    };
    const auto results = results_of(f, [](auto* made) { made->Iterations(20)->Threads(4); });
    REQUIRE(results.size() == 1);
    if (measures) CHECK(std::abs(results.front().counters.at("make.items_per_second") - 25 / 100e-9) < 1);
}

TEST_CASE("a benchmark of which a thread skips leaves nothing for the next") {
    bool skips = true;
    const auto f = [&skips](benchmark::State& state) {
        if (skips && state.thread_index() == 1) return state.SkipWithError("skipped");  // never comes to the loop
        weir::benchmark_pipeline<Spend>(state, skips ? 900 : 100);
    };
    const auto run = [&] { return results_of(f, [](auto* made) { made->Iterations(10)->Threads(2); }); };
    CHECK(run().size() == 1);
    skips = false;
    check_counters(run().at(0).counters, only_spend(100));
}

TEST_CASE("a nested pipeline's stages have their paths") {
    using Inner = weir::Pipeline<weir::Stage<"make", make>, weir::Stage<"sum", sum>, weir::Name<"inner">>;
    using Outer = weir::Pipeline<Inner, weir::Stage<"spend", spend>, Clock, weir::Name<"outer">>;
    const auto f = [](benchmark::State& state) { weir::benchmark_pipeline<Outer>(state, 600); };
    const Counters found = counters_of(f, 10);
    CHECK(found.contains("inner.share") == measures);
    CHECK(found.contains("inner/make.p50") == measures);
    CHECK(found.contains("inner/sum.p99") == measures);
    if (measures) CHECK(found.at("inner.share") == 0.4);
}

TEST_CASE("a stage that no run comes to has no times") {
    const auto stop = [](int n) { return n > 0 ? std::optional{n} : std::nullopt; };
    using Stop = std::remove_const_t<decltype(stop)>;
    using Stops = weir::Pipeline<Stop, weir::Stage<"make", make>, Clock, weir::Name<"stops">>;
    const Counters found = counters_of([](benchmark::State& state) { weir::benchmark_pipeline<Stops>(state, 0); }, 10);
    CHECK(found.contains("make.share") == measures);
    CHECK(!found.contains("make.p50"));
    CHECK(found.contains("total.p50") == measures);
}

namespace {
/// Counts its copies; a copy takes a long time.
struct Costly {
    static inline int copies = 0;
    std::vector<int> values{3, 1, 2};

    Costly() = default;
    Costly(const Costly& other) : values{other.values} {
        ++copies;
        Clock::advance(1_s);
    }
    Costly(Costly&&) noexcept = default;
    Costly& operator=(const Costly&) = delete;
    Costly& operator=(Costly&&) = delete;
    ~Costly() = default;
};
int consume(Costly given) {
    spend(100);
    return given.values.at(0);
}
int take(Costly&& given) {
    spend(100);
    return std::exchange(given.values, {}).at(0);
}
int look(const Costly& given) {
    spend(100);
    return given.values.at(0);
}
void append(Costly& given) {
    spend(100);
    given.values.push_back(4);
}
int count(const Costly& given) { return static_cast<int>(given.values.size()); }

template <class P>
int copies_of(const Costly& given) {
    Costly::copies = 0;
    const Counters found = counters_of([&](benchmark::State& state) { weir::benchmark_pipeline<P>(state, given); }, 10);
    if (measures) CHECK(std::abs(found.at("total.p99") - 100) <= 1);
    return Costly::copies;
}
}  // namespace

TEST_CASE("what the pipeline consumes is copied for each run, and the copy is in no stage's time") {
    const Costly given;
    CHECK(copies_of<weir::Pipeline<weir::Stage<"consume", consume>, Clock>>(given) == 10);
    CHECK(copies_of<weir::Pipeline<weir::Stage<"take", take>, Clock>>(given) == 10);
    CHECK(given.values.size() == 3);
}

TEST_CASE("what it only looks at is not copied; what it changes is, so that all runs are the same") {
    const Costly given;
    CHECK(copies_of<weir::Pipeline<weir::Stage<"look", look>, Clock>>(given) == 0);
    using Inner = weir::Pipeline<weir::Stage<"look", look>, weir::Name<"inner">>;
    CHECK(copies_of<weir::Pipeline<Inner, Clock, weir::Name<"outer">>>(given) == 0);
    CHECK(copies_of<weir::Pipeline<weir::Stage<"append", append>, weir::Stage<"count", count>, Clock>>(given) == 10);
    CHECK(given.values.size() == 3);
}

TEST_CASE("what cannot be copied and is changed is given as it is") {
    struct Engine {
        std::unique_ptr<int> turns = std::make_unique<int>(0);
    };
    const auto turn = [](Engine& engine) { ++*engine.turns; };
    using Turns = weir::Pipeline<std::remove_const_t<decltype(turn)>, Clock, weir::Name<"turns">>;
    Engine engine;
    static_cast<void>(counters_of([&](benchmark::State& state) { weir::benchmark_pipeline<Turns>(state, engine); }, 7));
    CHECK(*engine.turns == 7);
}

TEST_CASE("a key may stand in front, and texts are given as pointers") {
    const auto size = [](const std::string& text) { return text.size(); };
    using Size = weir::Pipeline<std::remove_const_t<decltype(size)>, Clock, weir::Name<"size">>;
    const Size pipeline;
    const auto f = [&](benchmark::State& state) {
        weir::benchmark_pipeline(state, pipeline, weir::Key{"request"}, "four");
    };
    CHECK(counters_of(f, 5).contains("total.p50") == measures);
    const auto traced = pipeline.trace();
    for (const auto& run : traced) CHECK(run.key() == weir::Key{"request"});
}

TEST_CASE("of sampled runs those that were measured count, and none is no figure") {
    using Sampled = weir::Pipeline<weir::Stage<"spend", spend>, Clock, weir::SampleEvery<4>>;
    const auto f = [](benchmark::State& state) { weir::benchmark_pipeline<Sampled>(state, 100); };
    check_counters(counters_of(f, 40), only_spend(100));
}

TEST_CASE("a loop of one's own, with marks") {
    using Physics = weir::Mark<"physics">;
    using Render = weir::Mark<"render">;
    using Frame = weir::Pipeline<Physics, Render, Clock, weir::Name<"frame">>;
    const Frame frame;
    const auto f = [&](benchmark::State& state) {
        const weir::StageCounters counters{state, frame};
        for (auto _ : state) {
            auto run = frame.start();
            spend(100);
            run.done<Physics>();
            spend(300);
            run.done<Render>();
        }
    };
    check_counters(counters_of(f, 10), {{"physics.mean", 100},
                                        {"physics.p50", 100},
                                        {"physics.p99", 100},
                                        {"physics.share", 0.25},
                                        {"render.mean", 300},
                                        {"render.p50", 300},
                                        {"render.p99", 300},
                                        {"render.share", 0.75},
                                        {"total.mean", 400},
                                        {"total.p50", 400},
                                        {"total.p99", 400}});
}
