// verify() says nothing of a recording that is whole, and names what is not.
#include "support/catch.hpp"
#include "support/orders.hpp"
#include "support/saved_recording.hpp"

#include <weir/panel/verify.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <thread>

#include <unistd.h>

using weir::Certainty;
using weir::Verification;
using weir_test::Orders;
using weir_test::SavedRecording;

namespace {

using Everything = Orders<weir::Trace<16>, weir::KeepSlowest<2>, weir::KeepAround<1, 1, 2>>;

template <class Pipeline = Everything>
SavedRecording saved_orders(int runs = 200) {
    const Pipeline pipeline;
    std::thread{[&] { weir_test::run_orders(pipeline, runs); }}.join();
    weir_test::run_orders(pipeline, 30);
    return SavedRecording::of(pipeline);
}
Verification verified(const SavedRecording& saved) {
    saved.write("verified.weir");
    return weir::verify(weir::open("verified.weir"));
}
std::string all(const Verification& result) {
    std::string text;
    for (const weir::Finding& finding : result.findings)
        text += finding.what + " of " + finding.where + ": expected " + finding.expected + ", found " + finding.found +
                "\n";
    return text;
}

}  // namespace

TEST_CASE("a recording that is whole has no findings") {
    const Verification result = verified(saved_orders());
    CHECK(all(result).empty());
    CHECK(result.certainty == Certainty::closed);
    CHECK(result.shards == 1);  // the second thread went on with the first's
    CHECK(result.runs > 16);
    CHECK(all(verified(saved_orders<Orders<weir::Timing>>())).empty());
    CHECK(all(verified(saved_orders<Orders<weir::Trace<64>, weir::SampleEvery<7>>>())).empty());
    const Everything idle;
    CHECK(all(verified(SavedRecording::of(idle))).empty());
}

TEST_CASE("where a process was killed a thread may have been within a run") {
    SavedRecording saved = saved_orders();
    saved.head().closed_utc = 0;
    CHECK(verified(saved).certainty == Certainty::stopped);
    CHECK(all(verified(saved)).empty());
    using namespace weir::layout;
    const Schema& schema = saved.schema();
    Shard& shard = saved.shard(0);
    shard.at<Histogram>(schema.shard.histograms)[2].counts[77] += 1;
    shard.at<CostCell>(schema.shard.costs)[7].begun += 1;
    shard.runs += 1;
    shard.begun += 1;
    saved.shared().errors[saved.shared().error_count % 16].sequence -= 1;
    CHECK(all(verified(saved)).empty());
    saved.head().closed_utc = saved.head().writer.created_utc + 1;
    CHECK(all(verified(saved)) != "");
    saved.head().closed_utc = 0;
    shard.at<Histogram>(schema.shard.histograms)[2].counts[77] += 1;  // that would be two runs
    CHECK(all(verified(saved)) != "");
}

