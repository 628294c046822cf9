#include "support/catch.hpp"
#include "tools/support/command.hpp"

#include "html/page.hpp"
#include "html/run_sample.hpp"
#include "html/template.hpp"
#include "support/exit.hpp"

#include <weir/panel/recording.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using weir_test::content_of;
using weir_test::Ended;
using weir_test::run_weir;
using weir_test::work;

namespace {

using Json = nlohmann::json;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Without Node.js the command is built without its page; then what is left to test is that it says so.
bool has_page() {
    if (!weir_tool::page_template().empty()) return true;
    const Ended ended = run_weir({"html", "any.weir", "-o", "any.html"});
    CHECK(ended.status == 2);
    CHECK(has(ended.err, "this weir was built without its page"));
    return false;
}

/// The text of the element that the page's script reads.
std::string block_of(const std::string& page) {
    const std::string head = R"(<script type="application/json" id="weir-data">)";
    const std::size_t from = page.find(head);
    REQUIRE(from != std::string::npos);
    const std::size_t start = from + head.size();
    return page.substr(start, page.find("</script>", start) - start);
}

std::string page_of(std::vector<std::string> words) {
    std::remove("page.html");
    words.insert(words.begin(), "html");
    words.insert(words.end(), {"-o", "page.html"});
    const Ended ended = run_weir(words);
    INFO(ended.err);
    REQUIRE(ended.status == 0);
    CHECK(ended.out.empty());
    return content_of("page.html");
}
Json data_of(const std::vector<std::string>& words) { return Json::parse(block_of(page_of(words))); }

void record_page(const std::string& file, int runs, int percent) {
    std::remove(file.c_str());
    REQUIRE(weir_test::Process{{WEIR_PAGE_WORKER, file, std::to_string(runs), std::to_string(percent)}}.end().status ==
            0);
}

std::vector<Json> runs_of(const std::vector<std::string>& words) {
    std::vector<std::string> all{"runs", "--ndjson"};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<Json> runs;
    for (const std::string& line : weir_test::lines_of(run_weir(all).out)) runs.push_back(Json::parse(line));
    return runs;
}

/// The columns put together again: one object a run, as weir runs has them.
std::vector<Json> decoded(const Json& columns) {
    std::vector<Json> runs;
    std::int64_t start = columns["base_ms"].get<std::int64_t>() * 1'000'000;
    for (std::size_t i = 0; i < columns["start"].size(); ++i) {
        start += columns["start"][i].get<std::int64_t>();
        Json run{{"started_utc_ns", start},
                 {"key", columns["keys"][columns["key"][i].get<std::size_t>()]},
                 {"outcome", "ok"},
                 {"stage", ""},
                 {"error", ""},
                 {"captures", Json::array()}};
        std::int64_t total = 0;
        for (std::size_t leaf = 0; leaf < columns["leaves"].size(); ++leaf) {
            const std::int64_t ns = columns["durations"][leaf][i];
            total += std::max<std::int64_t>(0, ns);
            run["stages"].push_back(
                {{"path", columns["leaves"][leaf]}, {"duration_ns", ns < 0 ? Json(nullptr) : Json(ns)}});
        }
        run["total_ns"] = total;
        for (const Json& capture : columns["captures"])
            if (!capture["values"][i].is_null())
                run["captures"].push_back(
                    {{"stage", capture["stage"]}, {"name", capture["name"]}, {"value", capture["values"][i]}});
        runs.push_back(std::move(run));
    }
    for (const Json& ended : columns["ended"]) {
        Json& run = runs[ended[0].get<std::size_t>()];
        run["outcome"] = ended[1] == 1 ? "stopped" : "threw";
        run["stage"] = columns["leaves"][ended[2].get<std::size_t>()];
        if (ended[3] != -1) run["error"] = columns["errors"][ended[3].get<std::size_t>()];
    }
    return runs;
}

bool are_same(const Json& shown, const Json& run) {
    for (const char* field : {"started_utc_ns", "key", "outcome", "stage", "error", "captures", "stages", "total_ns"})
        if (shown[field] != run[field]) return false;
    return true;
}

}  // namespace

TEST_CASE("a page has the figures of the report") {
    if (!has_page()) return;
    work("a.weir", 700, 2, 0);
    work("b.weir", 300, 1, 5000);
    const Json report = run_weir({"report", "--json", "a.weir", "b.weir"}).json();
    const Json data = data_of({"a.weir", "b.weir"});
    CHECK(data["format"] == "weir-page");
    CHECK(data["comparison"].is_null());
    REQUIRE(data["sides"].size() == 1);
    const Json& side = data["sides"][0];
    CHECK(side["files"] == Json({"a.weir", "b.weir"}));
    for (const char* field : {"pipeline", "runs", "outcomes", "total", "bottlenecks", "recommendations", "errors"}) {
        INFO(field);
        CHECK(side["report"][field] == report[field]);
    }
    CHECK(side["report"]["total"]["count"] == 1700);
}

