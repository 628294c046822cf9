#include "support/catch.hpp"
#include "tools/support/command.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

using weir_test::Ended;
using weir_test::run_weir;
using weir_test::work;

namespace {

using Json = nlohmann::json;

/// What the process itself said of its runs, those that `wanted` lets in.
template <class Wanted>
std::vector<std::uint64_t> totals(const Json& worker, Wanted wanted) {
    std::vector<std::uint64_t> all;
    for (const Json& run : worker["runs"])
        if (wanted(run)) all.push_back(run["total_ns"]);
    std::sort(all.begin(), all.end(), std::greater<>{});
    return all;
}
std::vector<std::uint64_t> totals(const Json& runs) {
    std::vector<std::uint64_t> all;
    for (const Json& run : runs) all.push_back(run["total_ns"]);
    return all;
}
std::vector<std::uint64_t> sorted_totals(const Json& runs) {
    std::vector<std::uint64_t> all = totals(runs);
    std::sort(all.begin(), all.end(), std::greater<>{});
    return all;
}
bool any(const Json&) { return true; }

std::int64_t number_of(const Json& run) {
    for (const Json& capture : run["captures"])
        if (capture["name"] == "number") return capture["value"];
    return -2;
}

/// Comma-separated values by the grammar of RFC 4180; throws where the text does not keep to it.
std::vector<std::vector<std::string>> parsed_csv(const std::string& text) {
    std::vector<std::vector<std::string>> lines;
    std::size_t at = 0;
    while (at < text.size()) {
        std::vector<std::string> fields;
        for (;;) {
            std::string field;
            if (text.at(at) == '"') {
                for (++at; text.at(at) != '"' || (at + 1 < text.size() && text[at + 1] == '"'); ++at) {
                    if (text[at] == '"') ++at;
                    field += text[at];
                }
                ++at;
            } else {
                while (text.at(at) != ',' && text[at] != '\r') {
                    if (text[at] == '"' || text[at] == '\n') throw std::runtime_error{"a bare quote or line end"};
                    field += text[at++];
                }
            }
            fields.push_back(field);
            if (text.at(at) != ',') break;
            ++at;
        }
        if (text.compare(at, 2, "\r\n") != 0) throw std::runtime_error{"a line that does not end"};
        at += 2;
        lines.push_back(fields);
    }
    return lines;
}

}  // namespace

TEST_CASE("the slowest runs are the slowest that the process knows of") {
    const Json worker = work("a.weir", 1500, 2, 3);
    std::vector<std::uint64_t> wanted = totals(worker, any);
    REQUIRE(wanted.size() == 3000);
    wanted.resize(25);
    CHECK(totals(run_weir({"runs", "--slowest", "25", "--json", "a.weir"}).json()) == wanted);
    wanted.resize(10);
    CHECK(totals(run_weir({"runs", "--json", "a.weir"}).json()) == wanted);
    CHECK(totals(run_weir({"runs", "--slowest", "25", "--limit", "10", "--json", "a.weir"}).json()) == wanted);
    wanted.resize(4);
    CHECK(totals(run_weir({"runs", "--limit", "4", "--json", "a.weir"}).json()) == wanted);
    CHECK(run_weir({"runs", "--slowest", "0", "--json", "a.weir"}).json().empty());
}

TEST_CASE("the slowest runs of two files are the slowest of both") {
    const Json a = work("a.weir", 300, 1, 0);
    const Json b = work("b.weir", 300, 1, 300);
    std::vector<std::uint64_t> wanted = totals(a, any);
    for (const std::uint64_t total : totals(b, any)) wanted.push_back(total);
    std::sort(wanted.begin(), wanted.end(), std::greater<>{});
    wanted.resize(40);
    const Json runs = run_weir({"runs", "--slowest", "40", "--json", "a.weir", "b.weir"}).json();
    CHECK(totals(runs) == wanted);
    const auto is_of = [](const char* file) { return [file](const Json& run) { return run["file"] == file; }; };
    CHECK(std::any_of(runs.begin(), runs.end(), is_of("a.weir")));
    CHECK(std::any_of(runs.begin(), runs.end(), is_of("b.weir")));
}

