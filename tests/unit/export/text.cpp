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
  high    inner/evaluation: averaging 160.00ms (threshold: 200ms), 71.1% of the time: twice as fast,
          the mean run would take 145.00ms instead of 225.00ms

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
    CHECK(contains(text, "\nlast errors\n  1970-01-01T00:00:00Z  risky [42]: \\x1b[31mred\\n\\xc2\\x9bnext...\n"));
    CHECK_FALSE(contains(text, "\x1b"));
}

TEST_CASE("what controls a terminal is shown, letters of all scripts are kept") {
    using weir::panel::detail::printable;
    CHECK(printable("na\xC3\xAFve \xE6\xBC\xA2 \xF0\x9F\x8C\x8A a\\b") ==
          "na\xC3\xAFve \xE6\xBC\xA2 \xF0\x9F\x8C\x8A a\\b");
    CHECK(printable("\x1b]0;title\a\r\n\t\x7f") == "\\x1b]0;title\\x07\\x0d\\n\\t\\x7f");
    CHECK(printable("\xC2\x9B"
                    "2J") == "\\xc2\\x9b"
                             "2J");
    CHECK(printable("\x9B"
                    "2J \xE2\x80") == "\\x9b"
                                      "2J \\xe2\\x80");
    CHECK(printable("abc\xE2\x80\xAE"
                    "cba") == "abc\\xe2\\x80\\xae"
                              "cba");
    CHECK(printable("\xC2\xA0\xE2\x80\xA6") == "\xC2\xA0\xE2\x80\xA6");
    CHECK(printable(std::string_view{"\0x", 2}) == "\\x00x");
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

namespace {

/// The lines of a stage's cost, of calls with `from` to `to` items that take what `ns_of` says.
template <class NsOf>
std::string cost_of(std::uint64_t from, std::uint64_t to, NsOf ns_of, std::int64_t threshold = 20'000) {
    MadePipeline made{"made"};
    made.stage("sort", threshold, true).make();
    made.run({5});
    auto* const cells = made.shard().at<weir::layout::CostCells>(made.schema().shard.costs);
    for (std::uint64_t items = from; items <= to; ++items)
        weir::layout::count_cost(*cells, items, static_cast<std::uint64_t>(ns_of(items)));
    const std::string text = to_string(make_report(made.source()));
    fits(text);
    const std::size_t begin = text.find("cost by items\n");
    if (begin == std::string::npos) return {};
    std::string found;
    for (const std::string& line : lines_of(text.substr(begin, text.find("\n\n", begin) - begin))) {
        if (!found.empty()) found += ' ';
        found.append(line, line.find_first_not_of(' '));
    }
    return found;
}

}  // namespace

TEST_CASE("how a stage's cost grows, and where it crosses its threshold") {
    const auto line = [](std::uint64_t n) { return 2'000 + 3 * n; };
    CHECK(cost_of(1, 1'000, line) ==
          "cost by items sort  grows as n: 2.00us + 3.000ns (2.963ns to 3.037ns) x n, seen from 8 to 1.00k items; "
          "at about 6.00k items (between 5.90k and 6.10k) it crosses its threshold of 20us");
    CHECK(contains(cost_of(1, 1'000, line, 4'000),
                   "; it crosses its threshold of 4us within what was seen, at about 667 items (between "));
    CHECK(contains(cost_of(1, 1'000, line, 900'000), "; up to 10.0k items, 10 times those seen, it is not likely to "
                                                     "cross its threshold of 900us"));
    CHECK_FALSE(contains(cost_of(1, 1'000, line, MadePipeline::none), "threshold"));
    CHECK(contains(cost_of(1, 1'000, [](std::uint64_t) { return 700; }), "no growth is seen from 8 to 1.00k items"));
}

TEST_CASE("what is not known of a stage's cost is said, and not where its items are always the same") {
    const auto line = [](std::uint64_t n) { return 2'000 + 3 * n; };
    CHECK(contains(cost_of(500, 1'000, line), "to 1.00k items: the items seen span too little"));
    CHECK(cost_of(500, 507, [](std::uint64_t) { return 5; }).empty());
    CHECK(cost_of(500, 503, line).empty());
    CHECK(
        contains(cost_of(1, 9'000, [](std::uint64_t n) { return 900 * n * (n / 256 % 2 == 0 ? 1 : 4) + 1; }), "items"));
}

TEST_CASE("what was allocated is a table of its own, with limits where there are any") {
    MadePipeline made{"p"};
    made.stage("parse", limit).stage("index").make();
    made.run({10, 20}).run({20, 30});
    weir::Report report = make_report(made.source());
    CHECK_FALSE(contains(to_string(report), "allocations"));
    report.stages[0].allocations = weir::AllocationReport{2, 9, 3'000, 7, std::nullopt, 0};
    report.total.allocations = weir::AllocationReport{2, 9, 3'000, 7, std::nullopt, 0};
    CHECK(contains(to_string(report), "\nallocations  calls  all  a call  most  bytes a call\n"
                                      "parse            2    9    4.50     7         1.50k\n"
                                      "index\n"
                                      "total            2    9    4.50     7         1.50k\n"));
    report.stages[0].allocations = weir::AllocationReport{2, 9, 3'000, 7, 4, 1};
    CHECK(contains(to_string(report), "\nallocations  calls  all  a call  most  max  over  bytes a call\n"
                                      "parse            2    9    4.50     7    4     1         1.50k\n"));
    fits(to_string(report));
}

TEST_CASE("who allocates more often than it may is named") {
    MadePipeline made{"p"};
    made.stage("parse").stage("index").stage("other").make();
    made.run({10, 20, 70});
    weir::Report report = make_report(made.source());
    report.stages[0].allocations = weir::AllocationReport{9, 9, 90, 2, 1, 3};
    report.stages[1].allocations = weir::AllocationReport{9, 20, 90, 6, 2, 5};
    const auto advice = weir::panel::recommend(report.total, report.stages, report.bottlenecks, report.what_if);
    REQUIRE(!advice.empty());
    CHECK(advice.back().stage == "index");
    CHECK(advice.back().priority == weir::Priority::medium);
    CHECK(advice.back().message ==
          "allocating up to 6 times a call, over its max_allocations of 2 in 5 of 9 calls: keep what it allocates from "
          "one call to the next; 1 other stage is over theirs as well");
    report.stages[2].allocations = weir::AllocationReport{9, 20, 90, 6, 2, 5};
    const auto bottlenecks = weir::panel::find_bottlenecks(report.stages);
    REQUIRE(bottlenecks.size() == 1);
    CHECK(
        contains(bottlenecks[0].reason, "; allocating up to 6 times a call, over its max_allocations of 2 in 5 of 9"));
}
