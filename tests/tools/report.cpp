#include "support/catch.hpp"
#include "tools/support/command.hpp"

#include <weir/layout/file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

using weir_test::Ended;
using weir_test::lines_of;
using weir_test::run_weir;
using weir_test::work;

namespace {

/// The two are not made at the same moment, and only a process measures what measuring costs.
std::string without_moment(const std::string& text) {
    std::string kept;
    for (const std::string& line : lines_of(text))
        if (line.rfind("made at", 0) != 0) kept += line + "\n";
    return kept;
}
nlohmann::json without_moment(nlohmann::json report) {
    report.erase("made_at_utc_ns");
    return report;
}

/// What only a recording can tell: who made it, and its runs in their order.
nlohmann::json without_recording(nlohmann::json report) {
    const auto forget = [](auto& self, nlohmann::json& stage) -> void {
        CHECK(stage["batches"].size() == 20);
        stage["batches"] = nlohmann::json::array();
        for (nlohmann::json& nested : stage["stages"]) self(self, nested);
    };
    forget(forget, report["total"]);
    for (nlohmann::json& stage : report["stages"]) forget(forget, stage);
    CHECK(report["recorded_by"].size() == 1);
    report["recorded_by"] = nlohmann::json::array();
    return report;
}

void add(nlohmann::json& sum, const nlohmann::json& stage) {
    for (const char* name : {"count", "total_ns", "violations", "stopped", "errors", "items"})
        sum[name] = sum[name].get<std::uint64_t>() + stage[name].get<std::uint64_t>();
    sum["min_ns"] = std::min(sum["min_ns"], stage["min_ns"]);
    sum["max_ns"] = std::max(sum["max_ns"], stage["max_ns"]);
    for (std::size_t i = 0; i < stage["stages"].size(); ++i) add(sum["stages"][i], stage["stages"][i]);
}
void compare(const nlohmann::json& merged, const nlohmann::json& sum) {
    for (const char* name :
         {"path", "count", "total_ns", "violations", "stopped", "errors", "items", "min_ns", "max_ns"}) {
        INFO(merged["path"] << ", " << name);
        CHECK(merged[name] == sum[name]);
    }
    REQUIRE(merged["stages"].size() == sum["stages"].size());
    for (std::size_t i = 0; i < sum["stages"].size(); ++i) compare(merged["stages"][i], sum["stages"][i]);
}

}  // namespace

TEST_CASE("the report of a file is the report that its process made") {
    const nlohmann::json worker = work("a.weir", 1500, 3, 11);
    const Ended text = run_weir({"report", "a.weir"});
    CHECK(text.status == 0);
    CHECK(text.err.empty());
    CHECK(without_moment(text.out) == without_moment(worker["text"].get<std::string>()));
    const Ended json = run_weir({"report", "--json", "a.weir"});
    CHECK(json.status == 0);
    CHECK(without_recording(without_moment(json.json())) == without_moment(worker["report"]));
}

TEST_CASE("processes that ran at once add up to the last nanosecond") {
    constexpr int processes = 4;
    std::vector<std::unique_ptr<weir_test::Process>> running;
    std::vector<std::string> command{"report", "--json"};
    for (int i = 0; i < processes; ++i) {
        const std::string file = fmt::format("m{}.weir", i);
        std::remove(file.c_str());
        command.push_back(file);
        running.push_back(std::make_unique<weir_test::Process>(
            std::vector<std::string>{WEIR_WORKER, file, std::to_string(700 + 311 * i), std::to_string(1 + i),
                                     std::to_string(5000 * i)}));
    }
    nlohmann::json sum;
    for (const auto& process : running) {
        const Ended ended = process->end();
        REQUIRE(ended.status == 0);
        const nlohmann::json report = ended.json()["report"];
        if (sum.is_null()) {
            sum = report;
            continue;
        }
        for (const char* name : {"runs", "measured"})
            sum[name] = sum[name].get<std::uint64_t>() + report[name].get<std::uint64_t>();
        add(sum["total"], report["total"]);
        for (std::size_t i = 0; i < report["stages"].size(); ++i) add(sum["stages"][i], report["stages"][i]);
    }
    const nlohmann::json merged = run_weir(command).json();
    CHECK(merged["runs"] == 700 + 2 * 1011 + 3 * 1322 + 4 * 1633);
    CHECK(merged["runs"] == sum["runs"]);
    CHECK(merged["measured"] == sum["measured"]);
    compare(merged["total"], sum["total"]);
    REQUIRE(merged["stages"].size() == 3);
    for (std::size_t i = 0; i < 3; ++i) compare(merged["stages"][i], sum["stages"][i]);
}

