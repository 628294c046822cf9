// A recording says what the process itself would say: its report, what it is, whether it is still written.
#include "support/catch.hpp"
#include "support/orders.hpp"
#include "support/saved_recording.hpp"

#include <weir/export/json.hpp>
#include <weir/panel/recording.hpp>
#include <weir/report.hpp>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

using weir_test::Orders;
using weir_test::SavedRecording;

namespace {

/// All of a report but when it was made and what measuring costs, which the file knows for itself.
nlohmann::json facts_of(const weir::Report& report) {
    nlohmann::json json = report;
    json.erase("made_at_utc_ns");
    json.erase("own_cost");
    json.erase("recorded_by");
    const auto clear = [](auto self, nlohmann::json& stages) -> void {
        for (auto& stage : stages) {
            stage.erase("short_against_instrument");
            self(self, stage["stages"]);
        }
    };
    clear(clear, json["stages"]);
    return json;
}

}  // namespace

TEST_CASE("the report on a recording is the process' own") {
    const Orders<weir::Trace<8>> pipeline;
    std::thread{[&] { weir_test::run_orders(pipeline, 300); }}.join();
    weir_test::run_orders(pipeline, 70);
    SavedRecording::of(pipeline).write("orders.weir");
    const weir::Recording file = weir::open("orders.weir");
    const weir::Report report = weir::report(file);
    CHECK(facts_of(report) == facts_of(weir::report(pipeline)));
    CHECK(report.runs == 370);
    CHECK(report.errors.size() == 16);
    CHECK(report.own_cost.per_run_ns == 20);
    CHECK(report.own_cost.per_stage_ns == 10);
}

TEST_CASE("a recording tells of its writer, and of its file") {
    const Orders<weir::Timing> pipeline;
    SavedRecording saved = SavedRecording::of(pipeline);
    saved.write("facts.weir");
    weir::Recording first = weir::open("facts.weir");
    const weir::Recording file = std::move(first);
    CHECK(file.path() == "facts.weir");
    CHECK(file.size() == saved.bytes.size());
    CHECK(file.head().writer.process == 77);
    CHECK(file.head().writer.program == std::string{"/usr/bin/orders"});
    CHECK(file.schema().name == std::string{"orders"});
    CHECK(file.schema().leaf_count == 3);
    CHECK_FALSE(file.is_torn());
    CHECK(file.closed_utc() == saved.head().closed_utc);
    saved.head().closed_utc = 0;
    saved.write("facts.weir");
    CHECK_FALSE(file.closed_utc().has_value());
}

TEST_CASE("a recording is live while somebody holds its lock") {
    const Orders<weir::Timing> pipeline;
    SavedRecording::of(pipeline).write("live.weir");
    const weir::Recording file = weir::open("live.weir");
    CHECK_FALSE(file.is_live());
    const int writer = ::open("live.weir", O_RDWR | O_CLOEXEC);
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    REQUIRE(::fcntl(writer, F_OFD_SETLK, &lock) == 0);
    CHECK(file.is_live());
    ::close(writer);
    CHECK_FALSE(file.is_live());
}

TEST_CASE("shards that come later are seen, those that are not in use are not") {
    const Orders<weir::Trace<8>> pipeline;
    weir_test::run_orders(pipeline, 10);
    SavedRecording saved = SavedRecording::of(pipeline);
    saved.add_shard();
    saved.write("grows.weir");
    const weir::Recording file = weir::open("grows.weir");
    const weir::panel::Source before = file.source();
    CHECK(before.shards.size() == 1);
    for (int i = 0; i < 3; ++i) saved.add_shard(&SavedRecording{saved}.shard(0));
    saved.shard(4).state = weir::layout::ShardState::moving_in;
    const int writer = ::open("grows.weir", O_RDWR | O_CLOEXEC);  // in place, as a process does that adds threads
    REQUIRE(::pwrite(writer, saved.bytes.data(), saved.bytes.size(), 0) == static_cast<ssize_t>(saved.bytes.size()));
    ::close(writer);
    CHECK(file.source().shards.size() == 3);
    CHECK(file.source().shards.front() == before.shards.front());
    CHECK(weir::report(file).runs == 30);
}

TEST_CASE("a file that is cut while it is open is told, and kills nobody") {
    const Orders<weir::Timing> pipeline;
    weir_test::run_orders(pipeline, 10);
    SavedRecording::of(pipeline).write("cut.weir");
    const weir::Recording file = weir::open("cut.weir");
    REQUIRE(::truncate("cut.weir", 8192) == 0);
    CHECK_THROWS_AS(weir::report(file), weir::FileError);
    CHECK(file.is_torn());
}
