// Traces for other tools: what was recorded, read back from both formats by decoders that share nothing with the writers.
#include "support/catch.hpp"
#include "support/decoded_trace.hpp"
#include "support/orders.hpp"
#include "support/saved_recording.hpp"

#include <weir/export/chrome.hpp>
#include <weir/export/perfetto.hpp>
#include <weir/panel/runs.hpp>
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

using weir_test::DecodedTrace;
using weir_test::Orders;
using weir_test::SavedRecording;
using weir_test::TracedSlice;
using weir_test::TracedTrack;
using Clock = weir::ManualClock;

namespace {

struct Written {
    std::string format;
    DecodedTrace trace;
    weir::TraceCounts counts;
};
/// A pipeline or a recording in both formats.
template <class From>
std::vector<Written> written(const From& from) {
    std::ostringstream perfetto, chrome;
    const weir::TraceCounts first = weir::write_perfetto(from, perfetto);
    const weir::TraceCounts second = weir::write_chrome(from, chrome);
    return {{"perfetto", weir_test::decode_perfetto(perfetto.str()), first},
            {"chrome", weir_test::decode_chrome(chrome.str()), second}};
}
/// Several in one trace.
std::vector<DecodedTrace> written(const std::vector<weir::panel::TraceInput>& inputs) {
    std::ostringstream perfetto, chrome;
    weir::panel::PerfettoSink first{weir::panel::ByteSink{perfetto}};
    weir::panel::ChromeSink second{weir::panel::ByteSink{chrome}};
    weir::panel::write_trace(inputs, first);
    weir::panel::write_trace(inputs, second);
    return {weir_test::decode_perfetto(perfetto.str()), weir_test::decode_chrome(chrome.str())};
}

struct Sums {
    std::uint64_t count = 0, total = 0, violations = 0;
};
std::map<std::string, Sums> sums_of(const DecodedTrace& trace) {
    std::map<std::string, Sums> sums;
    for (const TracedTrack& track : trace.tracks)
        for (const TracedSlice& slice : track.slices) {
            Sums& sum = sums[slice.name];
            ++sum.count;
            sum.total += static_cast<std::uint64_t>(slice.end - slice.start);
            sum.violations += slice.categories.count("violation");
            CHECK(slice.categories.count("violation") == slice.annotations.count("threshold_ns"));
        }
    return sums;
}
std::vector<TracedSlice> runs_of(const TracedTrack& track, std::size_t depth = 0) {
    std::vector<TracedSlice> runs;
    for (const TracedSlice& slice : track.slices)
        if (slice.categories.count("run") != 0 && slice.depth == depth) runs.push_back(slice);
    return runs;
}

}  // namespace

TEST_CASE("the slices of a trace are the report's counts and times") {
    const Orders<weir::Trace<512>> pipeline;
    run_orders(pipeline, 300);
    const weir::Report report = weir::report(pipeline);
    for (const Written& made : written(pipeline)) {
        CAPTURE(made.format);
        CHECK(made.counts.runs == 300);
        CHECK(made.counts.malformed + made.counts.overwritten + made.counts.moved == 0);
        REQUIRE(made.trace.tracks.size() == 1);
        CHECK(made.trace.tracks[0].pipeline == "orders");
        CHECK(made.trace.tracks[0].process_number == getpid());
        auto sums = sums_of(made.trace);
        CHECK(sums.size() == 5);
        const auto compare = [&](const weir::StageReport& stage) {
            CAPTURE(stage.name);
            CHECK(sums[stage.name].count == stage.count);
            CHECK(sums[stage.name].total == static_cast<std::uint64_t>(stage.total.count()));
            CHECK(sums[stage.name].violations == stage.violations);
        };
        compare(report.total);
        weir::panel::for_each_stage(report.stages, compare);
        CHECK(sums["read"].violations > 0);
    }
}

