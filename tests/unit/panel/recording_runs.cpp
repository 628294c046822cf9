// Single runs of a recording: each once, whole, with all that is known of it.
#include "support/catch.hpp"
#include "support/orders.hpp"
#include "support/saved_recording.hpp"

#include <weir/panel/recording.hpp>
#include <weir/panel/runs.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using weir::RunOrder;
using weir_test::Order;
using weir_test::OrderEnd;
using weir_test::Orders;
using weir_test::SavedRecording;

namespace {

template <class Pipeline>
weir::Recording saved_as(const std::string& path, const Pipeline& pipeline) {
    SavedRecording::of(pipeline).write(path);
    return weir::open(path);
}
std::vector<weir::RunView> newest(const weir::Recording& file, std::size_t most, const weir::RunFilter& filter = {}) {
    return weir::panel::select_runs(file.source(), most, RunOrder::newest, filter).runs;
}
std::string captured(const weir::RunView& run, const std::string& name) {
    for (const auto& capture : run.captures)
        if (capture.name == name) return capture.stage + "=" + weir::panel::value_text(capture);
    return "not captured";
}

}  // namespace

TEST_CASE("a run is shown with its key, its times, its captures and its end") {
    const Orders<weir::Trace<64>> pipeline;
    const auto epoch = pipeline.weir_recorder().schema->clock;
    run_order(pipeline, weir::Key{"customer:7"}, {40, 50, 60});
    run_order(pipeline, weir::Key{9}, {120, 50, 60, OrderEnd::stops});
    const std::uint64_t third = weir::ManualClock::now();
    run_order(pipeline, {}, {10, 5, 60, OrderEnd::throws});
    const weir::Recording file = saved_as("shown.weir", pipeline);
    const std::vector<weir::RunView> runs = newest(file, 9);
    REQUIRE(runs.size() == 3);
    const weir::RunView &threw = runs[0], &stopped = runs[1], &ok = runs[2];
    CHECK(ok.key == "customer:7");
    CHECK(ok.outcome == weir::Outcome::ok);
    CHECK(ok.outcome_stage.empty());
    CHECK(ok.total_ns == 150);
    CHECK(ok.durations == std::vector<std::optional<std::uint64_t>>{40, 50, 60});
    CHECK(weir::panel::duration_of(ok, file.schema().nodes()[1]) == 90);
    CHECK_FALSE(ok.kept);
    CHECK(captured(ok, "number") == "quote/read=-40");
    CHECK(captured(ok, "late") == "quote/read=false");
    CHECK(captured(ok, "ratio") == "quote/read=10");
    CHECK(std::get<double>(ok.captures.at(2).value) == 10.0);
    CHECK(stopped.key == "9");
    CHECK(stopped.outcome == weir::Outcome::stopped);
    CHECK(stopped.outcome_stage == "quote/read");
    CHECK(stopped.durations == std::vector<std::optional<std::uint64_t>>{120, std::nullopt, std::nullopt});
    CHECK(weir::panel::duration_of(stopped, file.schema().nodes()[4]) == std::nullopt);
    CHECK(captured(stopped, "late") == "quote/read=true");
    CHECK(threw.key.empty());
    CHECK(threw.outcome == weir::Outcome::threw);
    CHECK(threw.outcome_stage == "quote/price");
    CHECK(threw.error == "no price");
    CHECK(threw.total_ns == 15);
    CHECK(threw.started_utc == epoch.epoch_utc + static_cast<std::int64_t>(third - epoch.epoch_ticks));
}

