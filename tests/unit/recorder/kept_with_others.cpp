// What is kept together with all else that a pipeline may do: filter, sample, recurse, mark, nest, run in threads.
#include "jobs.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using namespace weir::literals;
using namespace weir_test;

namespace {
struct Depth {
    static constexpr auto name = "depth";
    static constexpr auto threshold = weir::nanoseconds(25);
    const std::function<void(std::uint64_t)>* deeper = nullptr;
    void operator()(std::uint64_t depth) const {
        Clock::advance(10_ns);
        if (depth != 0) (*deeper)(depth - 1);
    }
};
struct Before {
    static constexpr auto name = "before";
    Job operator()(const Job& job) const { return job; }
};
}  // namespace

TEST_CASE("what the filter keeps out of the trace is not kept") {
    const Jobs<weir::Trace<64>, weir::KeepSlowest<4>, weir::KeepAround<2, 2>> pipeline;
    pipeline.trace_except("1*");
    for (std::uint64_t i = 0; i < 30; ++i) run(pipeline, i, {i == 15 || i == 25 ? 9'000 : 10, 0});
    CHECK(slowest(pipeline) == Numbers{25, 0, 2, 3});
    CHECK(around(pipeline) == Numbers{23, 24, 25, 26, 27});
    // not counted among the runs after
    run(pipeline, 31, {9'000, 0});
    run(pipeline, 100, {10, 0});
    run(pipeline, 101, {two_to_32, 0});
    run(pipeline, 32, {10, 0});
    CHECK(around(pipeline) == Numbers{23, 24, 25, 26, 27, 28, 29, 31, 32});
    CHECK(slowest(pipeline) == Numbers{25, 31, 0, 2});
    CHECK(violating(pipeline) == Numbers{25, 31});
}

TEST_CASE("of a sample, only the runs that are measured") {
    const Jobs<weir::Trace<64>, weir::KeepSlowest<2>, weir::KeepAround<1, 1>, weir::SampleEvery<5>> pipeline;
    for (std::uint64_t i = 0; i < 50; ++i) run(pipeline, i, {i == 12 ? 90'000 : i == 20 ? 5'000 : 10, 0});
    CHECK(slowest(pipeline) == Numbers{20, 0});
    CHECK(around(pipeline) == Numbers{15, 20, 25});
}

TEST_CASE("a stage runs its own pipeline: inner runs end first, all are kept in the order of their ends") {
    using Recursive = weir::Pipeline<Depth, Clock, weir::Trace<16>, weir::KeepSlowest<2>, weir::KeepAround<1, 2>>;
    std::function<void(std::uint64_t)> again;
    const Recursive pipeline{Depth{&again}};
    again = [&](std::uint64_t depth) { pipeline(weir::Key{depth}, depth); };
    again(4);
    const auto kept = pipeline.kept();
    CHECK(slowest(pipeline) == Numbers{4, 3});
    CHECK(kept[0].total() == 50_ns);
    CHECK(kept[1].total() == 40_ns);
    CHECK(around(pipeline) == Numbers{1, 2, 3, 4});  // 20, 30, 40, 50 ns
    CHECK(violating(pipeline) == Numbers{2, 3, 4});
}

TEST_CASE("a handler that runs the pipeline again finds the violation kept already") {
    const Jobs<weir::Trace<2>, weir::KeepSlowest<1>, weir::KeepAround<0, 1>> pipeline;
    Numbers seen;
    pipeline.on_violation([&](const weir::Violation& violation) {
        for (std::uint64_t i = 0; i < 5; ++i) run(pipeline, 100 + i, {1, 0});
        seen = slowest(pipeline);
        CHECK(seen == Numbers{violation.key.number()});
    });
    run(pipeline, 7, {5'000, 0});
    CHECK(seen == Numbers{7});
    CHECK(around(pipeline) == Numbers{7, 100});
    seen.clear();
    run(pipeline, 8, {two_to_32, 0});
    CHECK(seen == Numbers{8});
    CHECK(around(pipeline) == Numbers{7, 8, 100, 100});
}

TEST_CASE("runs of marks are kept: in order, out of order and left early") {
    using Walk = weir::Mark<"walk">;
    using Draw = weir::Mark<"draw">;
    const weir::Pipeline<Walk, Draw, Clock, weir::Trace<2>, weir::KeepSlowest<3>, weir::KeepAround<0, 0>,
                         weir::Threshold<60_ns>>
        frame;
    for (std::uint64_t i = 0; i < 40; ++i) {
        auto marked = frame.start(weir::Key{i});
        Clock::advance(i == 3 ? 70_ns : 10_ns);
        if (i == 9) {
            marked.done<Draw>();
            Clock::advance(50_ns);
            marked.done<Walk>();
        }
        if (i == 6) Clock::advance(80_ns);
        if (i == 6 || i == 9) continue;
        marked.done<Walk>();
        marked.done<Draw>();
    }
    CHECK(slowest(frame) == Numbers{6, 3, 9});
    CHECK(around(frame) == Numbers{3, 6});
    CHECK(std::string{frame.kept()[0].outcome_stage()} == "walk");
    CHECK(frame.kept()[2].duration<Walk>() == 50_ns);
}

TEST_CASE("each thread keeps its own, and they are told together") {
    const Jobs<weir::Trace<4>, weir::KeepSlowest<3>, weir::KeepAround<1, 0, 1>> pipeline;
    const auto time_of = [](std::uint64_t thread, std::uint64_t i) {  // of no two runs the same
        return static_cast<std::int64_t>(i * 37 % 50 * 10 + thread + (i == 7 ? 2'000 : 0));
    };
    const auto runs_of = [&](std::uint64_t thread) {
        for (std::uint64_t i = 0; i < 50; ++i) run(pipeline, thread * 100 + i, {time_of(thread, i), 0});
    };
    // one within the other, so that each has a shard of its own
    std::thread{[&] {
        runs_of(1);
        std::thread{[&] {
            runs_of(2);
            std::thread{runs_of, 3}.join();
        }}.join();
    }}.join();
    Numbers expected;
    std::vector<std::int64_t> times(400);
    for (std::uint64_t thread = 1; thread <= 3; ++thread) {
        std::vector<std::int64_t> own;
        for (std::uint64_t i = 0; i < 50; ++i) own.push_back(times[thread * 100 + i] = time_of(thread, i));
        for (const std::uint64_t i : slowest_of(own, 3)) expected.push_back(thread * 100 + i);
    }
    std::stable_sort(expected.begin(), expected.end(), [&](auto a, auto b) { return times[a] > times[b]; });
    CHECK(slowest(pipeline) == expected);
    CHECK(expected.size() == 9);
    CHECK(around(pipeline) == Numbers{106, 107, 206, 207, 306, 307});
    // who comes after goes on where those who ended stopped
    std::thread{[&] { run(pipeline, 399, {1'000'000, 0}); }}.join();
    CHECK(slowest(pipeline).front() == 399);
    CHECK(slowest(pipeline).size() == 9);
}

TEST_CASE("the outermost pipeline keeps; what one nested in it says of that is nothing to it") {
    using Inner = weir::Pipeline<weir::Stage<"second", second>, weir::Name<"inner">, weir::KeepSlowest<5>,
                                 weir::KeepAround<1, 1>, weir::Threshold<10_ns>>;
    const weir::Pipeline<Before, Inner, Clock, weir::Trace<8>> plain;
    const weir::Pipeline<Before, Inner, Clock, weir::Trace<8>, weir::KeepSlowest<2>, weir::KeepAround<0, 1>> keeping;
    for (std::uint64_t i = 0; i < 9; ++i) {
        plain(weir::Key{i}, Job{0, static_cast<std::int64_t>(i)});
        keeping(weir::Key{i}, Job{0, i == 4 ? 11 : static_cast<std::int64_t>(i)});
    }
    CHECK(plain.kept().empty());
    CHECK(slowest(keeping) == Numbers{4, 8});
    CHECK(around(keeping) == Numbers{4, 5});
}

TEST_CASE("a single thread's pipeline keeps as others do") {
    const Jobs<weir::Trace<4>, weir::KeepAround<1, 0>, weir::SingleThread, weir::KeepSlowest<2>> pipeline;
    for (std::uint64_t i = 0; i < 100; ++i) run(pipeline, i, {i == 30 ? 3'000 : static_cast<std::int64_t>(i), 0});
    CHECK(slowest(pipeline) == Numbers{30, 99});
    CHECK(around(pipeline) == Numbers{29, 30});
}