TEST_CASE("each run has its start, its stages one after another, and all that is known of it") {
    const Orders<weir::Trace<512>> pipeline;
    run_orders(pipeline, 120);
    SavedRecording::of(pipeline).write("all.weir");
    const weir::Recording file = weir::open("all.weir");
    const auto views = weir::panel::select_runs(file.source(), 999, weir::RunOrder::oldest).runs;
    REQUIRE(views.size() == 120);
    for (const Written& made : written(file)) {
        CAPTURE(made.format);
        const TracedTrack& track = made.trace.tracks.at(0);
        CHECK(track.process == "orders");
        CHECK(track.process_number == 77);
        std::size_t at = 0;
        for (const weir::RunView& view : views) {
            CAPTURE(view.started_utc, view.key);
            const TracedSlice& run = track.slices.at(at++);
            REQUIRE(run.start == view.started_utc);
            REQUIRE(run.end == run.start + static_cast<std::int64_t>(view.total_ns));
            CHECK(run.depth == 0);
            CHECK(run.annotations.value("key", "") == view.key);
            CHECK(run.annotations["outcome"] == (view.outcome == weir::Outcome::ok        ? "ok"
                                                 : view.outcome == weir::Outcome::stopped ? "stopped"
                                                                                          : "threw"));
            CHECK(run.annotations.value("stage", "") == view.outcome_stage);
            CHECK(run.annotations.value("error", "") == view.error);
            CHECK(run.annotations.count("kept") == 0);
            const TracedSlice& quote = track.slices.at(at++);
            CHECK(quote.name == "quote");
            CHECK(quote.depth == 1);
            CHECK(quote.categories.count("pipeline") == 1);
            std::int64_t time = run.start;
            const char* names[] = {"read", "price", "send"};
            for (std::size_t leaf = 0; leaf < 3; ++leaf) {
                if (!view.durations[leaf]) continue;
                const TracedSlice& stage = track.slices.at(at++);
                CHECK(stage.name == names[leaf]);
                CHECK(stage.depth == (leaf < 2 ? 2 : 1));
                CHECK(stage.start == time);
                time += static_cast<std::int64_t>(*view.durations[leaf]);
                CHECK(stage.end == time);
                if (leaf == 1) CHECK(quote.end == time);
                if (leaf != 0) continue;
                CHECK(stage.annotations["capture.number"] == std::get<std::int64_t>(view.captures[0].value));
                CHECK(stage.annotations["capture.late"] == std::get<bool>(view.captures[1].value));
                CHECK(stage.annotations["capture.ratio"] == std::get<double>(view.captures[2].value));
                if (*view.durations[0] > 100) CHECK(stage.annotations["threshold_ns"] == 100);
            }
            CHECK(time == run.end);
        }
        CHECK(at == track.slices.size());
    }
}

namespace {

/// A pipeline that runs itself: `depth` more times, twice at each depth.
std::function<void(int)> again;
int enter(int depth) {
    Clock::advance(weir::nanoseconds(5));
    return depth;
}
int walk(int depth) {
    Clock::advance(weir::nanoseconds(1));
    for (int i = 0; i < 2 && depth > 0; ++i) again(depth - 1);
    Clock::advance(weir::nanoseconds(1));
    return depth;
}
void leave(int) { Clock::advance(weir::nanoseconds(3)); }
using Tree = weir::Pipeline<weir::Stage<"enter", enter>, weir::Stage<"walk", walk>, weir::Stage<"leave", leave>, Clock,
                            weir::Name<"tree">, weir::Trace<256>>;

}  // namespace

