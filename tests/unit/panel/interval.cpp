#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/panel/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

using weir::panel::between;
using weir::panel::NodeSnapshot;
using weir::panel::quantile;
using weir::panel::Snapshot;
using weir::panel::take_snapshot;
using weir_test::MadePipeline;

TEST_CASE("an interval holds what was counted in it and nothing from before") {
    MadePipeline made{"made", 10};
    made.stage("a", 6).stage("b").make(2);
    made.run({5, 1}).run({7, 9}, 1);
    const Snapshot before = take_snapshot(made.source());
    made.run({100, 2}).run({3, 3}, 1).run({3}, 1);
    made.statistics(2).errors += 1;
    const Snapshot during = between(before, take_snapshot(made.source()));
    REQUIRE(during.nodes.size() == 3);
    CHECK(during.runs == 3);
    CHECK(during.nodes[0].total == 111);
    CHECK(during.nodes[0].violations == 1);
    CHECK(during.nodes[1].count == 3);
    CHECK(during.nodes[1].total == 106);
    CHECK(during.nodes[1].violations == 1);
    CHECK(during.nodes[2].count == 2);
    CHECK(during.nodes[2].total == 5);
    CHECK(during.nodes[2].errors == 1);
}

TEST_CASE("an interval from an empty look is the look") {
    MadePipeline made{"made"};
    made.stage("a").make();
    for (std::uint64_t ns = 1; ns < 500; ++ns) made.run({ns * ns});
    const Snapshot all = take_snapshot(made.source());
    const Snapshot during = between(Snapshot{}, all);
    CHECK(during.runs == all.runs);
    for (std::size_t node = 0; node < 2; ++node) {
        CHECK(during.nodes[node].min == all.nodes[node].min);
        CHECK(during.nodes[node].max == all.nodes[node].max);
        for (const double q : {0.0, 0.1, 0.5, 0.99, 1.0})
            CHECK(quantile(during.nodes[node], q) == quantile(all.nodes[node], q));
    }
}

TEST_CASE("an interval without runs is zeros") {
    MadePipeline made{"made"};
    made.stage("a").make();
    made.run({5}).run({9});
    const Snapshot look = take_snapshot(made.source());
    const Snapshot during = between(look, look);
    CHECK(during.runs == 0);
    CHECK(during.nodes[1].count == 0);
    CHECK(during.nodes[1].total == 0);
    CHECK(during.nodes[1].min == 0);
    CHECK(during.nodes[1].max == 0);
    CHECK(quantile(during.nodes[1], 0.99) == 0);
}

TEST_CASE("quantiles of an interval are within 1.1 % of what sorting its runs alone gives") {
    std::mt19937_64 random{20261124};
    std::lognormal_distribution<double> earlier{6, 1};
    std::lognormal_distribution<double> later{12, 1.5};
    MadePipeline made{"made"};
    made.stage("a").make();
    for (int i = 0; i < 20'000; ++i) made.call(1, static_cast<std::uint64_t>(earlier(random)));
    const Snapshot before = take_snapshot(made.source());
    std::vector<std::uint64_t> values(5'000);
    for (auto& value : values) made.call(1, value = static_cast<std::uint64_t>(later(random)));
    const NodeSnapshot during = between(before, take_snapshot(made.source())).nodes[1];
    std::sort(values.begin(), values.end());
    for (const double q : {0.0, 0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
        const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(q * static_cast<double>(values.size()))));
        INFO("q = " << q);
        CHECK(quantile(during, q) == Approx(static_cast<double>(values[rank - 1])).epsilon(0.011).margin(0.5));
    }
}

TEST_CASE("extremes of an interval that are not those over all come from its buckets") {
    MadePipeline made{"made"};
    made.stage("a").make();
    made.call(1, 1);
    made.call(1, 1'000'000);
    const Snapshot before = take_snapshot(made.source());
    made.call(1, 1'000);
    made.call(1, 2'000);
    Snapshot after = take_snapshot(made.source());
    NodeSnapshot during = between(before, after).nodes[1];
    CHECK(static_cast<double>(during.min) == Approx(1'000).epsilon(0.011));
    CHECK(static_cast<double>(during.max) == Approx(2'000).epsilon(0.011));
    made.call(1, 1'234'567);
    made.call(1, 0);
    during = between(after, take_snapshot(made.source())).nodes[1];
    CHECK(during.min == 0);
    CHECK(during.max == 1'234'567);
}

TEST_CASE("a word that the earlier look saw later counts nothing") {
    Snapshot before;
    Snapshot after;
    before.nodes.resize(1);
    after.nodes.resize(1);
    before.runs = before.nodes[0].count = before.nodes[0].histogram.counts[7] = 5;
    after.runs = after.nodes[0].count = after.nodes[0].histogram.counts[7] = 4;
    const Snapshot during = between(before, after);
    CHECK(during.runs == 0);
    CHECK(during.nodes[0].count == 0);
    CHECK(during.nodes[0].histogram.counts[7] == 0);
}

TEST_CASE("an interval has the costs of its calls") {
    MadePipeline made{"made"};
    made.stage("a", MadePipeline::none, true).make();
    auto* const cells = made.shard().at<weir::layout::CostCells>(made.schema().shard.costs);
    const auto call = [&](std::uint64_t items, std::uint64_t ns) { weir::layout::count_cost(*cells, items, ns); };
    for (int i = 0; i < 10; ++i) call(5, 100);
    const Snapshot before = take_snapshot(made.source());
    for (int i = 0; i < 4; ++i) call(6, 120);
    const auto costs = between(before, take_snapshot(made.source())).nodes[1].costs;
    REQUIRE(costs.size() == weir::layout::CostCells::count);
    CHECK(costs[3].calls == 4);
    CHECK(costs[3].items == 24);
    CHECK(costs[3].ns == 480);
    CHECK(costs[3].items_ns == 4 * 720);
    CHECK(between(Snapshot{}, before).nodes[1].costs[3].calls == 10);
    CHECK(between(before, before).nodes[1].costs[3].calls == 0);
}
