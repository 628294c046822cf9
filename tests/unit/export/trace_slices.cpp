// The slices of traces for other tools are what was recorded, in both formats.
#include "support/catch.hpp"
#include "support/orders.hpp"
#include "support/saved_recording.hpp"
#include "unit/export/written_traces.hpp"

#include <weir/panel/runs.hpp>
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

using weir_test::DecodedTrace;
using weir_test::Orders;
using weir_test::SavedRecording;
using weir_test::TracedSlice;
using weir_test::TracedTrack;
using weir_test::Written;
using weir_test::written;

namespace {

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
