// Runs that are folded into the statistics, and those that are pending, against each call counted by itself.
#include "support/catch.hpp"
#include "support/made_shards.hpp"

#include <weir/layout/counting.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>
#include <thread>
#include <vector>

using weir::layout::Histogram;
using weir::layout::NodeCalls;
using weir::layout::PendingRuns;
using weir::layout::read_calls;
using weir_test::MadePipeline;

namespace {

constexpr std::uint32_t nodes = 6;  // the run and five stages: not whole lanes

MadePipeline five_stages() {
    MadePipeline made{"made"};
    made.stage("a").stage("b").stage("c").stage("d").stage("e").make();
    return made;
}

/// What a straight run does, as weir::detail::Measurement does it.
void straight_run(MadePipeline& made, const std::vector<std::uint64_t>& leaves) {
    auto& shard = made.shard();
    const std::uint64_t runs = shard.straight_runs + 1;
    auto* const row = shard.at<std::uint32_t>(made.schema().shard.pending) +
                      (runs - 1) % PendingRuns::capacity * PendingRuns::stride(nodes);
    std::uint64_t total = 0;
    for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf) {
        weir::detail::store(row[leaf + 1], static_cast<std::uint32_t>(leaves[leaf]));
        total += leaves[leaf];
    }
    weir::detail::store(row[0], static_cast<std::uint32_t>(total));
    weir::detail::store_release(shard.straight_runs, runs);
    if (runs % PendingRuns::capacity == 0) weir::layout::fold<nodes>(made.schema().shard, shard);
}

bool same(const NodeCalls& a, const NodeCalls& b) {
    return a.count == b.count && a.total == b.total && a.min_inverted == b.min_inverted && a.max == b.max &&
           std::equal(std::begin(a.histogram.counts), std::end(a.histogram.counts), std::begin(b.histogram.counts));
}
NodeCalls read(MadePipeline& made, std::uint32_t node) {
    return read_calls(made.schema(), made.shard(), node, made.shard().straight_runs);
}

std::uint64_t counted(const Histogram& histogram) {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : histogram.counts) sum += count;
    return sum;
}

}  // namespace

TEST_CASE("a call is counted in all its words") {
    MadePipeline made = five_stages();
    for (const std::uint64_t ns : {7U, 3U, 9U}) weir::layout::count_call(made.schema(), made.shard(), 1, ns);
    const NodeCalls calls = read(made, 1);
    CHECK(calls.count == 3);
    CHECK(calls.total == 19);
    CHECK(weir::layout::StageStatistics::longest - calls.min_inverted == 3);
    CHECK(calls.max == 9);
    CHECK(calls.histogram.counts[weir::layout::slot_of(7)] == 1);
    CHECK(counted(calls.histogram) == 3);
    CHECK(read(made, 2).count == 0);
}

TEST_CASE("folded and pending runs are the calls counted one by one") {
    const std::uint64_t bits = GENERATE(3U, 9U, 10U, 25U, 26U, 28U);  // 2^28: five are less than 2^31
    MadePipeline folded = five_stages(), plain = five_stages();
    std::mt19937_64 random{bits};
    std::uint64_t wrong = 0;
    for (int run = 0; run < 300; ++run) {
        std::vector<std::uint64_t> leaves(nodes - 1);
        for (auto& ns : leaves) ns = random() % (std::uint64_t{1} << bits);
        straight_run(folded, leaves);
        plain.run(leaves);
        for (std::uint32_t node = 0; node < nodes; ++node) wrong += !same(read(folded, node), read(plain, node));
    }
    CHECK(wrong == 0);
    CHECK(folded.shard().folded == 256);
}

TEST_CASE("longest durations do not overflow the sums") {
    MadePipeline folded = five_stages(), plain = five_stages();
    for (int run = 0; run < 64; ++run) {
        straight_run(folded, {PendingRuns::longest, 0, 0, 0, 0});
        plain.run({PendingRuns::longest, 0, 0, 0, 0});
    }
    CHECK(same(read(folded, 0), read(plain, 0)));
    CHECK(same(read(folded, 1), read(plain, 1)));
    CHECK(read(folded, 1).total == 64 * PendingRuns::longest);
}

