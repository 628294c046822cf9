// Recordings of one pipeline are summed, those of different ones refused.
#include "support/catch.hpp"
#include "support/orders.hpp"
#include "support/saved_recording.hpp"

#include <weir/export/json.hpp>
#include <weir/panel/merge.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using weir_test::Orders;
using weir_test::SavedRecording;

namespace {

using Traced = Orders<weir::Trace<8>>;

template <class Pipeline>
weir::Recording saved_as(const std::string& path, const Pipeline& pipeline) {
    SavedRecording::of(pipeline).write(path);
    return weir::open(path);
}
template <class... Recordings>
std::vector<weir::Recording> list_of(Recordings&&... recordings) {
    std::vector<weir::Recording> list;
    (list.push_back(std::move(recordings)), ...);
    return list;
}
std::string refusal(const std::vector<weir::Recording>& recordings) {
    try {
        static_cast<void>(weir::report(recordings));
        return "";
    } catch (const weir::MergeError& error) { return error.what(); }
}
weir::Recording changed(const std::string& path, void (*change)(weir::layout::Schema&)) {
    SavedRecording saved = SavedRecording::of(Traced{});
    change(saved.schema());
    saved.seal();
    saved.write(path);
    return weir::open(path);
}

}  // namespace

TEST_CASE("the report on several recordings has the sums of theirs, exactly") {
    const Traced first, second;
    weir_test::run_orders(first, 50);
    weir_test::run_orders(second, 80);
    const auto files = list_of(saved_as("first.weir", first), saved_as("second.weir", second));
    const weir::Report a = weir::report(files[0]);
    const weir::Report b = weir::report(files[1]);
    const weir::Report sum = weir::report(files);
    CHECK(sum.runs == 130);
    CHECK(sum.outcomes.ok == a.outcomes.ok + b.outcomes.ok);
    CHECK(sum.outcomes.stopped == a.outcomes.stopped + b.outcomes.stopped);
    CHECK(sum.outcomes.threw == a.outcomes.threw + b.outcomes.threw);
    CHECK(sum.total.total == a.total.total + b.total.total);
    CHECK(sum.total.min == std::min(a.total.min, b.total.min));
    CHECK(sum.total.max == std::max(a.total.max, b.total.max));
    CHECK(sum.total.violations == a.total.violations + b.total.violations);
    CHECK(sum.losses.overwritten == a.losses.overwritten + b.losses.overwritten);
    CHECK(sum.errors.size() == a.errors.size() + b.errors.size());
    CHECK(sum.own_cost.per_run_ns == 20);
    REQUIRE(sum.stages.size() == 2);
    for (std::size_t stage = 0; stage < 2; ++stage) {
        CHECK(sum.stages[stage].count == a.stages[stage].count + b.stages[stage].count);
        CHECK(sum.stages[stage].total == a.stages[stage].total + b.stages[stage].total);
    }
    for (std::size_t i = 1; i < sum.errors.size(); ++i)
        CHECK(sum.errors[i - 1].started_utc <= sum.errors[i].started_utc);
}

TEST_CASE("a recording merged with itself has all twice, and the same quantiles") {
    const Traced pipeline;
    weir_test::run_orders(pipeline, 500);
    const weir::Recording file = saved_as("twice.weir", pipeline);
    const weir::Report once = weir::report(file);
    const weir::Report twice = weir::report(list_of(weir::open("twice.weir"), weir::open("twice.weir")));
    CHECK(twice.runs == 2 * once.runs);
    CHECK(twice.total.count == 2 * once.total.count);
    CHECK(twice.total.p50 == once.total.p50);
    CHECK(twice.total.p99 == once.total.p99);
    CHECK(twice.total.mean == once.total.mean);
    nlohmann::json one = weir::report(list_of(weir::open("twice.weir")));
    nlohmann::json same = once;
    for (nlohmann::json* json : {&one, &same}) json->erase("made_at_utc_ns");
    CHECK(one == same);
}

TEST_CASE("recordings of different pipelines are refused, and the difference is named") {
    const std::string start = "expected recordings of one pipeline, found that a.weir and b.weir differ in ";
    const auto differing = [&](auto change) {
        return refusal(list_of(saved_as("a.weir", Traced{}), changed("b.weir", change)));
    };
    CHECK(differing([](weir::layout::Schema& s) { s.name[0] = 'O'; }) == start + "the name: orders against Orders");
    CHECK(differing([](weir::layout::Schema& s) { s.nodes()[2].threshold = 250; }) ==
          start + "the threshold of quote/read: 100ns against 250ns");
    CHECK(differing([](weir::layout::Schema& s) { s.nodes()[4].threshold = 5'000'000; }) ==
          start + "the threshold of send: none against 5ms");
    CHECK(differing([](weir::layout::Schema& s) { s.nodes()[4].name[0] = 'b'; }) ==
          start + "stage 4 of the list: send against bend");
    CHECK(differing([](weir::layout::Schema& s) { s.nodes()[4].flags = 1; }) ==
          start + "what send consists of or counts");
    CHECK(differing([](weir::layout::Schema& s) { s.sample_every = 7; }) == start + "one run measured in: 1 against 7");
    CHECK(differing([](weir::layout::Schema& s) { s.ring_capacity = 4; }) ==
          start + "run records kept for each thread: 8 against 4");
    CHECK(differing([](weir::layout::Schema& s) { s.fields()[0].name[0] = 'N'; }) == start + "what is captured");
    CHECK(refusal(list_of(saved_as("a.weir", Traced{}), saved_as("b.weir", Orders<weir::Timing>{}))) ==
          start + "the level: trace against timing");
    CHECK(differing([](weir::layout::Schema& s) { s.clock.epoch_utc += 5; }).empty());
    CHECK_THROWS_AS(weir::report(std::vector<weir::Recording>{}), std::invalid_argument);
}
