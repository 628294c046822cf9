#include "support/catch.hpp"
#include "tools/support/command.hpp"

#include <weir/export/text/width.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

// `weir history`: what is kept of a build, what survives, and what is told of it.

using weir_test::content_of;
using weir_test::Ended;
using weir_test::lines_of;
using weir_test::run_weir;
using weir_test::work;
using weir_test::write_content;

namespace {

using Json = nlohmann::json;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Json figures(double mean) {
    const auto whole = static_cast<std::uint64_t>(mean);
    return {{"count", 100}, {"mean_ns", mean}, {"p50_ns", whole}, {"p99_ns", 2 * whole}};
}

/// An entry as the command writes it; `stages` are {path, mean}.
Json entry(const std::string& label, const std::vector<std::pair<std::string, double>>& stages,
           const std::string& host = "ci-1") {
    double total = 0;
    Json all = Json::array();
    for (const auto& [path, mean] : stages) {
        total += mean;
        Json stage = figures(mean);
        stage["path"] = path;
        all.push_back(stage);
    }
    return {{"format", "weir-history"},
            {"version", 1},
            {"label", label},
            {"at_utc_ns", 1'769'862'896'000'000'000},
            {"pipeline", "made"},
            {"level", "timing"},
            {"schema", "0"},
            {"host", host},
            {"compiler", "g++"},
            {"machine", "x86_64"},
            {"weir", "0.1.0"},
            {"clock", "tsc"},
            {"files", 1},
            {"runs", 100},
            {"total", figures(total)},
            {"stages", all}};
}

double noisy(std::size_t build) {
    constexpr double off[] = {0.01, -0.012, 0.004, -0.003, 0.0, 0.015, -0.008, 0.006, -0.014, 0.002, -0.001};
    return 1e6 * (1 + off[build * 3 % 11]);
}

/// 60 builds: `a` is flat, `b` takes 10 % more from the 40th on.
std::string stepped() {
    std::string text;
    for (std::size_t i = 0; i < 60; ++i)
        text += entry(fmt::format("v{}", i), {{"a", noisy(i + 5)}, {"b", noisy(i) * (i < 40 ? 1 : 1.1)}}).dump() + "\n";
    return text;
}

Ended append(const std::string& file, const std::string& label, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"history", "append", file, "--log", "log.jsonl", "--label", label};
    words.insert(words.end(), more.begin(), more.end());
    return run_weir(words);
}
Ended show(std::vector<std::string> more = {}) {
    std::vector<std::string> words{"history", "show", "--log", "log.jsonl"};
    words.insert(words.end(), more.begin(), more.end());
    return run_weir(words);
}
Json series(const Json& shown, const std::string& stage) {
    for (const Json& one : shown["series"])
        if (one["stage"] == stage) return one;
    return {};
}

}  // namespace

TEST_CASE("an entry has the figures of the report, of a recording, of several and of a report in JSON") {
    std::remove("log.jsonl");
    work("a.weir", 500, 2, 0);
    work("b.weir", 300, 1, 2000);
    write_content("a.json", run_weir({"report", "--json", "a.weir"}).out);
    REQUIRE(append("a.weir", "one").status == 0);
    REQUIRE(run_weir({"history", "append", "a.weir", "b.weir", "--log", "log.jsonl", "--label", "two"}).status == 0);
    REQUIRE(append("a.json", "json").status == 0);
    const auto lines = lines_of(content_of("log.jsonl"));
    REQUIRE(lines.size() == 3);
    const auto compare = [](const Json& kept, const Json& report) {
        CHECK(kept["runs"] == report["runs"]);
        CHECK(kept["pipeline"] == "work");
        const auto one = [](const Json& figures, const Json& stage) {
            CHECK(figures["count"] == stage["count"]);
            CHECK(figures["p50_ns"] == stage["p50_ns"]);
            CHECK(figures["p99_ns"] == stage["p99_ns"]);
            CHECK(figures["mean_ns"].get<double>() ==
                  Approx(stage["total_ns"].get<double>() / stage["count"].get<double>()));
        };
        one(kept["total"], report["total"]);
        REQUIRE(kept["stages"].size() == 5);
        CHECK(kept["stages"][3]["path"] == "inner/check");
        one(kept["stages"][0], report["stages"][0]);
        one(kept["stages"][4], report["stages"][2]["stages"][1]);
    };
    compare(Json::parse(lines[0]), run_weir({"report", "--json", "a.weir"}).json());
    compare(Json::parse(lines[1]), run_weir({"report", "--json", "a.weir", "b.weir"}).json());
    compare(Json::parse(lines[2]), run_weir({"report", "--json", "a.weir"}).json());
    const std::string info = run_weir({"info", "a.weir"}).out;
    const Json kept = Json::parse(lines[0]);
    CHECK(has(info, kept["schema"].get<std::string>()));
    CHECK(has(info, kept["host"].get<std::string>()));
    CHECK(has(info, kept["compiler"].get<std::string>()));
    CHECK(Json::parse(lines[2])["host"] == "");
    CHECK(Json::parse(lines[1])["files"] == 2);
    const Ended both = run_weir({"history", "append", "a.weir", "a.json", "--log", "log.jsonl", "--label", "x"});
    CHECK(both.status == 2);
    CHECK(has(both.err, "a.json"));
    CHECK(lines_of(content_of("log.jsonl")).size() == 3);
}