TEST_CASE("single calls and straight runs add up") {
    MadePipeline mixed = five_stages(), plain = five_stages();
    for (std::uint64_t run = 0; run < 200; ++run) {
        straight_run(mixed, {run, 1, 2, 3, 4});
        plain.run({run, 1, 2, 3, 4});
        if (run % 3 == 0) mixed.run({1'000 * run});
        if (run % 3 == 0) plain.run({1'000 * run});
    }
    for (std::uint32_t node = 0; node < nodes; ++node) CHECK(same(read(mixed, node), read(plain, node)));
}

TEST_CASE("a writer that was stopped while it folded leaves all but one run exact") {
    // At each point where it may have been: after the sums, and after each row.
    MadePipeline whole = five_stages();
    for (std::uint64_t run = 0; run < 64; ++run) straight_run(whole, {run, 7, 8, 9, 10 + run});
    for (std::uint64_t rows = 0; rows < 64; ++rows) {
        MadePipeline stopped = five_stages();
        for (std::uint64_t run = 0; run < 63; ++run) straight_run(stopped, {run, 7, 8, 9, 10 + run});
        // The last row is there, and counted, but not folded in the way that straight_run does.
        auto& shard = stopped.shard();
        const auto& plan = stopped.schema().shard;
        auto* const last = shard.at<std::uint32_t>(plan.pending) + 63 * PendingRuns::stride(nodes);
        const std::uint32_t ns[nodes] = {63 + 7 + 8 + 9 + 73, 63, 7, 8, 9, 73};
        std::copy(std::begin(ns), std::end(ns), last);
        shard.straight_runs = 64;
        const bool summed = rows % 2 == 0;
        if (rows != 0 || summed) {
            for (std::uint32_t node = 0; node < nodes; ++node) {
                stopped.statistics(node).totals[1] = whole.statistics(node).totals[1];
                stopped.statistics(node).min_inverted = whole.statistics(node).min_inverted;
                stopped.statistics(node).max = whole.statistics(node).max;
            }
            shard.summed = 64;
        }
        for (std::uint64_t row = 0; row < rows; ++row)
            for (std::uint32_t node = 0; node < nodes; ++node) {
                const auto* const at = shard.at<std::uint32_t>(plan.pending) + row * PendingRuns::stride(nodes) + node;
                ++stopped.histogram(node).counts[weir::layout::slot_of(*at)];
            }
        shard.folded = rows;
        for (std::uint32_t node = 0; node < nodes; ++node) CHECK(same(read(stopped, node), read(whole, node)));
    }
}

TEST_CASE("what is read while the writer folds is exact, but for the run being counted") {
    MadePipeline made = five_stages();
    constexpr std::uint64_t runs = 500'000;
    std::thread writer{[&made] {
        for (std::uint64_t run = 0; run < runs; ++run) {
            straight_run(made, {11, 22, 33, 44, 55});
            // As a run would take time too: a look fits between two foldings.
            if (run % 8 == 0) std::this_thread::yield();
        }
    }};
    std::uint64_t wrong = 0, last = 0;
    while (last < runs) {
        for (std::uint32_t node = 1; node < nodes; ++node) {
            const std::uint64_t before = weir::detail::load_acquire(made.shard().straight_runs);
            const NodeCalls calls = read_calls(made.schema(), made.shard(), node, before);
            const std::uint64_t in_slot = calls.histogram.counts[weir::layout::slot_of(std::uint64_t{11} * node)];
            wrong += calls.count < before || calls.total != calls.count * 11 * node ||
                     counted(calls.histogram) != in_slot || in_slot - calls.count > 1;
            last = calls.count;
        }
    }
    writer.join();
    CHECK(wrong == 0);
    CHECK(counted(read(made, 1).histogram) == runs);
}