TEST_CASE("a page has all runs where they are few, as weir runs has them") {
    if (!has_page()) return;
    work("a.weir", 400, 2, 0);
    const Json data = data_of({"a.weir"});
    const Json& columns = data["sides"][0]["runs"];
    CHECK(columns["recorded"] == 800);
    std::vector<Json> shown = decoded(columns), runs = runs_of({"--key", "*", "a.weir"});
    REQUIRE(shown.size() == runs.size());
    const auto by_start = [](const Json& a, const Json& b) {
        return std::pair{a["started_utc_ns"].get<std::int64_t>(), a["captures"].dump()} <
               std::pair{b["started_utc_ns"].get<std::int64_t>(), b["captures"].dump()};
    };
    std::sort(shown.begin(), shown.end(), by_start);
    std::sort(runs.begin(), runs.end(), by_start);
    std::size_t same = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) same += are_same(shown[i], runs[i]);
    CHECK(same == runs.size());
}

TEST_CASE("of a hundred thousand runs a page shows the extremes, and stays small") {
    if (!has_page()) return;
    record_page("many.weir", 100'000, 100);
    const std::string page = page_of({"many.weir"});
    CHECK(page.size() < 5'000'000);
    const Json data = Json::parse(block_of(page));
    const Json& columns = data["sides"][0]["runs"];
    CHECK(columns["recorded"] == 100'000);
    const std::vector<Json> shown = decoded(columns);
    CHECK(shown.size() < 25'000);
    CHECK(shown.size() > 10'000);
    std::map<std::int64_t, const Json*> by_start;
    for (const Json& one : shown) by_start[one["started_utc_ns"]] = &one;
    const auto is_shown = [&](const Json& run) {
        const auto found = by_start.find(run["started_utc_ns"]);
        return found != by_start.end() && are_same(*found->second, run);
    };
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"--slowest", "50", "many.weir"},
                                               {"--over", "store/<b>write</b> & \"sync\"", "--limit", "50",
                                                "many.weir"}}) {
        const std::vector<Json> wanted = runs_of(words);
        REQUIRE(wanted.size() == 50);
        CHECK(std::all_of(wanted.begin(), wanted.end(), is_shown));
    }
    const std::vector<Json> threw = runs_of({"--outcome", "threw", "many.weir"});
    CHECK(std::count_if(threw.begin(), threw.end(), is_shown) == static_cast<std::ptrdiff_t>(threw.size()));
    // In time order, and from its start to its end: no moment is left out.
    const auto starts = [&](std::size_t i) { return shown[i]["started_utc_ns"].get<std::int64_t>(); };
    const std::int64_t whole = starts(shown.size() - 1) - starts(0);
    std::int64_t widest = 0;
    for (std::size_t i = 1; i < shown.size(); ++i) widest = std::max(widest, starts(i) - starts(i - 1));
    CHECK(widest < whole / 1000);
}

TEST_CASE("the slowest are among those that are chosen, though none is over a threshold") {
    record_page("calm.weir", 499, 1);
    const weir::Recording recording = weir::open("calm.weir");
    const weir_tool::RunSample sample = weir_tool::sample_runs({recording.source()}, 100, [] {});
    CHECK(sample.recorded == 499);
    CHECK(sample.runs.size() < 150);
    const auto is_chosen = [&](const weir::RunView& run) {
        return std::any_of(sample.runs.begin(), sample.runs.end(),
                           [&](const auto& one) { return one.run.started_utc == run.started_utc; });
    };
    const std::vector<weir::RunView> slowest = weir::panel::slowest(recording.source(), 10);
    CHECK(std::all_of(slowest.begin(), slowest.end(), is_chosen));
    CHECK(weir_tool::sample_runs({recording.source()}, 499, [] {}).runs.size() == 499);
}

TEST_CASE("what a stage costs by its items is on the page, with where it crosses its threshold") {
    if (!has_page()) return;
    record_page("many.weir", 20'000, 100);
    const Json data = data_of({"many.weir"});
    const Json& costs = data["sides"][0]["costs"];
    REQUIRE(costs.size() == 1);
    CHECK(costs[0]["stage"] == "index");
    CHECK(has(costs[0]["sentence"], "grows as n"));
    std::uint64_t calls = 0;
    for (const Json& cell : costs[0]["cells"]) calls += cell[2].get<std::uint64_t>();
    const Json& stage = data["sides"][0]["report"]["stages"][1];
    CHECK(calls == stage["count"]);
    // 40 ns a word: a millisecond is reached at about 25,000 words.
    CHECK(stage["cost"]["crossing"]["items"] > 20'000);
    CHECK(stage["cost"]["crossing"]["items"] < 30'000);
}

TEST_CASE("two sides have the verdict of weir compare") {
    if (!has_page()) return;
    record_page("before.weir", 3'000, 100);
    record_page("after.weir", 3'000, 300);
    const Json data = data_of({"--before", "before.weir", "--after", "after.weir"});
    REQUIRE(data["sides"].size() == 2);
    CHECK(data["sides"][0]["files"][0] == "before.weir");
    CHECK(data["sides"][1]["files"][0] == "after.weir");
    const Json compared = run_weir({"compare", "--json", "before.weir", "after.weir"}).json();
    CHECK(compared["verdict"] == "worse");
    CHECK(data["comparison"] == compared);
}

TEST_CASE("names, keys and errors of a recording do not become markup") {
    const std::string hostile = "</script><!--<script>&\u2028\u2029\xff";
    const std::string json = weir_tool::script_json(Json{{"name", hostile}});
    for (const char c : json) CHECK((c >= ' ' && c <= '~' && c != '<' && c != '>' && c != '&'));
    CHECK(Json::parse(json)["name"] == "</script><!--<script>&\u2028\u2029\ufffd");

    if (!has_page()) return;
    record_page("hostile.weir", 2'000, 100);
    const std::string page = page_of({"hostile.weir"});
    const std::string block = block_of(page);
    CHECK_FALSE(has(block, "<"));
    const Json data = Json::parse(block);
    CHECK(data["sides"][0]["report"]["pipeline"] == "<script>alert(1)</script>");
    CHECK(has(data.dump(), "<!--<script>"));
    CHECK(has(data.dump(), "alert('error"));
    CHECK_FALSE(has(page, "<script>alert"));
}

TEST_CASE("a page asks for nothing from elsewhere, and forbids it") {
    if (!has_page()) return;
    const std::string page{weir_tool::page_template()};
    CHECK(has(page, "default-src 'none'; script-src 'sha256-"));
    CHECK_FALSE(has(page, "unsafe-inline"));
    CHECK(has(page, "Leon Sorokin"));  // uPlot's notice, which its licence asks to be in each copy
    for (const char* part : {"<script src", "<link rel=\"stylesheet\"", "@import", "url(http"})
        CHECK_FALSE(has(page, part));
}

TEST_CASE("a recording below level trace, and one without runs, make a page too") {
    if (!has_page()) return;
    work("none.weir", 0, 1, 0);
    const Json none = data_of({"none.weir"});
    CHECK(none["sides"][0]["report"]["runs"] == 0);
    CHECK(none["sides"][0]["runs"]["start"].empty());
}

TEST_CASE("a page is there when it is whole, and goes to standard output too") {
    if (!has_page()) return;
    work("a.weir", 50, 1, 0);
    const std::string page = page_of({"a.weir"});
    const Ended out = run_weir({"html", "a.weir", "-o", "-"});
    CHECK(out.status == 0);
    CHECK(block_of(out.out).size() > 1000);
    const Ended full = weir_test::Process{
        {"/bin/sh", "-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" html a.weir -o page.html",
         WEIR_COMMAND}}.end();
    CHECK(full.status == 2);
    CHECK(has(full.err, "page.html cannot be written: File too large"));
    CHECK(content_of("page.html") == page);
}

TEST_CASE("what cannot be made into a page is said") {
    work("a.weir", 10, 1, 0);
    std::remove("other.weir");
    REQUIRE(weir_test::Process{{WEIR_WORKER, "other", "other.weir"}}.end().status == 0);
    const auto says = [](const std::vector<std::string>& words, const char* what) {
        const Ended ended = run_weir(words);
        INFO(ended.err);
        CHECK(ended.status == 2);
        CHECK(ended.out.empty());
        CHECK(has(ended.err, what));
    };
    says({"html", "-o", "x.html"}, "expected FILE..., or --before FILE... --after FILE...");
    says({"html", "--before", "a.weir", "-o", "x.html"}, "found 1 before, 0 after, and 0 without either");
    says({"html", "a.weir"}, "expected -o OUT, found none");
    says({"html", "a.weir", "-o", "a.weir"}, "found the recording a.weir");
    if (!has_page()) {
        says({"html", "a.weir", "-o", "x.html"}, "this weir was built without its page");
        return;
    }
    says({"html", "a.weir", "-o", "."}, "expected a file to write to, found a folder");
    says({"html", "nowhere.weir", "-o", "x.html"}, "nowhere.weir");
    says({"html", "a.weir", "other.weir", "-o", "x.html"},
         "to hold two against each other: --before FILE --after FILE");
    CHECK(content_of("x.html").empty());
}

TEST_CASE("a page that is none is refused") {
    const auto said_of = [](std::string_view text) -> std::string {
        try {
            const weir_tool::PageTemplate page{text};
        } catch (const weir_tool::Unusable& error) { return error.what(); }
        return "";
    };
    CHECK(has(said_of(""), "built without its page"));
    CHECK(has(said_of("<html></html>"), "one place for its data"));
    CHECK(has(said_of("WEIR-DATA-HERE WEIR-DATA-HERE"), "one place for its data"));
    const weir_tool::PageTemplate page{"before WEIR-DATA-HERE after"};
    CHECK(page.before == "before ");
    CHECK(page.after == " after");
}
