// How the runs of traces for other tools lie on their tracks, in both formats.
#include "support/catch.hpp"
#include "support/orders.hpp"
#include "support/saved_recording.hpp"
#include "unit/export/written_traces.hpp"

#include <weir/weir.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

using weir_test::DecodedTrace;
using weir_test::Orders;
using weir_test::runs_of;
using weir_test::SavedRecording;
using weir_test::TracedSlice;
using weir_test::TracedTrack;
using weir_test::Written;
using weir_test::written;

namespace {

using Clock = weir::ManualClock;

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
        CHECK(made.counts.runs == 45);
        CHECK(made.counts.moved == 0);
        const TracedTrack& track = made.trace.tracks.at(0);
        CHECK(track.slices.size() == 180);
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
    inputs.reserve(files.size());
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
