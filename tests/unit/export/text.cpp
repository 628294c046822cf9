#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/export/text.hpp>

#include <cstdint>
#include <cstring>
#include <iomanip>
#include <sstream>
#include <string>
#include <vector>

using weir::panel::make_report;
using weir_test::MadePipeline;

namespace {

constexpr std::uint64_t ms = MadePipeline::ms;
constexpr std::int64_t limit = MadePipeline::ms;

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in{text};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

void fits(const std::string& text) {
    for (const auto& line : lines_of(text)) {
        INFO(line);
        CHECK(weir::panel::detail::width_of(line) <= 100);
        CHECK((line.empty() || line.back() != ' '));
    }
}

}  // namespace

TEST_CASE("a report as a page, whole") {
    MadePipeline made{"discovery", 1000 * limit};
    made.stage("filtering", 100 * limit).open("inner").stage("evaluation", 200 * limit).close().make();
    made.run({50 * ms, 100 * ms}).run({80 * ms, 220 * ms});
    weir::Report report = make_report(made.source());
    report.made_at = 1'769'862'896'000'000'000;
    const std::string wanted =
        R"(discovery, level timing: 2 runs (2 ok)

stage         runs       p50       p99       max      mean   share         threshold  over
filtering        2   50.00ms   80.00ms   80.00ms   65.00ms   28.9%  █▊         100ms     0
inner            2  100.00ms  220.00ms  220.00ms  160.00ms   71.1%  ████▎
  evaluation     2  100.00ms  220.00ms  220.00ms  160.00ms   71.1%  ████▎      200ms     1
total            2  150.00ms  300.00ms  300.00ms  225.00ms  100.0%                1s     0

bottlenecks
  critical  inner/evaluation: over its threshold of 200ms in 1 of 2 runs, averaging 160.00ms, and
            holds 71.1% of the time

recommendations
  high    inner/evaluation: averaging 160.00ms (threshold: 200ms), 71.1% of the time: a gain here
          counts most

made at 2026-01-31T12:34:56Z
)";
    CHECK(to_string(report) == wanted);
}

TEST_CASE("a pipeline without runs, and one at level off") {
    MadePipeline made{"idle"};
    made.stage("first").make();
    const std::string text = to_string(make_report(made.source()));
    CHECK(contains(text, "idle, level timing: no run yet\n"));
    CHECK(contains(text, "first     0    -    -    -     -      -\n"));
    CHECK(contains(to_string(make_report({})), "level off: nothing is measured\n"));
}

TEST_CASE("columns are there for what there is to say") {
    MadePipeline made{"p"};
    made.stage("s").make();
    made.run({500 * ms});
    const std::string bare = to_string(make_report(made.source()));
    CHECK(lines_of(bare)[2] == "stage  runs       p50       p99       max      mean   share");
    for (const char* absent : {"losses", "instrument", "measured", "stopped", "threw"})
        CHECK_FALSE(contains(bare, absent));
    made.statistics(1).items = 1'000;
    made.statistics(1).errors = 4;
    made.statistics(1).stopped = 5;
    made.shard().runs = 160;
    made.statistics(0).errors = 4;
    made.statistics(0).stopped = 5;
    made.shard().faults = 6;
    made.schema().sample_every = 16;
    const std::string text = to_string(make_report(made.source()));
    CHECK(contains(text, "160 runs (151 ok, 5 stopped, 4 threw), 1 measured, one in 16\n"));
    CHECK(contains(text, "errors  stopped  items/s\n"));
    CHECK(contains(text, "     4        5    2.00k\n"));
    CHECK(contains(
        text,
        "\nlosses\n  6 faults of the instrumentation: marks out of order; items, captures or analyzers that threw\n"));
}

