// A process that forks: the file is the parent's, and the child counts for itself.
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/recordings.hpp"

#include <weir/record.hpp>
#include <weir/report.hpp>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using Clock = weir::ManualClock;
using weir_test::ending_of;
using weir_test::Path;

namespace {

void spend(int ms) {
    Clock::advance(weir::milliseconds(ms));
    if (ms == 13) throw std::runtime_error("thirteen");
}
using Run = weir::Pipeline<weir::Stage<"spend", spend>, weir::Name<"spending">, Clock, weir::Trace<64>>;

/// A check in a child, whose exit code tells: Catch2 counts in the parent only.
void expect(bool holds, int line) {
    if (holds) return;
    std::fprintf(stderr, "in the child: not so at line %d\n", line);
    _exit(1);
}
template <class R>
void run_one_that_throws(const R& run) {
    try {
        run(weir::Key{"thrown"}, 13);
    } catch (const std::runtime_error&) {}
}

}  // namespace

TEST_CASE("the child's runs are not in the parent's file, nor the parent's in the child") {
    const Path path{"parent.weir"};
    const Run run;
    run(weir::Key{"a"}, 1);
    weir::record(run, path);
    run(weir::Key{"b"}, 1);
    run_one_that_throws(run);
    const auto before = run.trace();
    const int ending = ending_of([&] {
        expect(weir::report(run).runs == 0, __LINE__);
        expect(weir::report(run).errors.empty(), __LINE__);
        for (int i = 0; i < 10; ++i) run(weir::Key{"c"}, 100);
        run_one_that_throws(run);
        std::thread{[&] { run(weir::Key{"d"}, 100); }}.join();
        expect(weir::report(run).runs == 12, __LINE__);
        expect(weir::report(run).measured == 12, __LINE__);
        expect(weir::report(run).errors.size() == 1, __LINE__);
        expect(run.trace().size() == 12, __LINE__);
        expect(run.trace()[5].key() == weir::Key{"c"}, __LINE__);
        expect(before[1].key() == weir::Key{"b"}, __LINE__);
    });
    CHECK(ending == 0);
    run(weir::Key{"e"}, 1);
    const weir::Report r = weir::report(weir_test::checked(path));
    CHECK(r.runs == 4);
    CHECK(r.total.total.count() == 16'000'000);
    CHECK(r.errors.size() == 1);
    CHECK(weir_test::checked(path).is_live());
    CHECK(run.trace()[3].key() == weir::Key{"e"});
    CHECK(run.trace()[0].key() == weir::Key{"a"});
}

TEST_CASE("a child that lives on keeps no parent's file alive") {
    const Path path{"lock.weir"};
    int to_child[2], to_us[2];
    REQUIRE(pipe(to_child) == 0);
    REQUIRE(pipe(to_us) == 0);
    const int ending = ending_of([&] {
        const Run run;
        weir::record(run, path);
        run(1);
        if (fork() == 0) {
            char byte;
            run(100);
            static_cast<void>(write(to_us[1], "x", 1));
            static_cast<void>(read(to_child[0], &byte, 1));
            _exit(0);
        }
        char byte;
        static_cast<void>(read(to_us[0], &byte, 1));
        std::raise(SIGKILL);
    });
    CHECK(WIFSIGNALED(ending));
    CHECK_FALSE(weir_test::checked(path).is_live());
    CHECK(weir::report(weir_test::checked(path)).runs == 1);
    CHECK(write(to_child[1], "x", 1) == 1);
    for (const int end : {to_child[0], to_child[1], to_us[0], to_us[1]}) close(end);
}

TEST_CASE("a child may record itself, and its child again") {
    const Path path{"first.weir"}, second{"second.weir"}, third{"third.weir"};
    const Run run;
    run(1);
    weir::record(run, path);
    CHECK(ending_of([&] {
              run(1);
              run(1);
              weir::record(run, second);
              run(1);
              expect(weir::report(weir::open(second)).runs == 3, __LINE__);
              expect(ending_of([&] {
                         expect(weir::report(run).runs == 0, __LINE__);
                         run(1);
                         weir::record(run, third);
                         expect(weir::report(weir::open(third)).runs == 1, __LINE__);
                     }) == 0,
                     __LINE__);
              run(1);
              expect(weir::report(weir::open(second)).runs == 4, __LINE__);
              expect(weir::open(second).is_live(), __LINE__);
          }) == 0);
    CHECK(weir::report(weir_test::checked(path)).runs == 1);
    CHECK(weir::report(weir_test::checked(second)).runs == 4);
    CHECK(weir::report(weir_test::checked(third)).runs == 1);
}

TEST_CASE("a pipeline that is not recorded goes on in the child as ever") {
    const Run run;
    run(1);
    CHECK(ending_of([&] {
              run(1);
              expect(weir::report(run).runs == 2, __LINE__);
          }) == 0);
}

TEST_CASE("SingleThread and a run of marks over a fork") {
    using First = weir::Mark<"first">;
    using Frame = weir::Pipeline<First, Clock, weir::SingleThread, weir::Trace<16>>;
    const Path path{"over.weir"};
    const Frame frame;
    weir::record(frame, path);
    int ending = -1;
    {
        auto run = frame.start(weir::Key{"forks"});
        ending = ending_of([&] {
            run.done<First>();
            run.~MarkedRun();
            expect(weir::report(frame).runs == 1, __LINE__);
            expect(weir::report(frame).measured == 1, __LINE__);
            expect(frame.trace()[0].key() == weir::Key{"forks"}, __LINE__);
            { auto next = frame.start(); }
            expect(weir::report(frame).runs == 2, __LINE__);
        });
        run.done<First>();
    }
    CHECK(ending == 0);
    CHECK(weir::report(weir_test::checked(path)).runs == 1);
    CHECK(weir::report(weir_test::checked(path)).measured == 1);
}

TEST_CASE("forks while other threads run, come, and are recorded: no child hangs, and the parent loses no run") {
    const Path path{"busy.weir"};
    auto run = std::make_unique<Run>();
    run->on_violation([](const weir::Violation&) {});
    std::atomic<bool> done{false};
    std::atomic<std::uint64_t> runs{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 2; ++t)
        threads.emplace_back([&, t] {
            for (std::uint64_t i = 0; !done; ++i) {
                std::thread{[&] {
                    for (int n = 0; n < 5; ++n) (*run)(weir::Key{std::to_string(i % 2000)}, 1);
                    runs += 5;
                    if (t == 0) run_one_that_throws(*run);
                    if (t == 0) ++runs;
                }}.join();
            }
        });
    while (runs < 100) std::this_thread::yield();
    weir::record(*run, path, {.shards = 1});
    for (int i = 0; i < 50; ++i) {
        CHECK(ending_of([&] {
                  alarm(20);
                  for (int n = 0; n < 3; ++n) (*run)(weir::Key{"child " + std::to_string(n)}, 1);
                  run_one_that_throws(*run);
                  expect(weir::report(*run).runs == 4, __LINE__);
                  expect(run->trace().size() == 4, __LINE__);
                  expect(run->trace()[2].key() == weir::Key{"child 2"}, __LINE__);
              }) == 0);
    }
    done = true;
    for (auto& thread : threads) thread.join();
    CHECK(weir::report(*run).runs == runs);
    run.reset();
    CHECK(weir::report(weir_test::checked(path)).runs == runs);
}
