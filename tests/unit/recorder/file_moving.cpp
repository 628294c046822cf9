// What was counted before record() is in the file, all of it and once, whoever counted it and whatever runs meanwhile.
#include "support/catch.hpp"
#include "support/recordings.hpp"

#include <weir/record.hpp>
#include <weir/report.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace weir::literals;
using Clock = weir::ManualClock;
using weir_test::Path;

namespace {

struct Spend {
    static constexpr auto name = "spend";
    int operator()(int us) const {
        if (us < 0) throw std::runtime_error("negative: " + std::to_string(us));
        Clock::advance(weir::microseconds(us));
        return us;
    }
};
}  // namespace
template <>
struct weir::Analyzer<Spend> {
    std::int64_t ns = 0;
    std::uint64_t calls = 0;
    void operator()(Nanoseconds duration) noexcept {
        if (duration.count() > ns) ns = duration.count();
        ++calls;
    }
    void merge(const Analyzer& other) noexcept {
        if (other.ns > ns) ns = other.ns;
        calls += other.calls;
    }
};
namespace {

struct Odd {
    static constexpr auto name = "odd";
    std::optional<int> operator()(int us) const { return us % 2 == 0 ? std::nullopt : std::optional{us}; }
};
struct Last {
    static constexpr auto name = "last";
    static std::uint64_t items(int us) { return static_cast<std::uint64_t>(us); }
    void operator()(int us) const { Clock::advance(weir::microseconds(us)); }
};
template <class... Policies>
using Of = weir::Pipeline<Spend, Odd, Last, Clock, weir::Name<"moved">, Policies...>;
using Run = Of<weir::Trace<64>>;

/// What a report says that must be the same wherever the figures are.
std::string figures(const weir::Report& r) {
    std::string text = std::to_string(r.runs) + " " + std::to_string(r.measured) + " " + std::to_string(r.outcomes.ok) +
                       " " + std::to_string(r.outcomes.stopped) + " " + std::to_string(r.outcomes.threw) + " " +
                       std::to_string(r.losses.unrecorded) + " " + std::to_string(r.total.total.count());
    for (const auto& stage : r.stages)
        text += " | " + stage.path + " " + std::to_string(stage.count) + " " + std::to_string(stage.total.count()) +
                " " + std::to_string(stage.min.count()) + " " + std::to_string(stage.max.count()) + " " +
                std::to_string(stage.p50.count());
    for (const auto& error : r.errors) text += " | " + error.stage + " " + error.key + " " + error.message;
    return text;
}
template <class P>
void run_some(P& run, int from, int to) {
    for (int us = from; us < to; ++us) {
        try {
            run(weir::Key{"key " + std::to_string(us % 5)}, us % 50 == 49 ? -us : us);
        } catch (const std::runtime_error&) {}
    }
}

}  // namespace

TEST_CASE("what one thread counted before is in the file, and what it counts afterwards") {
    const Path path{"one.weir"};
    const Run run, in_memory;
    run_some(run, 0, 500);
    run_some(in_memory, 0, 500);
    weir::record(run, path);
    CHECK(figures(weir::report(run)) == figures(weir::report(in_memory)));
    CHECK(figures(weir::report(weir_test::checked(path))) == figures(weir::report(in_memory)));
    run_some(run, 500, 900);
    run_some(in_memory, 500, 900);
    CHECK(figures(weir::report(run)) == figures(weir::report(in_memory)));
    CHECK(figures(weir::report(weir_test::checked(path))) == figures(weir::report(in_memory)));
    CHECK(run.analyzer<Spend>().ns == in_memory.analyzer<Spend>().ns);
    CHECK(run.analyzer<Spend>().calls == in_memory.analyzer<Spend>().calls);
    CHECK(run.trace().size() == 64);
    CHECK(run.trace()[63].key() == weir::Key{"key 4"});
}

TEST_CASE("figures of threads that have ended, that wait, and that come later") {
    const Path path{"threads.weir"};
    auto run = std::make_unique<Run>();
    const Run in_memory;
    run_some(in_memory, 0, 100);
    run_some(in_memory, 100, 200);
    run_some(in_memory, 200, 300);
    run_some(in_memory, 300, 400);
    std::thread{[&] { run_some(*run, 0, 100); }}.join();
    std::binary_semaphore ran{0}, recorded{0}, never{0};
    std::thread waits{[&] {
        run_some(*run, 100, 200);
        ran.release();
        recorded.acquire();
        run_some(*run, 200, 300);
    }};
    ran.acquire();
    std::thread idle{[&] {
        run_some(*run, 300, 400);
        ran.release();
        never.acquire();
    }};
    ran.acquire();
    weir::record(*run, path);
    recorded.release();
    waits.join();
    CHECK(weir::report(*run).runs == 400);
    CHECK(weir::report(*run).total.total.count() == weir::report(in_memory).total.total.count());
    // One has not run since, and stands there as it was.
    CHECK(weir::report(weir_test::checked(path)).runs == 400);
    CHECK(weir::report(weir_test::checked(path)).outcomes.threw == weir::report(in_memory).outcomes.threw);
    run.reset();
    CHECK(weir::report(weir_test::checked(path)).total.total.count() == weir::report(in_memory).total.total.count());
    never.release();
    idle.join();
}

