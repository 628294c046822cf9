#include <support/catch.hpp>
#include <support/made_reports.hpp>

#include <weir/compare.hpp>
#include <weir/export/comparison_json.hpp>
#include <weir/export/comparison_markdown.hpp>
#include <weir/export/text/width.hpp>

#include <random>
#include <set>
#include <sstream>
#include <string>

using weir::Comparison;
using weir_test::MadeReports;

namespace {

MadeReports made() {
    MadeReports reports;
    reports.process_noise = 0.002;
    reports.run_noise = 0.01;
    return reports;
}
Comparison compared(const MadeReports& before, const MadeReports& after, std::size_t count = 15) {
    std::mt19937 random{5};
    const auto first = before.some(random, count);
    return weir::compare(first, after.some(random, count));
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the text begins with the verdict, and stays within 100 columns") {
    MadeReports other = made().slower(1, 1.08);
    other.stages[2] = "a stage with a name that is a good deal longer than names are, of which the middle is left out";
    const Comparison comparison = compared(made(), other);
    const std::string text = to_string(comparison);
    CHECK(text.rfind("worse: sort +", 0) == 0);
    CHECK(has(text, "is now called"));
    CHECK(has(text, "rests on\n  15 pairs of recordings"));
    CHECK(has(text, "signed ranks"));
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(weir::panel::detail::width_of(line) <= 100);
    }
    std::ostringstream out;
    out << comparison;
    CHECK(out.str() == text);
    CHECK(has(weir::panel::detail::comparison_text(comparison, true), "\x1b[31mworse\x1b[0m"));
}

TEST_CASE("the fields of a comparison are those that are documented") {
    const auto json = weir::to_json(compared(made(), made().slower(0, 1.1)));
    const auto fields = [](const nlohmann::ordered_json& object) {
        std::set<std::string> names;
        for (const auto& [name, value] : object.items()) names.insert(name);
        return names;
    };
    CHECK(json["format"] == "weir-comparison");
    CHECK(fields(json) == std::set<std::string>{"format", "version", "verdict", "headline", "recordings_to_decide",
                                                "pipeline", "options", "design", "before", "after", "judged", "total",
                                                "stages", "changes", "warnings", "rests_on"});
    const std::set<std::string> stage{"path",    "path_before", "share_before", "share_after", "small",
                                      "verdict", "faster",      "mean",         "p50",         "p99"};
    CHECK(fields(json["total"]) == stage);
    CHECK(fields(json["stages"][0]["p50"]) == std::set<std::string>{"before_ns", "after_ns", "change", "low", "high",
                                                                    "verdict", "recordings_to_decide", "why"});
    CHECK(json["verdict"] == "worse");
    CHECK(json["stages"][0]["verdict"] == "worse");
    CHECK(json["stages"][1]["verdict"] == "no worse");
    CHECK(json["design"] == "pairs");
    CHECK(json["stages"][0]["p50"]["low"] > 0.02);
    const auto open = weir::to_json(compared(made(), made().slower(0, 1.1), 1));
    CHECK(open["verdict"] == "inconclusive");
    CHECK(open["stages"][0]["p50"]["low"].is_null());
    CHECK(open["stages"][0]["p50"]["verdict"].is_null());
}

TEST_CASE("the Markdown has the verdict as its heading, what counts in a table, and the rest folded") {
    const std::string text = weir::to_markdown(compared(made(), made().slower(1, 1.08)));
    CHECK(text.rfind("### \xF0\x9F\x94\xB4 made: worse\n", 0) == 0);
    const std::size_t fold = text.find("<details>");
    REQUIRE(fold != std::string::npos);
    CHECK(text.find("| sort | 50.") < fold);
    CHECK(text.find("| total | ") < fold);
    CHECK(text.find("| parse | ") > fold);
    CHECK(has(text, "\n\n</details>\n"));
    CHECK(has(text, "**+"));
    CHECK(weir::to_markdown(compared(made(), made().after())).rfind("### \xE2\x9C\x85 made: no worse", 0) == 0);
}

TEST_CASE("a name can't break the Markdown or reach anybody by it") {
    MadeReports before = made(), after = made().slower(0, 1.2);
    before.stages[0] = after.stages[0] = "a|b<script>@team`#1";
    const std::string text = weir::to_markdown(compared(before, after));
    CHECK(has(text, "| a\\|b&lt;script&gt;&#64;team\\`&#35;1 |"));
    CHECK_FALSE(has(text, "<script>"));
    CHECK_FALSE(has(text, "@team"));
}

TEST_CASE("shifts are written as they are read") {
    using weir::panel::shift_text;
    CHECK(shift_text(0.0512) == "+5.1%");
    CHECK(shift_text(-0.25) == "-25.0%");
    CHECK(shift_text(-0.0001) == "+0.0%");
    CHECK(shift_text(11) == "x12.0");
    CHECK(shift_text(1e300) == "x1000000+");
    CHECK(weir::panel::share_text(0.02) == "2%");
    CHECK(weir::panel::share_text(0.995) == "99.5%");
}