TEST_CASE("the last builds are kept, and a label can be there twice or take its place") {
    std::remove("log.jsonl");
    work("a.weir", 50, 1, 0);
    for (int i = 0; i < 5; ++i) REQUIRE(append("a.weir", fmt::format("v{}", i), {"--keep", "3"}).status == 0);
    auto lines = lines_of(content_of("log.jsonl"));
    REQUIRE(lines.size() == 3);
    CHECK(Json::parse(lines[0])["label"] == "v2");
    const Ended again = append("a.weir", "v3");
    CHECK(again.status == 0);
    CHECK(has(again.err, "v3 was there already and is now there 2 times"));
    work("b.weir", 70, 1, 0);
    const Ended replaced = append("b.weir", "v3", {"--replace"});
    CHECK(replaced.err.empty());
    lines = lines_of(content_of("log.jsonl"));
    REQUIRE(lines.size() == 4);
    CHECK(Json::parse(lines[3])["runs"] == 70);
    CHECK(Json::parse(lines[1])["runs"] == 50);
    CHECK(has(show().out, "v3 is there 2 times"));
    for (const std::string& label : {std::string{}, std::string{"a\nb"}, std::string{"\xff"}, std::string(300, 'x')})
        CHECK(append("a.weir", label).status == 2);
    CHECK(lines_of(content_of("log.jsonl")) == lines);
}

TEST_CASE("what cannot be read is left out, told, and kept") {
    work("a.weir", 50, 1, 0);
    std::remove("log.jsonl");
    REQUIRE(append("a.weir", "v0").status == 0);
    const std::string good = content_of("log.jsonl");
    Json newer = Json::parse(good);
    newer["version"] = 2;
    Json negative = Json::parse(good);
    negative["total"]["p50_ns"] = -1;
    const std::string odd = "{\"format\":\"weir-history\",\"ver\n\n[1,2]\n" + newer.dump() + "\n" + negative.dump() +
                            "\n" + good.substr(0, good.size() / 2);
    write_content("log.jsonl", good + odd);
    REQUIRE(append("a.weir", "v1").status == 0);
    const std::string after = content_of("log.jsonl");
    for (const std::string& line : lines_of(good + odd))
        if (!line.empty()) CHECK(has(after, line + "\n"));
    const Ended shown = show({"--json"});
    CHECK(shown.status == 0);
    CHECK(shown.json()["builds"].size() == 2);
    CHECK(has(shown.err, "line 2 is left out: it is no JSON"));
    CHECK(has(shown.err, "of version 2, this weir knows version 1"));
    CHECK(has(shown.err, "p50_ns is no whole number"));
    CHECK(lines_of(shown.err).size() == 5);
}

TEST_CASE("a log is of one pipeline, and of a run") {
    write_content("log.jsonl", stepped());
    work("a.weir", 50, 1, 0);
    const Ended other = append("a.weir", "v");
    CHECK(other.status == 2);
    CHECK(has(other.err, "of the pipeline work"));
    CHECK(content_of("log.jsonl") == stepped());
}

