// Runs and stages held against each other, and times without what measuring costs.
#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/export/text.hpp>
#include <weir/panel/report.hpp>

#include <cstdint>
#include <string>

using namespace weir::literals;
using weir::panel::make_report;
using weir_test::MadePipeline;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("runs, stages and records agree to the nanosecond") {
    MadePipeline made{"p"};
    made.stage("a").open("inner").stage("b").stage("c").close().make(2, 64);
    for (std::uint64_t run = 0; run < 100; ++run) made.run({run, 2 * run + 1, 7}, run % 2);
    made.run({5});  // it came to the first stage only
    const weir::Reconciliation found = make_report(made.source()).reconciliation;
    CHECK(found.run.count() == 3 * 4'950 + 800 + 5);
    CHECK(found.stages == found.run);
    CHECK(found.apart == 0_ns);
    CHECK(found.measured == 101);
    CHECK(found.recorded == 101);
    CHECK(found.recorded_time == found.run);
    CHECK(found.notes.empty());
}

TEST_CASE("what the rings lost, the filter kept out, and what stopped or threw is said") {
    MadePipeline made{"p"};
    made.stage("a").make(1, 16);
    for (std::uint64_t run = 0; run < 20; ++run) made.run({run});
    made.shard().filtered = 3;
    made.statistics(0).errors = 1;
    made.statistics(0).stopped = 2;
    const weir::Reconciliation found = make_report(made.source()).reconciliation;
    CHECK(found.recorded == 16);
    CHECK(found.measured == 20);
    CHECK(found.recorded_time.count() == 190 - 6);
    REQUIRE(found.notes.size() == 4);
    CHECK(contains(found.notes[0], "1 run threw"));
    CHECK(contains(found.notes[1], "2 runs stopped early"));
    CHECK(contains(found.notes[2], "the rings lost 4 records"));
    CHECK(contains(found.notes[3], "the filter kept 3 runs out"));
}

TEST_CASE("stages that do not add up to their runs are said to") {
    MadePipeline made{"p"};
    made.stage("a").make(1, 16);
    made.run({100});
    made.statistics(0).totals[0] = 90;
    const weir::Report report = make_report(made.source());
    CHECK(report.reconciliation.apart.count() == -10);
    CHECK(report.reconciliation.notes.size() == 2);
    CHECK(contains(to_string(report), "the stages add up to 100ns, the runs to 90ns"));
}

TEST_CASE("a run that says it took years is damaged, and left out") {
    MadePipeline made{"p"};
    made.stage("a").make(1, 16);
    made.run({100});
    const std::uint64_t upper = std::uint64_t{0x00f0'0000} << 32 >> 32;
    auto* const ring = made.shard().at<std::uint64_t>(made.schema().shard.ring);
    const std::size_t words = made.schema().record_size / 8;
    made.run({100}).run({100});
    ring[words + 2] |= std::uint64_t{weir::layout::RunRecord::has_upper_halves} << 32;
    ring[2 * words + 2] |= std::uint64_t{weir::layout::RunRecord::is_upper_halves} << 32;
    ring[2 * words + 3] = upper;
    const weir::panel::RunTable table = weir::panel::read_run_table(made.source());
    CHECK(table.size() == 1);
    CHECK(table.damaged == 1);
}

TEST_CASE("of rings that hold more than is looked at, the newest of each shard are taken") {
    MadePipeline made{"p"};
    made.stage("a").stage("b").make(3, 64);
    for (std::uint64_t run = 0; run < 150; ++run) made.run({run, 1000}, run < 10 ? 0 : 1 + run % 2);
    const weir::panel::RunTable table = weir::panel::read_run_table(made.source(), {40, 1'000});
    REQUIRE(table.size() == 40);
    CHECK(table.is_bounded);
    CHECK(table.durations[0] == 0);              // of the first shard all ten
    CHECK(table.totals[10] == 148 - 28 + 1000);  // then of each of the others fifteen
    CHECK(table.totals[24] == 148 + 1000);
    CHECK(table.totals[39] == 149 + 1000);
    CHECK(weir::panel::read_run_table(made.source(), {1'000, 20}).size() == 10);
    CHECK_FALSE(weir::panel::read_run_table(made.source()).is_bounded);
}

TEST_CASE("net of the instrument, each call is shorter by what a stage costs, and none is below zero") {
    MadePipeline made{"p"};
    made.stage("short").open("inner").stage("long").close().make(1, 64);
    made.run({5, 100}).run({25, 300});
    auto source = made.source();
    source.own_cost_stage_ns = 10;
    const weir::Report gross = make_report(source);
    CHECK_FALSE(gross.net);
    CHECK(gross.total.total == 430_ns);
    const weir::Report net = make_report(source, {true});
    CHECK(net.net);
    CHECK(net.stages[0].total == 10_ns);  // of 30 two calls of 10
    CHECK(net.stages[0].min == 0_ns);
    CHECK(net.stages[0].max == 15_ns);
    CHECK(net.stages[0].mean == 5_ns);
    CHECK(net.stages[1].total == 380_ns);
    CHECK(net.stages[1].stages.at(0).max == 290_ns);
    CHECK(net.total.total == 390_ns);  // the stages still add up to the run
    CHECK(net.total.mean == 195_ns);
    CHECK(net.total.max == 305_ns);
    CHECK(net.stages[0].share == Approx(10 / 390.0));
    CHECK(net.what_if.now.p99 == 305_ns);
    CHECK(net.reconciliation.run == 430_ns);
    CHECK(contains(to_string(net), "net: 10.0 ns were taken off the time of each call of a stage"));
    CHECK_FALSE(contains(to_string(gross), "net:"));
    CHECK_FALSE(make_report(made.source(), {true}).net);  // the cost is not known
}

TEST_CASE("waiting is shown apart from working, where it is known") {
    MadePipeline made{"p"};
    made.stage("s").make();
    made.run({100});
    weir::Report report = make_report(made.source());
    CHECK_FALSE(contains(to_string(report), "waiting"));
    report.stages[0].suspended = 40_ns;
    CHECK(contains(to_string(report), "waiting"));
    CHECK(contains(to_string(report), "40.0%\n"));
    CHECK(contains(weir::panel::find_bottlenecks(report.stages).at(0).reason, "; of its time it waits 40.0%"));
}
