// A recording whose file grows, cannot grow, is removed or is cut shorter while it is written.
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/recordings.hpp"

#include <weir/record.hpp>
#include <weir/report.hpp>

#include <barrier>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <sys/mount.h>
#include <sys/stat.h>

using Clock = weir::ManualClock;
using weir_test::Path;

namespace {

void spend(int ms) { Clock::advance(weir::milliseconds(ms)); }
using Run = weir::Pipeline<weir::Stage<"spend", spend>, weir::Name<"spending">, Clock, weir::Trace<16>>;

/// So many threads run the pipeline, none of which ends before all have.
void run_at_once(const Run& run, std::ptrdiff_t threads_in_all, int each) {
    std::barrier all{threads_in_all};
    std::vector<std::thread> threads;
    for (std::ptrdiff_t t = 0; t < threads_in_all; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < each; ++i) run(weir::Key{i}, 1);
            all.arrive_and_wait();
        });
    for (auto& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("more threads than room was made for: the file grows, and a reader that was there sees it") {
    const Path path{"grows.weir"};
    auto run = std::make_unique<Run>();
    (*run)(1);
    weir::record(*run, path, {.shards = 1});
    const weir::Recording from_the_start = weir_test::checked(path);
    const std::uint64_t size = from_the_start.size();
    run_at_once(*run, 40, 100);
    CHECK(weir::report(*run).runs == 4001);
    CHECK(weir::report(from_the_start).runs == 4001);
    CHECK(from_the_start.size() >= size + 39 * from_the_start.head().shard_stride);
    run_at_once(*run, 41, 10);  // in the shards of those before
    const std::uint64_t grown = from_the_start.size();
    run_at_once(*run, 30, 10);
    CHECK(from_the_start.size() == grown);
    run.reset();
    const weir::Report r = weir::report(weir_test::checked(path));
    CHECK(r.runs == 4001 + 410 + 300);
    CHECK(r.measured == r.runs);
    CHECK(r.losses.unrecorded == 0);
}

TEST_CASE("each shard says which thread wrote it") {
    const Path path{"who.weir"};
    const Run run;
    weir::record(run, path, {.shards = 1});
    std::set<std::uint64_t> expected, found;
    run(1);
    expected.insert(static_cast<std::uint64_t>(gettid()));
    std::barrier both{2};
    const auto add = [&] {
        static weir::detail::Lock lock;
        run(1);
        both.arrive_and_wait();
        const weir::detail::Locked locked{lock};
        expected.insert(static_cast<std::uint64_t>(gettid()));
    };
    std::thread one{add}, other{add};
    one.join();
    other.join();
    const weir::Recording file = weir_test::checked(path);
    const weir::panel::Source source = file.source();
    for (const auto* shard : source.shards) found.insert(shard->thread);
    CHECK(found == expected);
}

TEST_CASE("where the file cannot grow runs are counted as unrecorded, and nothing else is lost") {
    mkdir("full", 0700);
    if (mount("none", "full", "tmpfs", 0, "size=600k") != 0) {
        WARN("skipped: a small tmpfs cannot be mounted, which takes root");
        CHECK(true);
        return;
    }
    {
        const Run run;
        weir::record(run, "full/a.weir", {.shards = 4});
        run_at_once(run, 40, 10);
        run_at_once(run, 2, 5);  // with shards that are free again
        const weir::Report r = weir::report(run);
        CHECK(r.runs + r.losses.unrecorded == 410);
        CHECK(r.losses.unrecorded > 0);
        CHECK(r.runs >= 50);
        CHECK(r.runs % 10 == 0);
        const weir::Report in_file = weir::report(weir_test::checked("full/a.weir"));
        CHECK(in_file.runs == r.runs);
        CHECK(in_file.losses.unrecorded == r.losses.unrecorded);
    }
    CHECK(umount2("full", MNT_DETACH) == 0);
}

TEST_CASE("a file that is removed is written on, for who has it open; its name is free") {
    const Path path{"removed.weir"};
    const Run run;
    weir::record(run, path);
    run(1);
    const weir::Recording open = weir::open(path);
    REQUIRE(unlink("removed.weir") == 0);
    run(1);
    run_at_once(run, 20, 1);
    CHECK(weir::report(open).runs == 22);
    const Run other;
    weir::record(other, path);
    CHECK(weir::report(weir_test::checked(path)).runs == 0);
}

TEST_CASE("a file that is cut shorter costs its figures, and never the process") {
    const off_t sizes[] = {0, 1, 4095, 4096, 10'000, 100'000, 400'000, 450'000};
    for (const off_t size : sizes) {
        INFO(size);
        const Path path{"cut.weir"};
        const std::string told = weir_test::stderr_of([&] {
            auto run = std::make_unique<Run>();
            (*run)(weir::Key{"before"}, 1);
            weir::record(*run, path, {.shards = 2});
            run_at_once(*run, 3, 100);
            const auto trace = run->trace();
            REQUIRE(truncate("cut.weir", size) == 0);
            for (int i = 0; i < 1000; ++i) (*run)(weir::Key{"name " + std::to_string(i % 300)}, 1);
            run_at_once(*run, 9, 1000);
            CHECK(trace[0].key() != weir::Key{});
            static_cast<void>(weir::report(*run));
            CHECK(run->trace().size() <= 16 * 10);
            run.reset();
        });
        CHECK(told.find("cut.weir was cut shorter while it was recorded: figures are lost") != std::string::npos);
    }
}