TEST_CASE("while threads run, reports and traces lose nothing and count nothing twice") {
    for (int round = 0; round < 10; ++round) {
        const Path path{"running.weir"};
        auto run = std::make_unique<Run>();
        const Run other;  // run in turn, so that each thread asks for its shard all the time
        constexpr std::uint64_t threads_in_all = 3, each = 4000;
        std::atomic<std::uint64_t> begun{0}, ended{0}, wrong{0};
        std::vector<std::thread> threads;
        for (std::uint64_t t = 0; t < threads_in_all; ++t)
            threads.emplace_back([&] {
                for (std::uint64_t i = 0; i < each; ++i) {
                    ++begun;
                    (*run)(weir::Key{i % 3}, 1);
                    other(1);
                    ++ended;
                }
            });
        std::thread reader{[&] {
            while (ended < threads_in_all * each) {
                const std::uint64_t before = ended;
                const std::uint64_t runs = weir::report(*run).runs;
                const std::uint64_t after = begun;
                wrong += runs < before || runs > after;
                for (const auto& traced : run->trace()) wrong += traced.total() != 2_us;
            }
        }};
        while (ended < 500) std::this_thread::yield();
        weir::record(*run, path);
        for (auto& thread : threads) thread.join();
        reader.join();
        CHECK(wrong == 0);
        CHECK(weir::report(*run).runs == threads_in_all * each);
        CHECK(weir::report(*run).stages[2].items == threads_in_all * each);
        CHECK(run->analyzer<Spend>().calls == threads_in_all * each);
        run.reset();
        const weir::Report r = weir::report(weir_test::checked(path));
        CHECK(r.runs == threads_in_all * each);
        CHECK(r.measured == threads_in_all * each);
        CHECK(r.outcomes.ok == threads_in_all * each);
        CHECK(r.total.total.count() == static_cast<std::int64_t>(threads_in_all * each * 2000));
    }
}

TEST_CASE("the file is closed with the last copy, and says when") {
    const Path path{"copies.weir"};
    {
        std::optional<Run> first{std::in_place};
        (*first)(1);
        weir::record(*first, path);
        Run second{*first};
        first.reset();
        second(3);
        CHECK(weir_test::checked(path).is_live());
        CHECK_FALSE(weir_test::checked(path).closed_utc());
        CHECK(weir::report(weir_test::checked(path)).runs == 2);
        second = Run{};
        second(5);  // in memory: its own pipeline, which nobody records
    }
    const weir::Recording file = weir_test::checked(path);
    CHECK_FALSE(file.is_live());
    REQUIRE(file.closed_utc());
    CHECK(*file.closed_utc() >= file.head().writer.created_utc);
    CHECK(weir::report(file).runs == 2);
}

TEST_CASE("traces and their keys live on without the pipeline") {
    const Path path{"trace.weir"};
    std::optional<Run> run{std::in_place};
    (*run)(weir::Key{"before"}, 1);
    const auto before = run->trace();
    weir::record(*run, path);
    (*run)(weir::Key{"after"}, 1);
    const auto after = run->trace();
    run.reset();
    CHECK(before[0].key() == weir::Key{"before"});
    REQUIRE(after.size() == 2);
    CHECK(after[0].key() == weir::Key{"before"});
    CHECK(after[1].key() == weir::Key{"after"});
}

TEST_CASE("SingleThread moves too") {
    using Alone = Of<weir::Trace<64>, weir::SingleThread>;
    const Path path{"alone.weir"};
    Alone run;
    const Run in_memory;
    run_some(run, 0, 300);
    weir::record(run, path);
    run_some(run, 300, 400);
    Alone copy{run};
    run_some(copy, 400, 500);
    run_some(run, 500, 600);
    run_some(in_memory, 0, 600);
    CHECK(weir::report(run).runs == 600);
    CHECK(run.analyzer<Spend>().calls == in_memory.analyzer<Spend>().calls);
    CHECK(weir::report(weir_test::checked(path)).total.total.count() == weir::report(in_memory).total.total.count());
    copy = Alone{};
    copy(1);
    CHECK(weir::report(copy).runs == 1);
    CHECK(weir::report(run).runs == 600);
}