TEST_CASE("jobs that append at once, and are killed at any moment, lose nothing that was said to be there") {
    work("a.weir", 50, 1, 0);
    std::remove("log.jsonl");
    write_content("log.jsonl.new", "what a crash left");
    constexpr int jobs = 12;
    std::vector<std::unique_ptr<weir_test::Process>> running;
    for (int i = 0; i < jobs; ++i)
        running.push_back(std::make_unique<weir_test::Process>(
            std::vector<std::string>{WEIR_COMMAND, "history", "append", "a.weir", "--log", "log.jsonl", "--label",
                                     fmt::format("job{}", i)}));
    for (int i = 0; i < jobs; i += 3) running[static_cast<std::size_t>(i)]->send(SIGKILL);
    std::vector<std::string> said;
    for (int i = 0; i < jobs; ++i)
        if (running[static_cast<std::size_t>(i)]->end().status == 0) said.push_back(fmt::format("job{}", i));
    CHECK(said.size() >= jobs - jobs / 3);
    std::vector<std::string> there;
    for (const std::string& line : lines_of(content_of("log.jsonl"))) there.push_back(Json::parse(line)["label"]);
    for (const std::string& label : said) CHECK(std::count(there.begin(), there.end(), label) == 1);
    CHECK(there.size() <= jobs);
    REQUIRE(append("a.weir", "last").status == 0);
    CHECK(lines_of(content_of("log.jsonl")).size() == there.size() + 1);
}

TEST_CASE("a log that is a link stays one, and keeps its mode") {
    work("a.weir", 50, 1, 0);
    std::remove("log.jsonl");
    std::remove("real.jsonl");
    write_content("real.jsonl", "");
    REQUIRE(chmod("real.jsonl", 0640) == 0);
    REQUIRE(symlink("real.jsonl", "log.jsonl") == 0);
    REQUIRE(append("a.weir", "v").status == 0);
    struct stat status {};
    REQUIRE(lstat("log.jsonl", &status) == 0);
    CHECK(S_ISLNK(status.st_mode));
    REQUIRE(stat("real.jsonl", &status) == 0);
    CHECK((status.st_mode & 07777) == 0640);
    CHECK(lines_of(content_of("real.jsonl")).size() == 1);
    std::remove("log.jsonl");
}

TEST_CASE("a step is shown with its build and size, and the flat stage without") {
    write_content("log.jsonl", stepped());
    const Json shown = show({"--json"}).json();
    REQUIRE(shown["series"].size() == 3);
    CHECK(series(shown, "a")["changes"].empty());
    REQUIRE(series(shown, "b")["changes"].size() == 1);
    const Json change = series(shown, "b")["changes"][0];
    CHECK(change["label"] == "v40");
    CHECK(change["build"] == 40);
    CHECK(change["size"].get<double>() == Approx(0.1).margin(0.01));
    CHECK(change["size_low"].get<double>() < 0.1);
    CHECK(change["size_high"].get<double>() > 0.1);
    CHECK(change["gradual"] == false);
    CHECK(change["with"] == "");
    const std::string text = show().out;
    CHECK(has(text, "\n  worse       b: +"));
    CHECK(has(text, "at v40"));
    CHECK(series(show({"--json", "--metric", "p99"}).json(), "b")["changes"][0]["after_ns"].get<double>() > 2.1e6);
    CHECK(show({"--json", "--least", "20"}).json()["series"][2]["changes"].empty());
    CHECK(show({"--stage", "c"}).status == 2);
    CHECK(show({"--metric", "p98"}).status == 2);
    CHECK(show({"--confidence", "100"}).status == 2);
}

TEST_CASE("a change for the worse fails for as many builds as asked for") {
    write_content("log.jsonl", stepped());
    const Json change = series(show({"--json"}).json(), "b")["changes"][0];
    const std::string raised = change["raised"];
    const int since = 60 - std::stoi(raised.substr(1));
    REQUIRE(since > 5);
    CHECK(show({"--fail-on-change", std::to_string(since)}).status == 1);
    CHECK(show({"--fail-on-change", std::to_string(since - 1)}).status == 0);
    CHECK(show({"--fail-on-change", "1000", "--stage", "a"}).status == 0);
    CHECK(show({"--fail-on-change", "0"}).status == 2);
    // the other way round it is no change for the worse
    auto lines = lines_of(stepped());
    std::reverse(lines.begin(), lines.end());
    std::string better;
    for (const std::string& line : lines) better += line + "\n";
    write_content("log.jsonl", better);
    CHECK(series(show({"--json"}).json(), "b")["changes"][0]["size"].get<double>() < 0);
    CHECK(show({"--fail-on-change", "1000"}).status == 0);
}

