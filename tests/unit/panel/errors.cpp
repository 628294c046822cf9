#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/panel/report.hpp>

#include <cstdint>
#include <cstring>
#include <memory>

using weir::panel::make_report;
using weir_test::MadePipeline;

TEST_CASE("errors are reported newest last, of a full ring the last ones") {
    using namespace weir::layout;
    MadePipeline made{"outer"};
    made.stage("first").open("inner").stage("a").close().make();
    made.schema().clock.multiplier = std::uint64_t{3} << 32;  // 3 ns a tick
    made.schema().clock.epoch_ticks = 1'000;
    made.schema().clock.epoch_utc = 1'769'862'896'000'000'000;
    const auto keys = std::make_unique<KeyTable>();
    std::memcpy(keys->text, "xxmovement:go", 13);
    keys->entries[0] = {2, 11, 0};
    keys->count = 1;
    Shared shared{};
    shared.error_count = 18;
    shared.unrecorded = 4;
    shared.handler_errors = 5;
    for (std::uint64_t i = 2; i < 18; ++i) {
        ErrorRecord& record = shared.errors[i % Shared::error_capacity];
        record.sequence = 2 * (i + 1);
        record.start = i == 2 ? 900 : 1'000 + i;
        record.stage = i == 17 ? std::uint16_t{1} : RunRecord::no_stage;
        record.key_kind = i == 17   ? KeyKind::name
                          : i == 16 ? KeyKind::number
                          : i == 15 ? KeyKind::unknown
                                    : KeyKind::none;
        record.key = i == 16 ? 42 : 0;
        std::memcpy(record.message, i == 17 ? "half \xC3" : "bad \xC3!", 6);
        record.cut = i == 17 ? 1 : 0;
    }
    made.shard().keys_dropped = 6;
    auto source = made.source();
    source.shared = &shared;
    source.keys = keys.get();
    const weir::Report report = make_report(source);
    REQUIRE(report.errors.size() == 16);
    CHECK(report.errors.front().started_utc == 1'769'862'896'000'000'000 - 300);
    CHECK(report.errors.front().stage.empty());
    CHECK(report.errors.front().key.empty());
    CHECK(report.errors.front().message == "bad \xEF\xBF\xBD!");
    CHECK(report.errors[13].key == "(dropped)");
    CHECK(report.errors[14].key == "42");
    const auto& newest = report.errors.back();
    CHECK(newest.started_utc == 1'769'862'896'000'000'000 + 51);
    CHECK(newest.stage == "inner/a");
    CHECK(newest.key == "movement:go");
    CHECK(newest.message == "half ");
    CHECK(newest.cut);
    CHECK(report.losses.unrecorded == 4);
    CHECK(report.losses.handler_errors == 5);
    CHECK(report.losses.keys_dropped == 6);
    source.keys = nullptr;
    CHECK(make_report(source).errors.back().key == "(dropped)");

    shared.errors[17 % Shared::error_capacity].sequence = 2 * 18 - 1;  // being written
    shared.errors[3].sequence = 2 * 20;                                // overwritten since the count was read
    CHECK(make_report(source).errors.size() == 14);
}

TEST_CASE("an error's time is right where ticks times multiplier need more than 64 bits") {
    weir::layout::ClockSchema clock{};
    clock.multiplier = (std::uint64_t{1} << 32) / 3;
    CHECK(weir::panel::utc_of(clock, 3'000'000'000'000'000'000) == 999'999'999'767'169'356);
}
