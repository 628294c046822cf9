#include "support/catch.hpp"
#include "tools/support/command.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

using weir_test::Ended;
using weir_test::run_weir;
using weir_test::work;
using Json = nlohmann::json;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// By nearest rank, of the runs that the process itself listed: with `saved` of the time in the stage parse not taken.
std::int64_t quantile(const Json& worker, double q, double saved) {
    std::vector<double> totals;
    for (const Json& run : worker["runs"])
        totals.push_back(run["total_ns"].get<double>() - saved * run["parse_ns"].get<double>());
    std::sort(totals.begin(), totals.end());
    const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(totals.size())));
    return std::llround(totals.at(rank - 1));
}

}  // namespace

TEST_CASE("a faster stage gives what the process's own runs say") {
    const Json worker = work("a.weir", 1500, 2, 3);
    const Json result = run_weir({"what-if", "--stage", "parse", "--factor", "4", "--json", "a.weir"}).json();
    CHECK(result["format"] == "weir-what-if");
    CHECK(result["factor"] == 4);
    CHECK(result["recorded"] == 3000);
    CHECK(result["now"]["p99_ns"] == quantile(worker, 0.99, 0));
    REQUIRE(result["stages"].size() == 1);
    const Json& parse = result["stages"][0];
    CHECK(parse["stage"] == "parse");
    CHECK(parse["p50_ns"] == quantile(worker, 0.5, 0.75));
    CHECK(parse["p99_ns"] == quantile(worker, 0.99, 0.75));
    CHECK(parse["p50_range"]["low_ns"] <= parse["p50_ns"]);
    CHECK(parse["p50_range"]["high_ns"] >= parse["p50_ns"]);
}

TEST_CASE("each stage is told, the largest gain first, and several files are taken together") {
    work("a.weir", 700, 1, 0);
    work("b.weir", 500, 1, 5000);
    const Json result = run_weir({"what-if", "--json", "a.weir", "b.weir"}).json();
    CHECK(result["measured"] == 1200);
    REQUIRE(result["stages"].size() == 5);
    CHECK(result["stages"][0]["stage"] == "parse");
    const Ended text = run_weir({"what-if", "a.weir", "b.weir"});
    CHECK(text.status == 0);
    CHECK(text.err.empty());
    CHECK(has(text.out, "work: the whole run, were a stage twice as fast; of 1200 runs\n"));
    CHECK(has(text.out, "\nas it is "));
    CHECK(has(text.out, "\ninner/check "));
    for (const std::string& line : weir_test::lines_of(text.out)) CHECK(line.size() <= 100);
}

TEST_CASE("what cannot be told is said") {
    work("a.weir", 50, 1, 0);
    CHECK(has(run_weir({"what-if", "a.weir"}).out, "no ranges: expected at least 100 recorded runs, found 50"));
    const Ended unknown = run_weir({"what-if", "--stage", "prase", "a.weir"});
    CHECK(unknown.status == 2);
    CHECK(has(unknown.err, "expected the path of a stage, found prase; there are: parse, hand_on, inner"));
    const Ended factor = run_weir({"what-if", "--factor", "0", "a.weir"});
    CHECK(factor.status == 2);
    CHECK(has(factor.err, "expected a factor from 0.001 to 1000000"));
}
