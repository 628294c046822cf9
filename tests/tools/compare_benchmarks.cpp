#include "support/catch.hpp"
#include "tools/support/command.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>
#include <vector>

// `compare` of what Google Benchmark writes. The files are those that examples/benchmark_counters wrote, with its times made
// the same ones on each machine.

using weir_test::Ended;
using weir_test::run_weir;
using weir_test::write_content;
using Json = nlohmann::json;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// One repetition as Google Benchmark 1.7 has it, and as 1.9 does.
Json repetition(const std::string& name, int number, double sort) {
    return {{"name", name},
            {"run_name", name},
            {"run_type", "iteration"},
            {"repetitions", 6},
            {"repetition_index", number},
            {"threads", 1},
            {"iterations", 1000},
            {"real_time", 2000.0},
            {"time_unit", "ns"},
            {"distinct.mean", 300.0 + number},
            {"distinct.p50", 290.0 + number},
            {"distinct.p99", 310.0 + number},
            {"distinct.share", 0.15},
            {"idle.share", 0.0},
            {"sort.items_per_second", 2.9e8},
            {"sort.mean", sort + number},
            {"sort.p50", sort + number},
            {"sort.p99", sort + 100 + number},
            {"sort.share", 0.85},
            {"total.mean", sort + 300 + number},
            {"total.p50", sort + 290 + number},
            {"total.p99", sort + 410 + number}};
}
Json benchmarks(const std::vector<std::string>& names, double sort, int repetitions = 6) {
    Json json{{"context", {{"date", "2026-01-01T00:00:00+00:00"}}}, {"benchmarks", Json::array()}};
    for (const std::string& name : names) {
        for (int i = 0; i < repetitions; ++i) json["benchmarks"].push_back(repetition(name, i, sort));
        Json mean = repetition(name, 0, 1e9);
        mean["name"] = name + "_mean";
        mean["run_type"] = "aggregate";
        json["benchmarks"].push_back(mean);
    }
    json["benchmarks"].push_back(
        {{"name", "other"}, {"run_name", "other"}, {"run_type", "iteration"}, {"real_time", 1.0}});
    return json;
}
void write(const std::string& path, const Json& json) { write_content(path, json.dump(2)); }

}  // namespace

TEST_CASE("each benchmark that both sides have is compared, and the worst verdict is the command's") {
    write("before.json", benchmarks({"sort/8", "sort/64"}, 2000));
    write("same.json", benchmarks({"sort/8", "sort/64"}, 2000));
    write("after.json", benchmarks({"sort/8", "sort/64"}, 3000));
    const Ended same = run_weir({"compare", "before.json", "same.json"});
    INFO(same.out << same.err);
    CHECK(same.status == 0);
    CHECK(same.err.empty());
    CHECK(has(same.out, "sort/8: 6 recordings of 6000 runs before"));
    CHECK(has(same.out, "sort/64: 6 recordings of 6000 runs before"));
    CHECK(has(same.out, "repetitions in one process on each side"));

    const Ended slower = run_weir({"compare", "before.json", "after.json"});
    INFO(slower.out << slower.err);
    CHECK(slower.status == 1);
    const Json json = run_weir({"compare", "--json", "before.json", "after.json"}).json();
    REQUIRE(json.size() == 2);
    CHECK(json[0]["pipeline"] == "sort/8");
    for (const Json& one : json) {
        CHECK(one["verdict"] == "worse");
        for (const Json& stage : one["stages"]) {
            if (stage["path"] == "sort") {
                CHECK(stage["verdict"] == "worse");
                CHECK(stage["p50"]["change"].get<double>() > 0.49);
                CHECK(stage["p50"]["change"].get<double>() < 0.51);
            } else if (stage["path"] == "distinct") CHECK(stage["verdict"] == "no worse");
        }
        // half of the doubt each, so that all hold together with 99 %
        CHECK(one["options"]["confidence"].get<double>() > 0.99499);
        CHECK(one["options"]["confidence"].get<double>() < 0.99501);
    }
    CHECK(has(run_weir({"compare", "--markdown", "before.json", "after.json"}).out, "sort/64: worse"));
}