TEST_CASE("sampled runs, and those a filter keeps out") {
    using Sampled = Of<weir::Trace<64>, weir::SampleEvery<7>>;
    const Path path{"sampled.weir"};
    const Sampled run, in_memory;
    run.trace_except("key 1");
    in_memory.trace_except("key 1");
    run_some(run, 0, 333);
    weir::record(run, path);
    run_some(run, 333, 777);
    run_some(in_memory, 0, 777);
    CHECK(figures(weir::report(run)) == figures(weir::report(in_memory)));
    CHECK(figures(weir::report(weir_test::checked(path))) == figures(weir::report(in_memory)));
    CHECK(weir::report(run).losses.filtered == weir::report(in_memory).losses.filtered);
}

namespace {

// A stage that runs its own pipeline again, and records it in the middle of that.
struct Nested;
using Again = weir::Pipeline<Nested, Clock, weir::Trace<64>>;
struct Nested {
    static constexpr auto name = "nested";
    int operator()(int depth) const;
    const Again* again = nullptr;
    const std::string* path = nullptr;
};
int Nested::operator()(int depth) const {
    Clock::advance(1_us);
    if (depth == 2) weir::record(*again, *path);
    if (depth < 4) (*again)(depth + 1);
    return depth;
}

}  // namespace

TEST_CASE("runs that were under way when the pipeline was recorded are counted, and those within them") {
    const Path path{"nested.weir"};
    Again run;
    run.stage<Nested>().again = &run;
    run.stage<Nested>().path = &path.text;
    run(3);  // two runs, one in the other
    run(0);  // five, recorded in the third
    CHECK(weir::report(run).runs == 7);
    CHECK(weir::report(run).measured == 7);
    run(4);
    CHECK(weir::report(run).measured == 8);
    CHECK(run.trace().size() == 8);
    const weir::Report r = weir::report(weir_test::checked(path));
    CHECK(r.runs == 8);
    CHECK(r.measured == 8);
    CHECK(r.total.total.count() == weir::report(run).total.total.count());
}

TEST_CASE("what ran when the pipeline was recorded, and nothing after it, is in the file when the pipeline has ended") {
    const Path path{"last.weir"};
    std::optional<Again> run{std::in_place};
    run->stage<Nested>().again = &*run;
    run->stage<Nested>().path = &path.text;
    (*run)(0);
    run.reset();
    const weir::Report r = weir::report(weir_test::checked(path));
    CHECK(r.runs == 5);
    CHECK(r.measured == 5);
}

TEST_CASE("a run of marks that was under way is counted") {
    using First = weir::Mark<"first">;
    using Second = weir::Mark<"second">;
    const Path path{"marks.weir"};
    const weir::Pipeline<First, Second, Clock, weir::Trace<16>> frame;
    {
        auto outer = frame.start(weir::Key{"outer"});
        Clock::advance(1_ms);
        outer.done<First>();
        weir::record(frame, path);
        {
            auto inner = frame.start(weir::Key{"inner"});
            Clock::advance(2_ms);
            inner.done<First>();
            inner.done<Second>();
        }
        Clock::advance(3_ms);
        outer.done<Second>();
    }
    {
        auto later = frame.start(weir::Key{"later"});
        later.done<First>();
        later.done<Second>();
    }
    const weir::Report r = weir::report(weir_test::checked(path));
    CHECK(r.runs == 3);
    CHECK(r.measured == 3);
    CHECK(r.outcomes.ok == 3);
    REQUIRE(frame.trace().size() == 3);
    CHECK(frame.trace()[1].key() == weir::Key{"outer"});
}

TEST_CASE("pipelines of one type, recorded into files of their own, are kept apart") {
    const Path one_path{"apart_1.weir"}, other_path{"apart_2.weir"};
    const Run one, other;
    for (int i = 0; i < 10; ++i) {
        one(1);
        other(3);
        if (i == 3) weir::record(one, one_path);
        if (i == 6) weir::record(other, other_path);
    }
    CHECK(weir::report(weir_test::checked(one_path)).total.total == 20_us);
    CHECK(weir::report(weir_test::checked(other_path)).total.total == 60_us);
}

TEST_CASE("the slowest runs that were kept move along") {
    const Path path{"kept.weir"};
    const Of<weir::Trace<8>, weir::KeepSlowest<3>> run;
    for (const int us : {11, 99, 13, 97, 15}) run(us);
    weir::record(run, path);
    for (const int us : {1, 95, 3, 5, 7, 9, 11, 13, 15}) run(us);
    const auto kept = run.kept();
    REQUIRE(kept.size() == 3);
    CHECK(kept[0].duration<Spend>() == 99_us);
    CHECK(kept[1].duration<Spend>() == 97_us);
    CHECK(kept[2].duration<Spend>() == 95_us);
}