TEST_CASE("runs within a run of the same pipeline lie in the stage that made them") {
    const Tree tree;
    again = [&](int depth) { tree(weir::Key{depth}, depth); };
    for (int i = 0; i < 3; ++i) again(3);
    for (const Written& made : written(tree)) {
        CAPTURE(made.format);
        CHECK(made.counts.runs == 3 * 15);
        CHECK(made.counts.moved == 0);
        const TracedTrack& track = made.trace.tracks.at(0);
        CHECK(track.slices.size() == std::size_t{3 * 15 * 4});
        std::map<std::string, std::size_t> at_depth;
        for (const TracedSlice& slice : track.slices) {
            if (slice.categories.count("run") == 0) {
                CHECK(track.slices[slice.parent].name == "tree");
                continue;
            }
            const auto left = std::stoul(slice.annotations["key"].get<std::string>());
            ++at_depth[slice.annotations["key"]];
            CHECK(slice.depth == 2 * (3 - left));
            if (slice.depth > 0) CHECK(track.slices[slice.parent].name == "walk");
        }
        CHECK(at_depth == std::map<std::string, std::size_t>{{"0", 24}, {"1", 12}, {"2", 6}, {"3", 3}});
        // 5 + 2 + 3 of a run's own, and two runs of one less within it: 10 * (2^4 - 1)
        CHECK(runs_of(track)[0].end - runs_of(track)[0].start == 150);
    }
}

TEST_CASE("runs that were kept stand at their time, and say that they were kept") {
    const Orders<weir::Trace<8>, weir::KeepSlowest<3>> pipeline;
    for (int i = 0; i < 50; ++i) run_order(pipeline, weir::Key{i}, {i % 20 == 7 ? 900 + i : 10, 20, 30});
    for (const Written& made : written(pipeline)) {
        CAPTURE(made.format);
        const auto runs = runs_of(made.trace.tracks.at(0));
        REQUIRE(runs.size() == 10);
        CHECK(made.counts.runs == 10);
        std::vector<std::string> keys, kept;
        for (const TracedSlice& run : runs) {
            keys.push_back(run.annotations["key"]);
            if (run.annotations.contains("kept")) kept.push_back(keys.back());
        }
        CHECK(keys == std::vector<std::string>{"7", "27", "42", "43", "44", "45", "46", "47", "48", "49"});
        CHECK(kept == std::vector<std::string>{"7", "27"});
    }
}

TEST_CASE("each thread has a track of its own") {
    const Orders<weir::Trace<64>> pipeline;
    run_orders(pipeline, 3);
    std::thread{[&] { run_orders(pipeline, 5); }}.join();
    for (const Written& made : written(pipeline)) {
        CAPTURE(made.format);
        CHECK(made.trace.processes.size() == 1);
        REQUIRE(made.trace.tracks.size() == 2);
        std::vector<std::size_t> sizes;
        for (const TracedTrack& track : made.trace.tracks) sizes.push_back(runs_of(track).size());
        std::sort(sizes.begin(), sizes.end());
        CHECK(sizes == std::vector<std::size_t>{3, 5});
        CHECK(made.trace.tracks[0].thread != made.trace.tracks[1].thread);
    }
}

TEST_CASE("the rates add up to the runs, and the p99 is that of the runs") {
    const Orders<weir::Trace<1024>> pipeline;
    for (int i = 0; i < 1000; ++i) run_order(pipeline, {}, {i < 500 ? 40 : 440, 30, 30});
    for (const Written& made : written(pipeline)) {
        CAPTURE(made.format);
        const auto& rates = made.trace.counters.at("orders runs/s");
        const auto& p99 = made.trace.counters.at(made.format == "chrome" ? "orders p99 ns" : "orders p99");
        REQUIRE(rates.size() == 21);  // 1000 runs, 50 in an interval, and the end
        REQUIRE(p99.size() == 21);
        double runs = 0;
        for (std::size_t i = 0; i + 1 < rates.size(); ++i)
            runs += rates[i].second * static_cast<double>(rates[i + 1].first - rates[i].first) / 1e9;
        CHECK(std::abs(runs - 1000) < 1e-6);
        CHECK(p99.front().second == 100);
        CHECK(p99[19].second == 500);
        CHECK(rates.front().second > rates[19].second);
        CHECK(rates.back().second == 0);
        CHECK(p99.back().second == 0);
    }
}

