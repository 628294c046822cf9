#include <support/catch.hpp>
#include <support/made_reports.hpp>

#include <weir/export/json.hpp>
#include <weir/export/read_json.hpp>

#include <random>
#include <string>

using weir::JsonError;
using weir::read_report;
using weir::Report;

namespace {

Report made() {
    std::mt19937 random{3};
    Report report = weir_test::MadeReports{}.one(random, -5);
    report.stages[0].batches.push_back({3, 1.5, 2, 4});
    report.stages[1].threshold = weir::Nanoseconds{77};
    return report;
}
nlohmann::json changed(const std::string& pointer, const nlohmann::json& value) {
    nlohmann::json json = weir::to_json(made());
    json[nlohmann::json::json_pointer{pointer}] = value;
    return json;
}
std::string error_of(const std::string& text) {
    try {
        static_cast<void>(read_report(text, "in.json"));
    } catch (const JsonError& error) { return error.what(); }
    return "none";
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a report that was written as JSON is read back, with what comparing takes") {
    const Report report = made();
    const Report read = read_report(weir::to_json(report).dump());
    CHECK(read.pipeline == report.pipeline);
    CHECK(read.level == report.level);
    CHECK(read.runs == report.runs);
    CHECK(read.clock == report.clock);
    CHECK(read.made_at == report.made_at);
    REQUIRE(read.recorded_by.size() == 1);
    CHECK(read.recorded_by[0].created_utc == -5);
    CHECK(read.recorded_by[0].compiler == "g++ 12.2.0");
    REQUIRE(read.stages.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(read.stages[i].path == report.stages[i].path);
        CHECK(read.stages[i].total == report.stages[i].total);
        CHECK(read.stages[i].threshold == report.stages[i].threshold);
        REQUIRE(read.stages[i].buckets.size() == report.stages[i].buckets.size());
        for (std::size_t b = 0; b < read.stages[i].buckets.size(); ++b) {
            CHECK(read.stages[i].buckets[b].slot == report.stages[i].buckets[b].slot);
            CHECK(read.stages[i].buckets[b].count == report.stages[i].buckets[b].count);
        }
    }
    REQUIRE(read.stages[0].batches.size() == 1);
    CHECK(read.stages[0].batches[0].mean_ns == 1.5);
    CHECK(read.total.path == "made");
}

TEST_CASE("nested stages have the paths that their names make") {
    weir_test::MadePipeline nested{"outer"};
    nested.open("inner").stage("a").close().stage("b").make();
    nested.run({1, 2});
    nlohmann::json json = weir::to_json(weir::panel::make_report(nested.source()));
    json["stages"][0]["stages"][0]["path"] = "anything";
    const Report read = read_report(json.dump());
    CHECK(read.stages[0].stages[0].path == "inner/a");
    CHECK(read.stages[1].path == "b");
}

TEST_CASE("what is no report is refused with the file, the field, what was expected and what was found") {
    CHECK(has(error_of("no JSON"), "in.json: expected JSON"));
    CHECK(has(error_of(""), "in.json"));
    CHECK(has(error_of("[1]"), "format"));
    CHECK(has(error_of("{}"), "format"));
    CHECK(has(error_of(R"({"format": "weir-comparison"})"), "found \"weir-comparison\""));
    CHECK(has(error_of(changed("/version", 2).dump()), "version: expected 1, which this reader understands, found 2"));
    nlohmann::json older = weir::to_json(made());
    older["stages"][1].erase("buckets");
    CHECK(has(error_of(older.dump()), "stages[1].buckets: expected the field"));
}

TEST_CASE("no byte of it is trusted") {
    const std::string deep = std::string(20'000, '[') + std::string(20'000, ']');
    CHECK(has(error_of(deep), "format"));
    const std::vector<std::pair<std::string, nlohmann::json>> bad{
        {"/runs", -1},
        {"/runs", 1.5},
        {"/runs", "3"},
        {"/runs", ~std::uint64_t{0}},
        {"/level", "loud"},
        {"/outcomes", 3},
        {"/recorded_by", nlohmann::json::object()},
        {"/recorded_by/0", 1},
        {"/recorded_by/0/created_utc_ns", ~std::uint64_t{0}},
        {"/total", nullptr},
        {"/total/total_ns", -3},
        {"/stages", nullptr},
        {"/stages/0", "stage"},
        {"/stages/0/share", 1.01},
        {"/stages/0/share", nullptr},
        {"/stages/0/name", 3},
        {"/stages/0/name", "sort"},  // as the next one
        {"/stages/0/buckets", {{3, 1}, {3, 1}}},
        {"/stages/0/buckets", {{5, 1}, {3, 1}}},
        {"/stages/0/buckets", {{1347, 1}}},
        {"/stages/0/buckets", {{1, 2, 3}}},
        {"/stages/0/buckets", {{1, 9223372036854775807}, {2, 9223372036854775807}, {3, 9223372036854775807}}},
        {"/stages/0/buckets", nlohmann::json::array()},
        {"/stages/0/batches", {1}},
        {"/stages/0/batches/0/mean_ns", -1},
        {"/stages/0/batches/0/p50_ns", 1e300},
        {"/stages/0/threshold_ns", "none"},
    };
    for (const auto& [pointer, value] : bad) {
        INFO(pointer << " = " << value);
        CHECK(has(error_of(changed(pointer, value).dump()), "expected"));
    }
    nlohmann::json nest = weir::to_json(made());
    nlohmann::json stage = nest["stages"][0];
    for (int i = 0; i < 70; ++i) {
        nlohmann::json outer = nest["stages"][0];
        outer["stages"] = nlohmann::json::array({stage});
        stage = outer;
    }
    nest["stages"] = nlohmann::json::array({stage});
    CHECK(has(error_of(nest.dump()), "nested 64 deep"));
}

TEST_CASE("of a text that was cut anywhere nothing is made") {
    const std::string whole = weir::to_json(made()).dump();
    for (std::size_t size = 0; size < whole.size(); size += 37)
        if (error_of(whole.substr(0, size)) == "none") FAIL_CHECK("the first " << size << " bytes pass for a report");
    CHECK(error_of(whole) == "none");
}