TEST_CASE("a duration of more than 32 bits is whole") {
    const Orders<weir::Trace<64>> pipeline;
    run_order(pipeline, {}, {7, 1, 2});
    run_order(pipeline, {}, {40'000'000'000, 4'294'967'295, 0, OrderEnd::ok});
    run_order(pipeline, {}, {9'000'000'000, 0, 0, OrderEnd::stops});
    const weir::Recording file = saved_as("wide.weir", pipeline);
    const std::vector<weir::RunView> runs = weir::panel::slowest(file.source(), 3);
    REQUIRE(runs.size() == 3);
    CHECK(runs[0].durations == std::vector<std::optional<std::uint64_t>>{40'000'000'000, 4'294'967'295, 0});
    CHECK(runs[0].total_ns == 44'294'967'295);
    CHECK(runs[1].durations == std::vector<std::optional<std::uint64_t>>{9'000'000'000, std::nullopt, std::nullopt});
    CHECK(runs[2].total_ns == 10);
}

TEST_CASE("all runs of all rings come once, oldest first within a ring, across chunks and the ring's seam") {
    constexpr std::uint64_t capacity = 10'000;
    const Orders<weir::Trace<capacity>> pipeline;
    const std::uint64_t of_threads[] = {25'000, 7'000, 10'000};
    for (const std::uint64_t count : of_threads)
        std::thread{[&] {
            for (std::uint64_t i = 0; i < count; ++i)
                run_order(pipeline, weir::Key{i}, {i % 1'000 == 999 ? 5'000'000'000 : 1, 1, 1});
        }}.join();
    const weir::Recording file = saved_as("all.weir", pipeline);
    std::uint64_t last = 0, number = 0, count = 0, wide = 0;
    bool in_order = true;
    const auto counts = weir::panel::for_each_run(file.source(), [&](const weir::panel::RawRun& run) {
        in_order = in_order && (count == 0 || (run.start() >= last && run.number > number));
        last = run.start();
        number = run.number;
        wide += run.upper() != nullptr ? 1 : 0;
        ++count;
    });
    CHECK(in_order);
    CHECK(counts.visited == count);
    CHECK(counts.malformed == 0);
    CHECK(counts.overwritten == 0);
    // The three threads went on with one shard, one after another; the wide runs take two slots of it.
    CHECK(count + wide <= capacity);
    CHECK(count + wide >= capacity - 1);
    CHECK(wide == 10);
}

TEST_CASE("runs of several shards know their shard") {
    const Orders<weir::Trace<4>> pipeline;
    run_order(pipeline, weir::Key{1}, {1, 1, 1});
    std::thread{[&] { run_order(pipeline, weir::Key{2}, {2, 1, 1}); }}.join();
    const weir::Recording file = saved_as("shards.weir", pipeline);
    std::set<std::size_t> shards;
    for (const weir::RunView& run : newest(file, 9)) shards.insert(run.shard);
    CHECK(shards == std::set<std::size_t>{0, 1});
}

TEST_CASE("runs that were kept come once, and say so") {
    const Orders<weir::Trace<4>, weir::KeepSlowest<3>, weir::KeepAround<1, 1, 2>> pipeline;
    for (int i = 0; i < 40; ++i) {
        std::int64_t read = i == 5 || i == 37 ? 1'000 : 10;
        if (i == 21) read = 6'000'000'000;
        run_order(pipeline, weir::Key{i}, {read, 1, 1});
    }
    const weir::Recording file = saved_as("kept.weir", pipeline);
    std::map<std::string, int> times;
    std::map<std::string, bool> kept;
    const auto selection = weir::panel::select_runs(file.source(), 99, RunOrder::oldest);
    for (const weir::RunView& run : selection.runs) {
        ++times[run.key];
        kept[run.key] = run.kept;
    }
    CHECK(selection.counts.malformed == 0);
    for (const auto& [key, count] : times) {
        INFO(key);
        CHECK(count == 1);
    }
    // The last four are in the ring; of the windows around violations the last two; the slowest were kept before.
    for (const char* key : {"36", "37", "38", "39"}) CHECK_FALSE(kept.at(key));
    for (const char* key : {"5", "20", "21", "22"}) CHECK(kept.at(key));
    CHECK(times.count("10") == 0);
    CHECK(weir::panel::slowest(file.source(), 1).at(0).total_ns == 6'000'000'002);
}

TEST_CASE("runs are chosen by key, by outcome, and by the threshold of a stage") {
    const Orders<weir::Trace<512>> pipeline;
    weir_test::run_orders(pipeline, 100);
    const weir::Recording file = saved_as("chosen.weir", pipeline);
    const auto matched = [&](const weir::RunFilter& filter) {
        return weir::panel::select_runs(file.source(), 0, RunOrder::newest, filter).matched;
    };
    CHECK(matched({}) == 100);
    CHECK(matched({"customer:*", {}, {}}) == 34);
    CHECK(matched({"*:3", {}, {}}) == 7);
    CHECK(matched({"9*", {}, {}}) == 3);  // the numbers 91, 94, 97
    CHECK(matched({"", {}, {}}) == 33);
    CHECK(matched({{}, weir::Outcome::threw, {}}) == 8);
    CHECK(matched({{}, weir::Outcome::stopped, {}}) == 9);
    CHECK(matched({{}, {}, "quote/read"}) == 6);
    CHECK(matched({{}, weir::Outcome::stopped, "quote/read"}) == 1);
    CHECK(matched({{}, {}, "orders"}) == 6);
    CHECK_THROWS_WITH(matched({{}, {}, "send"}),
                      "expected a stage with a threshold, found send, which has none; with one: orders, quote/read");
    CHECK_THROWS_WITH(matched({{}, {}, "sned"}),
                      "expected the path of a stage with a threshold, found sned; there are: orders, quote/read");
}

TEST_CASE("the slowest are the slowest of all, in order, however few are asked for") {
    const Orders<weir::Trace<512>> pipeline;
    weir_test::run_orders(pipeline, 300);
    const weir::Recording file = saved_as("slowest.weir", pipeline);
    std::vector<std::uint64_t> totals;
    weir::panel::for_each_run(file.source(), [&](const auto& run) { totals.push_back(run.total()); });
    std::sort(totals.rbegin(), totals.rend());
    for (const std::size_t most : {0U, 1U, 7U, 1'000U}) {
        const auto runs = weir::panel::slowest(file.source(), most);
        REQUIRE(runs.size() == std::min(most, totals.size()));
        for (std::size_t i = 0; i < runs.size(); ++i) CHECK(runs[i].total_ns == totals[i]);
    }
    const auto oldest = weir::panel::select_runs(file.source(), 2, RunOrder::oldest).runs;
    CHECK(oldest.at(0).started_utc < oldest.at(1).started_utc);
    CHECK(oldest.at(1).started_utc < newest(file, 1).at(0).started_utc);
}

TEST_CASE("below level trace there are no single runs") {
    const Orders<weir::Timing> pipeline;
    weir_test::run_orders(pipeline, 10);
    const weir::Recording file = saved_as("timing.weir", pipeline);
    CHECK(weir::panel::slowest(file.source(), 10).empty());
    CHECK(weir::panel::select_runs({}, 10).runs.empty());
}

TEST_CASE("a slot that holds no run of the pipeline is counted, and not shown") {
    const Orders<weir::Trace<8>> pipeline;
    weir_test::run_orders(pipeline, 6);
    SavedRecording saved = SavedRecording::of(pipeline);
    const std::uint64_t ring = saved.head().shards + saved.schema().shard.ring;
    const auto record = [&](std::uint64_t n) -> weir::layout::RunRecord& {
        return saved.at<weir::layout::RunRecord>(ring + n * saved.schema().record_size);
    };
    record(0).end = static_cast<weir::layout::RunEnd>(3);
    record(1).stage = 2;  // of a run that is ok
    record(2).flags = 8;
    record(3).flags = weir::layout::RunRecord::has_upper_halves;  // and the next slot is none
    record(4).key_kind = weir::layout::KeyKind::name;
    record(4).key = 4'000;  // of five names
    saved.write("slots.weir");
    const weir::Recording file = weir::open("slots.weir");
    const auto selection = weir::panel::select_runs(file.source(), 9, RunOrder::oldest);
    CHECK(selection.counts.malformed == 4);
    REQUIRE(selection.runs.size() == 2);
    CHECK(selection.runs[0].key == "(dropped)");
}

TEST_CASE("what is overwritten while it is read is left out and counted") {
    const Orders<weir::Trace<8>> pipeline;
    weir_test::run_orders(pipeline, 10);
    SavedRecording saved = SavedRecording::of(pipeline);
    saved.shard(0).begun = 13;  // the writer is three slots ahead, as while the ring was copied
    saved.write("ahead.weir");
    const weir::Recording file = weir::open("ahead.weir");
    const auto counts = weir::panel::for_each_run(file.source(), [](const auto& run) { CHECK(run.number >= 5); });
    CHECK(counts.visited == 5);
    CHECK(counts.overwritten == 3);
    CHECK(counts.malformed == 0);
}