TEST_CASE("files of different pipelines are not added up, and the difference is named") {
    work("a.weir", 10, 1, 0);
    std::remove("b.weir");
    REQUIRE(weir_test::Process{{WEIR_WORKER, "other", "b.weir"}}.end().status == 0);
    const Ended ended = run_weir({"report", "a.weir", "b.weir"});
    CHECK(ended.status == 2);
    CHECK(ended.out.empty());
    CHECK(ended.err.find("a.weir") != std::string::npos);
    CHECK(ended.err.find("b.weir") != std::string::npos);
    CHECK(ended.err.find("threshold") != std::string::npos);
}

TEST_CASE("where a recording does not say what measuring costs the reader measures it, on the same machine") {
    work("c.weir", 20, 1, 0);
    std::string bytes = weir_test::content_of("c.weir");
    using namespace weir::layout;
    auto& head = *reinterpret_cast<FileHead*>(bytes.data());
    auto& schema = *reinterpret_cast<Schema*>(bytes.data() + head.schema.offset);
    const auto written = [&] {
        head.checksum = checksum_of(&schema, head.schema.size, checksum_of(&head, offsetof(FileHead, checksum)));
        weir_test::write_content("c.weir", bytes);
        return run_weir({"report", "--json", "c.weir"}).json()["own_cost"];
    };
    CHECK(written()["by_reader"] == false);  // its clock is moved by hand
    std::strcpy(schema.clock.name, "steady");
    const auto cost = written();
    CHECK(cost["by_reader"] == true);
    CHECK(cost["per_stage_ns"] > 0);
    CHECK(run_weir({"report", "c.weir"}).out.find("measured by the reader") != std::string::npos);
    std::strcpy(head.writer.boot, "another");
    CHECK(written()["per_stage_ns"] == 0);
    head.cost = {20, 10};
    CHECK(written()["per_stage_ns"] == 10);
    CHECK(written()["by_reader"] == false);
}

TEST_CASE("net of the instrument only where it is asked for") {
    std::remove("w.weir");
    weir_test::Process watched{{WEIR_WORKER, "watch", "w.weir"}};  // real time, so that measuring costs something
    for (int i = 0; i < 100 && run_weir({"info", "w.weir"}).status != 0; ++i) usleep(20'000);
    usleep(200'000);
    REQUIRE(watched.end().status == 0);
    const nlohmann::json gross = run_weir({"report", "--json", "w.weir"}).json();
    const nlohmann::json net = run_weir({"report", "--json", "--net", "w.weir"}).json();
    CHECK(gross["net"] == false);
    CHECK(net["net"] == true);
    CHECK(net["total"]["total_ns"] < gross["total"]["total_ns"]);
    CHECK(net["reconciliation"]["run_ns"] == gross["total"]["total_ns"]);
}

TEST_CASE("where the cost is not known, --net says so") {
    work("a.weir", 10, 1, 0);  // by a clock that is told the time
    const Ended ended = run_weir({"report", "--net", "a.weir"});
    CHECK(ended.status == 0);
    CHECK(ended.err.find("is not known of this recording") != std::string::npos);
    CHECK(ended.out == run_weir({"report", "a.weir"}).out);
}
