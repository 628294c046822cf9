#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/export/json.hpp>

#include <cstdint>
#include <cstring>
#include <set>
#include <string>

using weir::panel::make_report;
using weir_test::MadePipeline;

namespace {

std::set<std::string> fields(const nlohmann::json& object) {
    std::set<std::string> names;
    for (const auto& [name, value] : object.items()) names.insert(name);
    return names;
}

MadePipeline made_pipeline() {
    MadePipeline made{"outer", 5};
    made.stage("first", 20, true).open("inner").stage("a").close().make();
    made.run({10, 30}).run({30, 50});
    made.statistics(1).items = 4;
    return made;
}

}  // namespace

TEST_CASE("the fields of a report are those that are documented") {
    const nlohmann::json json = weir::to_json(make_report(made_pipeline().source()));
    CHECK(json["format"] == "weir-report");
    CHECK(json["version"] == 1);
    CHECK(fields(json) == std::set<std::string>{"format",
                                                "version",
                                                "pipeline",
                                                "level",
                                                "runs",
                                                "measured",
                                                "sample_every",
                                                "clock",
                                                "outcomes",
                                                "total",
                                                "stages",
                                                "bottlenecks",
                                                "recommendations",
                                                "errors",
                                                "losses",
                                                "own_cost",
                                                "recorded_by",
                                                "made_at_utc_ns",
                                                "net",
                                                "tail",
                                                "what_if",
                                                "reconciliation",
                                                "allocation_counting"});
    const std::set<std::string> stage{"name",           "path",
                                      "count",          "total_ns",
                                      "min_ns",         "mean_ns",
                                      "max_ns",         "p50_ns",
                                      "p90_ns",         "p99_ns",
                                      "p999_ns",        "threshold_ns",
                                      "violations",     "stopped",
                                      "errors",         "has_items",
                                      "items",          "items_per_second",
                                      "ns_per_item",    "share",
                                      "suspended_ns",   "short_against_instrument",
                                      "excess_ns",      "slow_share",
                                      "recorded_share", "stages",
                                      "cost",           "allocations",
                                      "buckets",        "batches"};
    CHECK(fields(json["total"]) == stage);
    CHECK(fields(json["stages"][1]["stages"][0]) == stage);
    CHECK(fields(json["bottlenecks"][0]) == std::set<std::string>{"stage", "mean_ns", "total_ns", "share", "violations",
                                                                  "count", "threshold_ns", "severity", "reason", "kind",
                                                                  "weight"});
    CHECK(fields(json["recommendations"][0]) == std::set<std::string>{"priority", "stage", "message"});
    CHECK(fields(json["losses"]) ==
          std::set<std::string>{"overwritten", "filtered", "unrecorded", "keys_dropped", "handler_errors", "faults"});
    CHECK(fields(json["own_cost"]) == std::set<std::string>{"per_run_ns", "per_stage_ns", "share", "by_reader"});
    CHECK(fields(json["outcomes"]) == std::set<std::string>{"ok", "stopped", "threw"});
}

TEST_CASE("durations are integer nanoseconds, and what does not apply is null") {
    const nlohmann::json json = weir::to_json(make_report(made_pipeline().source()));
    const auto& first = json["stages"][0];
    CHECK(first["total_ns"].is_number_integer());
    CHECK(first["total_ns"] == 40);
    CHECK(first["min_ns"] == 10);
    CHECK(first["mean_ns"] == 20);
    CHECK(first["max_ns"] == 30);
    CHECK(first["threshold_ns"] == 20);
    CHECK(first["violations"] == 1);
    CHECK(first["ns_per_item"] == 10.0);
    CHECK(json["stages"][1]["threshold_ns"].is_null());
    CHECK(json["stages"][1]["items_per_second"].is_null());
    CHECK(json["stages"][1]["stages"][0]["path"] == "inner/a");
    CHECK(json["bottlenecks"][0]["severity"] == "critical");
    CHECK(json["recommendations"][0]["priority"] == "high");
    CHECK(json["level"] == "timing");
}

TEST_CASE("a report converts to JSON by itself, and back through text") {
    const weir::Report report = make_report(made_pipeline().source());
    const nlohmann::json json = report;
    CHECK(json == weir::to_json(report));
    CHECK(nlohmann::json::parse(json.dump()) == json);
}