TEST_CASE("filters let in what the process would") {
    const Json worker = work("a.weir", 1000, 2, 0);
    const auto compare = [&](std::vector<std::string> filter, auto wanted) {
        const std::vector<std::uint64_t> expected = totals(worker, wanted);
        REQUIRE(!expected.empty());
        REQUIRE(expected.size() < 2000);
        std::vector<std::string> words{"runs", "--json", "a.weir"};
        words.insert(words.end(), filter.begin(), filter.end());
        INFO(filter[0] << " " << filter[1]);
        CHECK(sorted_totals(run_weir(words).json()) == expected);
    };
    compare({"--key", "fizz:*"}, [](const Json& run) { return run["key"].get<std::string>().rfind("fizz:", 0) == 0; });
    compare({"--key", "*:7"}, [](const Json& run) { return run["key"] == "fizz:7"; });
    compare({"--outcome", "stopped"}, [](const Json& run) { return run["outcome"] == 1; });
    compare({"--outcome", "threw"}, [](const Json& run) { return run["outcome"] == 2; });
    compare({"--over", "parse"}, [](const Json& run) { return run["parse_ns"] > 900'000; });
    compare({"--over", "work"}, [](const Json& run) { return run["total_ns"] > 1'000'000; });
    compare({"--over", "parse", "--key", "fizz:*", "--outcome", "ok"}, [](const Json& run) {
        return run["parse_ns"] > 900'000 && run["outcome"] == 0 && run["key"].get<std::string>().rfind("fizz:", 0) == 0;
    });
    CHECK(run_weir({"runs", "--key", "*", "--json", "a.weir"}).json().size() == 2000);
    CHECK(run_weir({"runs", "--key", "*", "--limit", "7", "--json", "a.weir"}).json().size() == 7);
    CHECK(run_weir({"runs", "--key", "nothing", "--json", "a.weir"}).json().empty());
    CHECK(run_weir({"runs", "--key", "nothing", "a.weir"}).out == "no such runs\n");
}

TEST_CASE("a run says all that is known of it") {
    work("a.weir", 120, 1, 0);
    const Json threw = run_weir({"runs", "--outcome", "threw", "--json", "a.weir"}).json();
    REQUIRE(threw.size() == 2);
    CHECK(number_of(threw[1]) == 113);
    CHECK(threw[1]["stage"] == "inner/check");
    CHECK(threw[1]["error"] == "number 113 says \"no\", and ends");
    REQUIRE(threw[1]["stages"].size() == 4);
    CHECK(threw[1]["stages"][0] == Json{{"path", "parse"}, {"duration_ns", 113 * 7919 % 1'000 * 1'000}});
    CHECK(threw[1]["stages"][2]["duration_ns"] == 10'000);
    CHECK(threw[1]["stages"][3] == Json{{"path", "inner/sum"}, {"duration_ns", nullptr}});
    CHECK(threw[1]["started_utc_ns"] > 1'700'000'000'000'000'000);
    const std::string text = run_weir({"runs", "--outcome", "threw", "a.weir"}).out;
    CHECK(text.find("threw at inner/check: number 113 says \"no\", and ends") != std::string::npos);
    for (const std::string& line : weir_test::lines_of(text)) CHECK(line.size() <= 80);
    const Json stopped = run_weir({"runs", "--outcome", "stopped", "--json", "a.weir"}).json();
    REQUIRE(stopped.size() == 3);
    CHECK(stopped[0]["stage"] == "parse");
    CHECK(stopped[0]["error"] == "");
}

TEST_CASE("comma-separated values read back as the runs that JSON has") {
    work("a.weir", 400, 2, 0);
    const Json runs = run_weir({"runs", "--key", "*", "--json", "a.weir"}).json();
    const auto lines = parsed_csv(run_weir({"runs", "--key", "*", "--csv", "a.weir"}).out);
    REQUIRE(lines.size() == 801);
    REQUIRE(runs.size() == 800);
    const auto column = [&](const std::string& name) {
        const auto place = std::find(lines[0].begin(), lines[0].end(), name);
        REQUIRE(place != lines[0].end());
        return static_cast<std::size_t>(place - lines[0].begin());
    };
    const std::size_t key = column("key"), error = column("error"), total = column("total_ns"),
                      sum = column("inner/sum ns"), number = column("parse.number"), outcome = column("outcome");
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::vector<std::string>& fields = lines[i + 1];
        REQUIRE(fields.size() == lines[0].size());
        const Json ns = runs[i]["stages"][3]["duration_ns"];
        const bool same = fields[key] == runs[i]["key"] && fields[error] == runs[i]["error"] &&
                          fields[total] == runs[i]["total_ns"].dump() && fields[outcome] == runs[i]["outcome"] &&
                          fields[number] == std::to_string(number_of(runs[i])) &&
                          fields[sum] == (ns.is_null() ? "" : ns.dump());
        INFO("run " << i << ": " << runs[i]);
        REQUIRE(same);
    }
}

TEST_CASE("what cannot be is said") {
    work("a.weir", 10, 1, 0);
    const Ended unknown = run_weir({"runs", "--over", "nowhere", "a.weir"});
    CHECK(unknown.status == 2);
    CHECK(unknown.err.find("nowhere") != std::string::npos);
    CHECK(unknown.err.find("parse") != std::string::npos);
    CHECK(run_weir({"runs", "--over", "hand_on", "a.weir"}).status == 2);
    CHECK(run_weir({"runs", "--outcome", "fine", "a.weir"}).status == 2);
    CHECK(run_weir({"runs", "--slowest", "-3", "a.weir"}).status == 2);
    CHECK(run_weir({"runs", "--json", "--csv", "a.weir"}).status == 2);
}