TEST_CASE("stages that come, go and are renamed are told, and can be joined") {
    std::string text;
    for (std::size_t i = 0; i < 30; ++i) {
        std::vector<std::pair<std::string, double>> stages{{i < 20 ? "old" : "new", noisy(i)}};
        if (i >= 10) stages.emplace_back("late", 5e5);
        text += entry(fmt::format("v{}", i), stages).dump() + "\n";
    }
    write_content("log.jsonl", text);
    const std::string shown = show().out;
    CHECK(has(shown, "late came with v10"));
    CHECK(has(shown, "old is not there since v20"));
    CHECK(has(shown, "--renamed old=new joins"));
    CHECK(series(show({"--json"}).json(), "new")["values_ns"].size() == 10);
    const Json joined = show({"--json", "--renamed", "old=new"}).json();
    CHECK(series(joined, "new")["values_ns"].size() == 30);
    CHECK(joined["notes"].size() == 1);
    CHECK(show({"--renamed", "late=new"}).status == 2);
    CHECK(show({"--renamed", "nothing=new"}).status == 2);
    CHECK(show({"--renamed", "old"}).status == 2);
    CHECK(show({"--stage", "old", "--json"}).json()["series"][0]["values_ns"].size() == 20);
}

TEST_CASE("a change that came with another host says so, and one host can be looked at alone") {
    std::string text;
    for (std::size_t i = 0; i < 60; ++i)
        text += entry(fmt::format("v{}", i), {{"a", noisy(i) * (i < 30 ? 1 : 1.2)}}, i < 30 ? "old" : "new").dump() +
                "\n";
    write_content("log.jsonl", text);
    const std::string shown = show().out;
    CHECK(has(shown, "not the code alone: host old before, new after"));
    CHECK(has(shown, "2 hosts: new, old"));
    const Json alone = show({"--json", "--host", "new"}).json();
    CHECK(alone["builds"].size() == 30);
    CHECK(series(alone, "a")["changes"].empty());
    CHECK(show({"--host", "none"}).status == 2);
}

TEST_CASE("few builds are told to be too few, and one outlier is no change") {
    std::string text = entry("v0", {{"a", 1e6}}).dump() + "\n";
    write_content("log.jsonl", text);
    CHECK(has(show().out, "of which no change can be told from noise yet"));
    CHECK(show({"--stage", "total"}).status == 0);
    text.clear();
    for (std::size_t i = 0; i < 60; ++i)
        text += entry(fmt::format("v{}", i), {{"a", i == 30 ? 9e6 : noisy(i)}}).dump() + "\n";
    write_content("log.jsonl", text);
    const std::string shown = show().out;
    CHECK(has(shown, "no change"));
    CHECK(has(shown, "a: 1 build far off, which is no change: v30"));
    write_content("log.jsonl", entry("v0", {{"a", 0}}).dump() + "\n");
    CHECK(has(show().out, "a was never measured"));
}

TEST_CASE("pages keep to the width, and to ASCII where nothing else is shown") {
    write_content("log.jsonl", stepped());
    for (const int columns : {80, 100, 140})
        for (const char* stage : {"", " --stage b", " --stage total"}) {
            const std::string command = fmt::format("COLUMNS={} LC_ALL=C.UTF-8 '{}' history show --log log.jsonl{}",
                                                    columns, WEIR_COMMAND, stage);
            const Ended page = weir_test::Process{{"/bin/bash", "-c", command}}.end();
            CHECK(page.status == 0);
            for (const std::string& line : lines_of(page.out)) {
                INFO(line);
                CHECK(weir::panel::detail::width_of(line) <= static_cast<std::size_t>(columns));
            }
            CHECK(has(page.out, "\xE2"));
        }
    const std::string plain = fmt::format("LC_ALL=C '{}' history show --log log.jsonl --stage b", WEIR_COMMAND);
    const std::string out = weir_test::Process{{"/bin/bash", "-c", plain}}.end().out;
    CHECK(std::all_of(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    CHECK(has(out, "o"));
}
