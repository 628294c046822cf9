#include "support/catch.hpp"
#include "tools/support/command.hpp"

#include <weir/layout/file.hpp>

#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

// What `info` and `verify` say of whole, killed, live and damaged files.

using weir_test::content_of;
using weir_test::Ended;
using weir_test::run_weir;
using weir_test::work;
using weir_test::write_content;

namespace {

using Layout = weir::layout::FileHead;

template <class T>
T read_at(const std::string& bytes, std::size_t offset) {
    T value;
    std::memcpy(static_cast<void*>(&value), bytes.data() + offset, sizeof value);
    return value;
}

/// A process that records until its input ends; back when there are runs in its file.
void await_runs(const std::string& file) {
    for (int tries = 0; tries < 6000; ++tries) {
        const Ended report = run_weir({"report", "--json", file});
        if (report.status == 0 && report.json()["runs"] > 20) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    FAIL("no run came within a minute");
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("info tells what a recording is") {
    work("a.weir", 100, 2, 0);
    const Ended info = run_weir({"info", "a.weir"});
    CHECK(info.status == 0);
    const auto head = read_at<Layout>(content_of("a.weir"), 0);
    char fingerprint[17];
    std::snprintf(fingerprint, sizeof fingerprint, "%016llx", static_cast<unsigned long long>(head.fingerprint));
    for (const std::string& part :
         {std::string{"work, level trace"}, std::string{fingerprint}, std::string{"ended at 20"},
          std::to_string(head.writer.process), std::string{head.writer.host}, std::string{head.writer.compiler},
          std::string{"200, 200 measured"}, std::string{"4096 of 56 bytes a thread; 200 there, 0 overwritten"},
          std::string{"2 shards in use"}, std::string{"\n  work, threshold 1ms\n"},
          std::string{
              "\n    parse, threshold 900us, items, captures number (signed, 64 bits), is_even (boolean, 8 bits)\n"},
          std::string{"\n    inner\n      check\n      sum, threshold 1ms\n"}, std::string{"manual"}}) {
        INFO(part << "\n in \n" << info.out);
        CHECK(has(info.out, part));
    }
}

TEST_CASE("info tells the same as JSON") {
    work("j.weir", 100, 2, 0);
    const Ended info = run_weir({"info", "--json", "j.weir"});
    REQUIRE(info.status == 0);
    const auto json = info.json();
    const std::string bytes = content_of("j.weir");
    const auto head = read_at<Layout>(bytes, 0);
    CHECK(json["format"] == "weir-info");
    CHECK(json["pipeline"] == "work");
    CHECK(json["level"] == "trace");
    CHECK(json["state"] == "ended");
    CHECK(json["closed_utc_ns"] == head.closed_utc);
    CHECK(json["writer"]["process"] == head.writer.process);
    CHECK(json["bytes"] == bytes.size());
    CHECK(json["runs"] == 200);
    CHECK(json["ring"]["records"] == 200);
    CHECK(json["ring"]["record_bytes"] == 56);
    CHECK(json["shards"].size() == 2);
    CHECK(json["cost"].is_null());  // a clock moved by hand
    CHECK(json["allocation_counting"] == "off");
    REQUIRE(json["stages"].size() == 6);
    CHECK(json["stages"][0]["path"] == "work");
    CHECK(json["stages"][0]["threshold_ns"] == 1'000'000);
    CHECK(json["stages"][1]["captures"][1] == nlohmann::json{{"name", "is_even"}, {"type", "boolean"}, {"bits", 8}});
    CHECK(json["stages"][3]["path"] == "inner");
    CHECK(json["stages"][3]["is_pipeline"] == true);
    CHECK(json["stages"][5]["path"] == "inner/sum");
    CHECK(json["stages"][4]["threshold_ns"].is_null());
}

TEST_CASE("what a hostile file says reaches the terminal as text") {
    work("h.weir", 20, 1, 0);
    std::string bytes = content_of("h.weir");
    const auto head = read_at<Layout>(bytes, 0);
    const std::string evil = "\x1b]0;gotcha\a\x1b[2J";
    using weir::layout::NodeSchema, weir::layout::Schema;
    auto& schema = *reinterpret_cast<Schema*>(bytes.data() + head.schema.offset);
    std::strcpy(schema.name, evil.c_str());
    std::strcpy(schema.nodes()[0].name, evil.c_str());
    std::strcpy(schema.nodes()[1].name, evil.c_str());
    std::strcpy(schema.clock.name, "\x1b[31m");
    auto& changed = *reinterpret_cast<Layout*>(bytes.data());
    std::strcpy(changed.writer.program, evil.c_str());
    changed.fingerprint = weir::layout::fingerprint_of(schema);
    changed.checksum = weir::layout::checksum_of(&schema, head.schema.size,
                                                 weir::layout::checksum_of(&changed, offsetof(Layout, checksum)));
    write_content("h.weir", bytes);
    work("good.weir", 20, 1, 0);
    for (const std::vector<std::string>& words : {std::vector<std::string>{"info", "h.weir"},
                                                  {"report", "h.weir"},
                                                  {"runs", "--limit", "2", "h.weir"},
                                                  {"verify", "h.weir"},
                                                  {"top", "--count", "1", "h.weir"},
                                                  {"report", "h.weir", "good.weir"}}) {
        const Ended ended = run_weir(words);
        INFO(words[0] << ": " << ended.out << ended.err);
        CHECK(ended.out.find('\x1b') == std::string::npos);
        CHECK(ended.err.find('\x1b') == std::string::npos);
        CHECK(ended.out.find('\a') == std::string::npos);
        if (words[0] != "verify") CHECK(has(ended.out + ended.err, "\\x1b"));
    }
}

TEST_CASE("a live process and a killed one are told apart, and both verify") {
    std::remove("w.weir");
    weir_test::Process process{{WEIR_WORKER, "watch", "w.weir"}};
    await_runs("w.weir");
    CHECK(has(run_weir({"info", "w.weir"}).out, "live"));
    const Ended live = run_weir({"verify", "w.weir"});
    CHECK(live.status == 0);
    CHECK(has(live.out, "w.weir: fine"));
    CHECK(has(live.out, "still writes"));
    process.send(SIGKILL);
    CHECK(process.end().status == 128 + SIGKILL);
    CHECK(has(run_weir({"info", "w.weir"}).out, "ended without closing"));
    const Ended killed = run_weir({"verify", "w.weir"});
    CHECK(killed.status == 0);
    CHECK(has(killed.out, "without closing"));
    CHECK(run_weir({"runs", "--json", "w.weir"}).json().size() == 10);
}

TEST_CASE("verify finds damage wherever it is, and says where") {
    work("a.weir", 100, 1, 0);
    CHECK(run_weir({"verify", "a.weir"}).out == "a.weir: fine: 1 shard, 100 single runs\n");
    const std::string whole = content_of("a.weir");
    const auto head = read_at<Layout>(whole, 0);
    const auto schema = read_at<weir::layout::Schema>(whole, head.schema.offset);
    const auto damaged = [&](std::size_t offset, char flipped) {
        std::string bytes = whole;
        bytes.at(offset) = static_cast<char>(bytes.at(offset) ^ flipped);
        write_content("damaged.weir", bytes);
        const Ended ended = run_weir({"verify", "a.weir", "damaged.weir"});
        INFO("byte " << offset << ": " << ended.out << ended.err);
        CHECK(ended.status == 1);
        CHECK(ended.err.empty());
        CHECK(has(ended.out, "a.weir: fine"));
        CHECK(has(ended.out, "damaged.weir: "));
        CHECK(!has(ended.out, "damaged.weir: fine"));
        return ended.out;
    };
    CHECK(has(damaged(0, 1), "head.magic"));
    CHECK(has(damaged(offsetof(Layout, version), 4), "head.version"));
    CHECK(has(damaged(offsetof(Layout, writer), 1), "head.checksum"));
    damaged(head.schema.offset + sizeof(weir::layout::Schema), 1);
    damaged(head.keys.offset, 2);
    const std::size_t shard = head.shards;
    CHECK(has(damaged(shard + schema.shard.statistics + offsetof(weir::layout::StageStatistics, max) + 4, 1), "work"));
    damaged(shard + schema.shard.histograms + 8 * 300, 1);
    damaged(shard + schema.shard.ring + offsetof(weir::layout::RunRecord, end), 0x40);
    damaged(shard + offsetof(weir::layout::Shard, state), 8);
    damaged(shard + offsetof(weir::layout::Shard, runs), 0x7f);
    write_content("damaged.weir", whole.substr(0, head.shards / 2));
    CHECK(run_weir({"verify", "damaged.weir"}).status == 1);
    CHECK(run_weir({"report", "damaged.weir"}).status == 2);
    CHECK(run_weir({"runs", "damaged.weir"}).status == 2);
    CHECK(run_weir({"info", "damaged.weir"}).status == 2);
    CHECK(run_weir({"top", "--count", "1", "damaged.weir"}).status == 2);
}

TEST_CASE("runs whose records are damaged are left out and counted") {
    work("a.weir", 100, 1, 0);
    std::string bytes = content_of("a.weir");
    const auto head = read_at<Layout>(bytes, 0);
    const auto schema = read_at<weir::layout::Schema>(bytes, head.schema.offset);
    bytes.at(head.shards + schema.shard.ring + offsetof(weir::layout::RunRecord, end)) = 0x40;
    write_content("damaged.weir", bytes);
    const Ended runs = run_weir({"runs", "--key", "*", "--json", "damaged.weir"});
    CHECK(runs.status == 0);
    CHECK(runs.json().size() == 99);
    CHECK(has(runs.err, "1 record is damaged"));
}