TEST_CASE("what is known of a stage's cost") {
    MadePipeline made = made_pipeline();
    CHECK(weir::to_json(make_report(made.source()))["stages"][0]["cost"].is_null());
    auto* const cells = made.shard().at<weir::layout::CostCells>(made.schema().shard.costs);
    for (std::uint64_t items = 1; items < 1'000; ++items) weir::layout::count_cost(*cells, items, 2'000 + 3 * items);
    made.schema().nodes()[1].threshold = 20'000;
    const nlohmann::json cost = weir::to_json(make_report(made.source()))["stages"][0]["cost"];
    CHECK(fields(cost) == std::set<std::string>{"verdict", "calls", "cut", "items_from", "items_to", "forms",
                                                "growth_at_most", "crossing"});
    CHECK(cost["verdict"] == "grows");
    CHECK(cost["calls"] == 999);
    REQUIRE(cost["forms"].size() == 1);
    CHECK(fields(cost["forms"][0]) ==
          std::set<std::string>{"growth", "fixed_ns", "each_ns", "each_ns_lower", "each_ns_upper", "misfit"});
    CHECK(cost["forms"][0]["growth"] == "n");
    CHECK(cost["forms"][0]["each_ns"].get<double>() == Approx(3).epsilon(0.01));
    CHECK(fields(cost["crossing"]) == std::set<std::string>{"where", "items", "lower", "upper"});
    CHECK(cost["crossing"]["where"] == "predicted");
    CHECK(cost["crossing"]["items"].get<double>() == Approx(6'000).epsilon(0.01));
    made.schema().nodes()[1].threshold = 1'000'000;
    const nlohmann::json beyond = weir::to_json(make_report(made.source()))["stages"][0]["cost"]["crossing"];
    CHECK(beyond["where"] == "beyond");
    CHECK(beyond["upper"].is_null());
}

TEST_CASE("an empty report is one all the same") {
    const nlohmann::json json = weir::to_json(make_report({}));
    CHECK(json["level"] == "off");
    CHECK(json["stages"].is_array());
    CHECK(json["bottlenecks"].is_array());
    CHECK(json["errors"].is_array());
    CHECK_FALSE(json.dump().empty());
}

TEST_CASE("a message in no encoding can be written") {
    MadePipeline made = made_pipeline();
    weir::layout::Shared shared{};
    shared.error_count = 1;
    shared.errors[0].sequence = 2;
    shared.errors[0].stage = 1;
    shared.errors[0].start = 7;
    std::strcpy(shared.errors[0].message, "caf\xE9 closed");
    auto source = made.source();
    source.shared = &shared;
    const nlohmann::json json = weir::to_json(make_report(source));
    const auto& error = json["errors"][0];
    CHECK(fields(error) == std::set<std::string>{"stage", "key", "message", "cut", "started_utc_ns"});
    CHECK(error["stage"] == "inner/a");
    CHECK(error["started_utc_ns"] == 7);
    CHECK_NOTHROW(json.dump());
    CHECK(error["message"] == "caf\xEF\xBF\xBD closed");
}

TEST_CASE("allocations are an object where they were counted, else null") {
    MadePipeline made = made_pipeline();
    weir::Report report = make_report(made.source());
    CHECK(weir::to_json(report)["allocation_counting"] == "off");
    CHECK(weir::to_json(report)["total"]["allocations"].is_null());
    report.allocation_counting = weir::AllocationCounting::on;
    report.stages[0].allocations = weir::AllocationReport{4, 9, 300, 5, 2, 1};
    report.total.allocations = weir::AllocationReport{4, 9, 300, 5, std::nullopt, 0};
    const nlohmann::json json = weir::to_json(report);
    CHECK(json["allocation_counting"] == "on");
    CHECK(json["stages"][0]["allocations"] == nlohmann::json{{"calls", 4},
                                                             {"allocations", 9},
                                                             {"bytes", 300},
                                                             {"most", 5},
                                                             {"max_allocations", 2},
                                                             {"violations", 1}});
    CHECK(json["total"]["allocations"]["max_allocations"].is_null());
}