TEST_CASE("each kind of damage is found and named") {
    using namespace weir::layout;
    struct Case {
        const char* what;
        const char* where;
        std::function<void(SavedRecording&)> change;
    };
    const auto statistics = [](SavedRecording& s, std::size_t node) -> StageStatistics& {
        return s.shard(0).at<StageStatistics>(s.schema().shard.statistics)[node];
    };
    const auto histogram = [](SavedRecording& s, std::size_t node) -> Histogram& {
        return s.shard(0).at<Histogram>(s.schema().shard.histograms)[node];
    };
    const auto cells = [](SavedRecording& s) -> CostCell* { return s.shard(0).at<CostCell>(s.schema().shard.costs); };
    const auto record = [](SavedRecording& s, std::uint64_t n) -> RunRecord& {
        return *s.shard(0).at<RunRecord>(s.schema().shard.ring + n * s.schema().record_size);
    };
    const auto kept = [](SavedRecording& s, std::uint64_t n) -> Kept& {
        return *s.shard(0).at<Kept>(s.schema().shard.kept + n * Kept::size(s.schema().record_size));
    };
    const Case cases[] = {
        {"histogram, all slots", "shard 0, quote/read", [&](auto& s) { histogram(s, 2).counts[9] += 1; }},
        {"histogram, all slots", "shard 0, send", [&](auto& s) { statistics(s, 4).other_calls += 1; }},
        {"min, against max", "shard 0, send",
         [&](auto& s) {
             s.shard(0).summed = s.shard(0).folded = s.shard(0).straight_runs;  // no pending runs, which know better
             statistics(s, 4).min_inverted = 0;
         }},
        {"histogram, the slot of max", "shard 0, send", [&](auto& s) { statistics(s, 4).max <<= 1; }},
        {"histogram, the slot of min", "shard 0, send",
         [&](auto& s) { statistics(s, 4).min_inverted = StageStatistics::longest; }},
        {"histogram, slots outside of min and max", "shard 0, send", [&](auto& s) { statistics(s, 4).max = 40; }},
        {"total", "shard 0, send", [&](auto& s) { statistics(s, 4).totals[0] = statistics(s, 4).totals[1] = 3; }},
        {"total, against its stages'", "shard 0, orders",
         [&](auto& s) { statistics(s, 4).totals[0] += 1, statistics(s, 4).totals[1] += 1; }},
        {"costs, cell 7", "shard 0, quote/read", [&](auto& s) { cells(s)[7].items <<= 1; }},
        {"costs, cell 7", "shard 0, quote/read", [&](auto& s) { cells(s)[7].ns_squared = 0; }},
        {"costs, cell 7", "shard 0, quote/read",
         [&](auto& s) { cells(s)[7].items_ns = std::numeric_limits<double>::quiet_NaN(); }},
        {"costs, cell 20", "shard 0, quote/read", [&](auto& s) { cells(s)[20].ns = 1; }},
        {"costs, cell 7, begun", "shard 0, quote/read", [&](auto& s) { cells(s)[7].begun += 1; }},
        {"costs, calls", "shard 0, quote/read", [&](auto& s) { cells(s)[7].count = cells(s)[7].begun = 1'000; }},
        {"costs, items", "shard 0, quote/read", [&](auto& s) { statistics(s, 2).items = 5; }},
        {"costs, ns", "shard 0, quote/read", [&](auto& s) { cells(s)[7].ns = 1e9; }},
        {"violations", "shard 0, quote/read", [&](auto& s) { statistics(s, 2).violations = 0; }},
        {"violations, without a threshold", "shard 0, send", [&](auto& s) { statistics(s, 4).violations = 1; }},
        {"runs that were measured", "shard 0", [](auto& s) { s.shard(0).runs = 1; }},
        {"runs that stopped or threw", "shard 0", [&](auto& s) { statistics(s, 0).errors = 1'000'000; }},
        {"records and filtered runs", "shard 0", [](auto& s) { s.shard(0).filtered += 1; }},
        {"begun, slots of the ring", "shard 0", [](auto& s) { s.shard(0).begun += 1; }},
        {"wide, runs of two slots", "shard 0", [](auto& s) { s.shard(0).wide = s.shard(0).ended; }},
        {"state", "shard 0", [](auto& s) { s.shard(0).state = static_cast<ShardState>(7); }},
        {"state", "shard 0", [](auto& s) { s.shard(0).state = ShardState::moving_in; }},
        {"slots that hold no run of this pipeline", "rings and kept runs",
         [&](auto& s) { record(s, 3).end = static_cast<RunEnd>(9); }},
        {"slots that hold no run of this pipeline", "rings and kept runs", [&](auto& s) { kept(s, 0).total += 1; }},
        {"a run's key, as the number of a name", "rings and kept runs",
         [&](auto& s) { record(s, 3).key = 4'095, record(s, 3).key_kind = KeyKind::name; }},
        {"keys.count", "keys", [](auto& s) { s.keys().count = 5'000; }},
        {"keys.index, entries", "keys", [](auto& s) { s.keys().index[0] = 9; }},
        {"offset", "keys.entries[1]", [](auto& s) { s.keys().entries[1].offset += 1; }},
        {"size", "keys.entries[1]", [](auto& s) { s.keys().entries[1].size = 1U << 30; }},
        {"hash", "keys.entries[0]", [](auto& s) { s.keys().text[0] ^= 1; }},
        {"keys.text_used", "keys", [](auto& s) { s.keys().text_used += 1; }},
        {"sequence", "errors[2]", [](auto& s) { s.shared().errors[2].sequence += 1; }},
        {"stage", "errors[2]", [](auto& s) { s.shared().errors[2].stage = 3; }},
        {"key_kind", "errors[2]", [](auto& s) { s.shared().errors[2].key_kind = static_cast<KeyKind>(4); }},
        {"message", "errors[2]", [](auto& s) { std::fill_n(s.shared().errors[2].message, 121, 'x'); }},
        {"head.shard_capacity, against the file's size", "head", [](auto& s) { s.head().shard_capacity += 1; }},
        {"head.closed_utc", "head", [](auto& s) { s.head().closed_utc = 5; }},
    };
    for (const Case& one : cases) {
        INFO(one.what);
        SavedRecording saved = saved_orders();
        one.change(saved);
        const Verification result = verified(saved);
        INFO(all(result));
        CHECK(std::any_of(result.findings.begin(), result.findings.end(), [&](const weir::Finding& finding) {
            return finding.what == one.what && finding.where == one.where;
        }));
    }
}

TEST_CASE("findings beyond a thousand are counted") {
    Verification result;
    for (int i = 0; i < 1'005; ++i) result.require_equal("x", "y", 1, 2);
    CHECK(result.findings.size() == 1'000);
    CHECK(result.left_out == 5);
}

TEST_CASE("a file that is cut while it is verified is told") {
    saved_orders().write("cut.weir");
    const weir::Recording file = weir::open("cut.weir");
    REQUIRE(::truncate("cut.weir", 4096) == 0);
    CHECK_THROWS_AS(weir::verify(file), weir::FileError);
}
