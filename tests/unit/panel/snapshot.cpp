#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/panel/report.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <thread>
#include <vector>

using weir_test::MadePipeline;
using weir::panel::Snapshot;
using weir::panel::take_snapshot;

namespace {

MadePipeline two_stages(std::size_t shards, std::uint64_t ring_capacity = 0) {
    MadePipeline made{"made"};
    made.stage("first", 500).stage("second").make(shards, ring_capacity);
    return made;
}

}  // namespace

TEST_CASE("shards merged are the whole, exactly") {
    MadePipeline whole = two_stages(1);
    MadePipeline parts = two_stages(5);
    std::mt19937_64 random{7};
    for (int i = 0; i < 3'000; ++i) {
        const std::vector<std::uint64_t> leaves{random() % 1'000, random() % 100'000};
        whole.run(leaves);
        parts.run(leaves, random() % 4);  // the fifth shard stays empty: its min of 0 means nothing
    }
    const Snapshot one = take_snapshot(whole.source());
    const Snapshot many = take_snapshot(parts.source());
    CHECK(one.runs == 3'000);
    CHECK(many.runs == 3'000);
    REQUIRE(many.nodes.size() == 3);
    for (std::size_t n = 0; n < 3; ++n) {
        const auto& a = one.nodes[n];
        const auto& b = many.nodes[n];
        CHECK(a.count == b.count);
        CHECK(a.total == b.total);
        CHECK(a.min == b.min);
        CHECK(a.max == b.max);
        CHECK(a.violations == b.violations);
        CHECK(std::equal(std::begin(one.nodes[n].histogram.counts), std::end(one.nodes[n].histogram.counts),
                         std::begin(many.nodes[n].histogram.counts)));
    }
}

TEST_CASE("the minimum is that of the shards that counted something") {
    MadePipeline made = two_stages(3);
    made.run({30, 40}, 1);
    made.run({20, 90}, 2);
    const Snapshot sum = take_snapshot(made.source());
    CHECK(sum.nodes[1].min == 20);
    CHECK(sum.nodes[2].min == 40);
    CHECK(sum.nodes[0].max == 110);
}

TEST_CASE("a minimum of zero is one") {
    MadePipeline made = two_stages(2);
    made.run({0, 5}, 0).run({3, 5}, 1);
    CHECK(take_snapshot(made.source()).nodes[1].min == 0);
}

TEST_CASE("a straight run counts for all stages, any other where it came") {
    MadePipeline made = two_stages(2);
    made.call(1, 30);
    made.shard(0).straight_runs = 7;
    made.shard(1).straight_runs = 2;
    const Snapshot sum = take_snapshot(made.source());
    CHECK(sum.nodes[0].count == 9);
    CHECK(sum.nodes[1].count == 10);
    CHECK(sum.nodes[2].count == 9);
}

TEST_CASE("stops and errors count also where no run was measured") {
    MadePipeline made = two_stages(1);
    made.statistics(1).stopped = 2;
    made.statistics(2).errors = 3;
    const Snapshot sum = take_snapshot(made.source());
    CHECK(sum.nodes[1].stopped == 2);
    CHECK(sum.nodes[2].errors == 3);
}

TEST_CASE("the heads of the shards are summed, and what the rings lost") {
    MadePipeline made = two_stages(3, 100);
    for (std::size_t i = 0; i < 3; ++i) {
        auto& shard = made.shard(i);
        shard.runs = 1'000;
        shard.wide = 10;
        shard.filtered = 7;
        shard.faults = 1;
        shard.ended = 60 + 50 * i;  // 60, 110, 160 slots into rings of 100
    }
    const Snapshot sum = take_snapshot(made.source());
    CHECK(sum.runs == 3'000);
    CHECK(sum.traced == 300);
    CHECK(sum.filtered == 21);
    CHECK(sum.faults == 3);
    CHECK(sum.overwritten == 70);
}

TEST_CASE("reports are made while other threads write") {
    MadePipeline made = two_stages(2);
    constexpr std::uint64_t runs = 20'000;
    std::vector<std::thread> writers;
    for (std::size_t i = 0; i < 2; ++i)
        writers.emplace_back([&made, i] {
            for (std::uint64_t n = 0; n < runs; ++n) made.run({100 + n % 900, 50}, i);
        });
    std::uint64_t last = 0;
    bool grows = true, mean_is_between = true, minimum_is_there = true;
    while (last < 2 * runs) {
        const weir::Report report = weir::panel::make_report(made.source());
        const auto& first = report.stages.at(0);
        grows = grows && report.runs >= last;
        mean_is_between = mean_is_between && first.mean >= first.min && first.mean <= first.max;
        minimum_is_there = minimum_is_there && (first.count == 0 || first.min == weir::nanoseconds(100));
        last = report.runs;
    }
    for (auto& writer : writers) writer.join();
    CHECK(grows);
    CHECK(mean_is_between);
    CHECK(minimum_is_there);
    const weir::Report report = weir::panel::make_report(made.source());
    CHECK(report.runs == 2 * runs);
    CHECK(report.stages.at(1).total == weir::nanoseconds(2 * runs * 50));
}