TEST_CASE("of several files each is one observation") {
    for (const char* number : {"1", "2", "3"}) {
        write(std::string{"before"} + number + ".json", benchmarks({"sort/8"}, 2000));
        write(std::string{"after"} + number + ".json", benchmarks({"sort/8"}, 2000));
    }
    const Ended ended = run_weir({"compare", "--before", "before1.json", "before2.json", "before3.json", "--after",
                                  "after1.json", "after2.json", "after3.json"});
    INFO(ended.out << ended.err);
    CHECK(ended.status == 0);
    CHECK(has(ended.out, "3 recordings of 3000 runs before"));
    CHECK_FALSE(has(ended.out, "repetitions in one process"));
}

TEST_CASE("benchmarks of one side alone are named, and what cannot be compared is refused") {
    write("before.json", benchmarks({"sort/8", "gone"}, 2000));
    write("after.json", benchmarks({"sort/8", "new"}, 2000));
    const Ended some = run_weir({"compare", "before.json", "after.json"});
    CHECK(some.status == 0);
    CHECK(has(some.err, "benchmark gone is there before and not after"));
    CHECK(has(some.err, "benchmark new is there after and not before"));

    const auto refused = [](const Json& after, const std::string& why) {
        write("refused.json", after);
        const Ended ended = run_weir({"compare", "before.json", "refused.json"});
        INFO(ended.out << ended.err);
        CHECK(ended.status == 2);
        CHECK(has(ended.err, why));
    };
    refused(benchmarks({"another"}, 2000), "expected a benchmark that both sides have, found none");
    refused(benchmarks({"sort/8"}, 2000, 1), "sort/8: expected at least 2 repetitions, or files, on each side, found 6 "
                                             "before and 1 after: run the benchmark with --benchmark_repetitions=20");
    refused(benchmarks({}, 2000), "expected repetitions with counters like total.p50");
    const auto changed = [](const char* field, const Json& value) {
        Json json = benchmarks({"sort/8"}, 2000);
        if (value.is_null()) json["benchmarks"][0].erase(field);
        else json["benchmarks"][0][field] = value;
        return json;
    };
    refused(changed("sort.mean", nullptr), "refused.json: sort.mean: expected the counter");
    refused(changed("sort.p99", -1), "refused.json: sort.p99: expected a number, 0 or more, found -1");
    refused(changed("sort.share", "half"), "sort.share: expected a number, 0 or more, found \"half\"");
    refused(changed("iterations", 0), "iterations: expected a number from 1, found 0");
    refused(changed("run_name", 3), "benchmarks[].run_name: expected a string");
    std::remove("other.weir");
    REQUIRE(weir_test::Process{{WEIR_WORKER, "other", "other.weir"}}.end().status == 0);
    CHECK(has(run_weir({"compare", "before.json", "other.weir"}).err, "found what Google Benchmark wrote on one"));
    CHECK(
        has(run_weir({"compare", "--before", "before.json", "other.weir", "--after", "after.json"}).err, "found both"));
}

#ifdef WEIR_BENCHMARK
TEST_CASE("what Google Benchmark writes of a real pipeline is read") {
    for (const char* side : {"one.json", "two.json"}) {
        const Ended ran = weir_test::Process{
            {WEIR_BENCHMARK, "--benchmark_repetitions=3", "--benchmark_min_time=0.001", "--benchmark_out_format=json",
             std::string{"--benchmark_out="} +
                 side}}.end();
        INFO(ran.out << ran.err);
        REQUIRE(ran.status == 0);
    }
    const Ended ended = run_weir({"compare", "--json", "one.json", "two.json"});
    INFO(ended.out << ended.err);
    REQUIRE(ended.status != 2);
    const Json json = ended.json();
    REQUIRE(json.size() == 3);
    CHECK(json[0]["pipeline"] == "count_distinct/512");
    CHECK(json[0]["before"]["recordings"] == 3);
    CHECK(json[0]["stages"].size() == 2);
    for (const Json& stage : json[0]["stages"])
        for (const char* figure : {"mean", "p50", "p99"}) CHECK(stage[figure]["before_ns"].get<double>() > 0);
}
#endif