TEST_CASE("the rates start where all rings are whole") {
    const Orders<weir::Trace<128>> pipeline;
    // Each thread's clock starts with it.
    std::thread{[&] { run_order(pipeline, {}, {40, 30, 30}); }}.join();
    std::thread{[&] {
        for (int i = 0; i < 200; ++i) run_order(pipeline, {}, {40, 30, 30});
    }}.join();
    for (const Written& made : written(pipeline)) {
        const auto& rates = made.trace.counters.at("orders runs/s");
        std::int64_t lost_until = std::numeric_limits<std::int64_t>::max();
        for (const TracedTrack& track : made.trace.tracks)
            if (runs_of(track).size() == 128) lost_until = track.slices.front().start;
        CHECK(rates.front().first == lost_until);
        CHECK(std::abs(rates.front().second - 1e7) < 2e5);  // one run every 100 ns
    }
}

TEST_CASE("a pipeline that keeps no runs makes a trace without any") {
    const Orders<weir::Timing> timing;
    run_orders(timing, 10);
    const Orders<weir::Off> off;
    run_orders(off, 10);
    const Orders<weir::Trace<8>> unused;
    const auto is_empty = [](const std::vector<Written>& all) {
        return all.size() == 2 && std::all_of(all.begin(), all.end(), [](const Written& made) {
                   return made.counts.runs == 0 && made.trace.tracks.empty() && made.trace.counters.empty();
               });
    };
    CHECK(is_empty(written(timing)));
    CHECK(is_empty(written(off)));
    CHECK(is_empty(written(unused)));
}

TEST_CASE("processes of one number on two machines are told apart, and one process of two pipelines is one") {
    const Orders<weir::Trace<64>> pipeline;
    run_orders(pipeline, 4);
    SavedRecording saved = SavedRecording::of(pipeline);
    saved.write("here.weir");
    saved.write("here_too.weir");
    std::strcpy(saved.head().writer.host, "there");
    saved.seal();
    saved.write("there.weir");
    saved.head().writer.process = 1ULL << 40;  // no number of a process
    saved.seal();
    saved.write("nowhere.weir");
    const std::vector<weir::Recording> files = [] {
        std::vector<weir::Recording> all;
        for (const char* name : {"here.weir", "here_too.weir", "there.weir", "nowhere.weir"})
            all.push_back(weir::open(name));
        return all;
    }();
    std::vector<weir::panel::TraceInput> inputs;
    for (const weir::Recording& file : files) inputs.push_back(weir::panel::trace_input(file));
    for (const DecodedTrace& trace : written(inputs)) {
        CHECK(trace.processes.size() == 3);
        CHECK(trace.processes.count(77) == 1);
        REQUIRE(trace.tracks.size() == 4);
        for (const TracedTrack& track : trace.tracks) CHECK(runs_of(track).size() == 4);
    }
}

TEST_CASE("of a damaged recording no slice overlaps another") {
    const Orders<weir::Trace<64>> pipeline;
    run_orders(pipeline, 20);
    SavedRecording saved = SavedRecording::of(pipeline);
    const std::uint64_t ring = saved.schema().shard.ring, size = saved.schema().record_size;
    const auto record = [&](std::uint64_t n) -> std::uint64_t* {
        return saved.shard(0).at<std::uint64_t>(ring + n * size);
    };
    std::vector<std::uint64_t> starts;
    for (std::uint64_t n = 0; n < 20; ++n) starts.push_back(record(n)[0]);
    record(2)[0] = ~std::uint64_t{0} / 3;  // at no time
    record(5)[0] = starts[4] + 1;          // in the one before, and longer than what is left of that
    record(9)[0] = starts[1];              // long before it
    record(12)[0] = starts[19] + 50'000;
    saved.write("damaged.weir");
    for (const Written& made : written(weir::open("damaged.weir"))) {
        CAPTURE(made.format);
        CHECK(made.counts.malformed == 1);
        CHECK(made.counts.runs == 19);
        std::size_t runs = 0;
        for (const TracedSlice& slice : made.trace.tracks.at(0).slices) runs += slice.categories.count("run");
        CHECK(runs == 19);
    }
}
