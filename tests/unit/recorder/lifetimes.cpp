// Threads and pipelines come and go in any order; copies share their figures.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

void spend(int ms) { Clock::advance(weir::milliseconds(ms)); }
using Spend = weir::Stage<"spend", spend>;
using Run = weir::Pipeline<Spend, Clock, weir::Trace<16>>;
using Alone = weir::Pipeline<Spend, Clock, weir::Trace<16>, weir::SingleThread>;

template <class P>
std::size_t shards_of(const P& run) {
    std::size_t n = 0;
    run.weir_recorder().for_each_shard([&](const weir::layout::Shard&) { ++n; });
    return n;
}

}  // namespace

TEST_CASE("two pipelines of one type, used in turn by one thread, are kept apart") {
    const Run one, other;
    for (int i = 0; i < 10; ++i) {
        one(1);
        other(100);
    }
    CHECK(weir::report(one).stages[0].total.count() == (10_ms).count());
    CHECK(weir::report(other).stages[0].total.count() == (1000_ms).count());
    CHECK(shards_of(one) == 1);
}

TEST_CASE("a pipeline that stands where another stood has none of its figures") {
    std::optional<Run> run;
    for (int i = 1; i <= 5; ++i) {
        run.emplace();
        for (int n = 0; n < i; ++n) (*run)(1);
        CHECK(weir::report(*run).runs == static_cast<std::uint64_t>(i));
    }
}

TEST_CASE("a pipeline may go before the threads that used it") {
    auto run = std::make_unique<Run>();
    const Run other;
    std::promise<void> used, gone;
    std::thread thread{[&] {
        (*run)(1);
        used.set_value();
        gone.get_future().wait();
        other(2);
    }};
    used.get_future().wait();
    run.reset();
    gone.set_value();
    thread.join();
    CHECK(weir::report(other).stages[0].total.count() == (2_ms).count());
}

TEST_CASE("what finished threads did stays, and their shards are used again") {
    const Run run;
    for (int i = 0; i < 20; ++i) std::thread{[&] { run(1); }}.join();
    CHECK(weir::report(run).runs == 20);
    CHECK(weir::report(run).stages[0].total.count() == (20_ms).count());
    CHECK(shards_of(run) == 1);
}

TEST_CASE("a thread's last destructors may call the pipeline: counted as unrecorded, and not lost on the caller") {
    static const Run run;
    static int called = 0;
    struct AtTheEnd {
        ~AtTheEnd() {
            run(1);
            ++called;
        }
    };
    const std::uint64_t before = weir::report(run).runs;
    std::thread{[] {
        thread_local const AtTheEnd first;  // made before the thread's shards, so destroyed after them
        static_cast<void>(&first);
        run(1);
    }}.join();
    CHECK(called == 1);
    const weir::Report r = weir::report(run);
    CHECK(r.runs - before + r.losses.unrecorded == 2);
    CHECK(r.losses.unrecorded == 1);
}

TEST_CASE("copies share their figures, and moving loses none") {
    Run one;
    one(1);
    Run copy{one};
    copy(2);
    Run moved{std::move(one)};
    moved(3);
    one(4);  // NOLINT(bugprone-use-after-move): a pipeline that was moved from can be called
    CHECK(weir::report(copy).runs == 4);
    CHECK(weir::report(copy).stages[0].total.count() == (10_ms).count());

    Run other;
    other(100);
    copy = other;
    copy(200);
    CHECK(weir::report(other).runs == 2);
    CHECK(weir::report(moved).runs == 4);
    auto& self = copy;
    copy = self;
    copy = std::move(self);
    CHECK(weir::report(copy).runs == 2);
}

TEST_CASE("SingleThread: the state is the object's") {
    const Alone run;
    for (int i = 0; i < 5; ++i) run(1);
    std::thread{[&] { run(1); }}.join();
    CHECK(weir::report(run).runs == 6);
    CHECK(shards_of(run) == 1);
    CHECK(run.trace().size() == 6);
}

TEST_CASE("SingleThread: copies of an object write each on its own, and give back what they wrote to") {
    Alone run;
    run(1);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([mine = run] {
            for (int i = 0; i < 10'000; ++i) mine(1);
        });
    for (auto& thread : threads) thread.join();
    CHECK(weir::report(run).runs == 40'001);
    CHECK(weir::report(run).stages[0].count == 40'001);

    const std::size_t before = shards_of(run);
    for (int i = 0; i < 50; ++i) {
        const Alone copy = run;
        copy(1);
    }
    CHECK(shards_of(run) <= before + 1);
    CHECK(weir::report(run).runs == 40'051);
    run = Alone{};
    run(1);
    CHECK(weir::report(run).runs == 1);
}