TEST_CASE("the instrument's cost, and the stages it is large against") {
    MadePipeline made{"p"};
    made.stage("short").stage("long").make();
    made.run({100, 900});
    auto source = made.source();
    source.own_cost_run_ns = 45;
    source.own_cost_stage_ns = 12.3;
    weir::layout::copy_name(made.schema().clock.name, sizeof made.schema().clock.name, "steady");
    const std::string text = to_string(make_report(source));
    CHECK(contains(text,
                   "\ninstrument: about 12.3 ns a stage, 45.0 ns a run, 7.0% of the measured time; clock: steady\n"));
    CHECK(contains(text, "\nshort*  "));
    CHECK(contains(text, "\nlong   "));
    CHECK(contains(text, "* short against the instrument"));
}

TEST_CASE("nothing is wider than 100 columns, whatever the names and figures") {
    MadePipeline made{std::string(60, 'p'), 1};
    std::string umlauts;
    for (int i = 0; i < 40; ++i) umlauts += "\xC3\xA4";
    made.stage(umlauts, 123'456'789).stage("a_name_that_is_much_too_long_for_a_column_of_a_table");
    for (int i = 0; i < 12; ++i) made.open("nested");
    made.stage("b");
    for (int i = 0; i < 12; ++i) made.close();
    made.make();
    for (int i = 0; i < 3; ++i) made.run({123'456'789'000, 999'999'999, 1});
    for (std::size_t n = 0; n < made.schema().node_count; ++n) {
        made.statistics(n).other_calls = made.statistics(n).violations = 123'456'789'012;
        made.statistics(n).errors = made.statistics(n).stopped = 1'234'567;
        made.statistics(n).items = 987'654'321;
    }
    const std::string text = to_string(make_report(made.source()));
    fits(text);
    CHECK(contains(text, "\xC3\xA4...\xC3\xA4"));
    CHECK(contains(text, "..."));
}

TEST_CASE("errors are told with their key, and cannot drive the terminal") {
    MadePipeline made{"p"};
    made.stage("risky").make();
    weir::layout::Shared shared{};
    shared.error_count = 1;
    shared.errors[0].sequence = 2;
    shared.errors[0].key_kind = weir::layout::KeyKind::number;
    shared.errors[0].key = 42;
    shared.errors[0].cut = 1;
    std::strcpy(shared.errors[0].message, "\x1b[31mred\n\xC2\x9Bnext");
    auto source = made.source();
    source.shared = &shared;
    const std::string text = to_string(make_report(source));
    CHECK(contains(text, "\nlast errors\n  1970-01-01T00:00:00Z  risky [42]:  [31mred  next...\n"));
    CHECK_FALSE(contains(text, "\x1b"));
}

TEST_CASE("a stream gets the same page, without colours and whatever its format") {
    MadePipeline made{"p"};
    made.stage("s", 1).make();
    made.run({500});
    const weir::Report report = make_report(made.source());
    std::ostringstream out;
    out << std::setw(5000) << std::hex << report;
    CHECK(out.str() == to_string(report));
}

TEST_CASE("colours do not change what is said") {
    MadePipeline made{"p"};
    made.stage("s", 1).make();
    made.run({500});
    const weir::Report report = make_report(made.source());
    std::string text = weir::panel::detail::report_text(report, true);
    CHECK(contains(text, "\x1b[31mcritical\x1b[0m"));
    CHECK(contains(text, " \x1b[31m1\x1b[0m\n"));  // the violations
    for (std::size_t at; (at = text.find('\x1b')) != std::string::npos;) text.erase(at, text.find('m', at) - at + 1);
    CHECK(text == to_string(report));
}

TEST_CASE("names are cut in the middle, between characters") {
    using weir::panel::detail::shortened;
    CHECK(shortened("abcdef", 6) == "abcdef");
    CHECK(shortened("abcdefghijkl", 8) == "abc...kl");
    CHECK(shortened("\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6\xC3\xBC", 5) == "\xC3\xA4...\xC3\xBC");
    CHECK(shortened("abcdef", 2) == "ab");
    CHECK(shortened("abcdef", 0).empty());
}
