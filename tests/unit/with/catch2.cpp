// levels: 0 1 2
// What the matchers say of pipelines whose times are known.
#include "support/catch.hpp"
#include "support/orders.hpp"

#include <weir/record.hpp>
#include <weir/with/catch2.hpp>

#include <cmath>
#include <stdexcept>
#include <string>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

#if defined(WEIR_LEVEL) && WEIR_LEVEL == 0
constexpr bool measures = false;
#else
constexpr bool measures = true;
#endif

int parse(int ms) {
    Clock::advance(weir::milliseconds(ms));
    return ms;
}
void store(int) { Clock::advance(1_ms); }
template <class... Policies>
using Ingest = weir::Pipeline<weir::Stage<"parse", parse, 5_ms>, weir::Stage<"store", store>, Clock,
                              weir::Name<"ingest">, Policies...>;
using Unlimited = weir::Pipeline<weir::Stage<"parse", parse>, Clock, weir::Name<"unlimited">>;

/// What a failed assertion prints of the matcher, and nothing where it matches.
template <class T, class Matcher>
std::string fault(const T& reported, const Matcher& matcher) {
    return matcher.match(reported) ? "" : matcher.toString();
}
/// The same, where the level measures; else it must match.
template <class T, class Matcher>
void check_fault(const T& reported, const Matcher& matcher, const std::string& expected) {
    CHECK(fault(reported, matcher) == (measures ? expected : ""));
}

}  // namespace

TEST_CASE("within its thresholds: exactly at one is not over") {
    const Ingest<weir::Threshold<6_ms>> p;
    for (int i = 0; i < 10; ++i) p(5);
    CHECK_THAT(p, weir::WithinThresholds());
    CHECK_THAT(weir::report(p), weir::WithinThresholds());
}

TEST_CASE("over thresholds: which, how often, by how much at most") {
    const Ingest<weir::Threshold<6_ms>> p;
    for (int i = 0; i < 8; ++i) p(1);
    p(6);
    p(9);
    check_fault(p, weir::WithinThresholds(),
                "\nis within its thresholds, but\n"
                "parse: over its threshold of 5ms in 2 of 10 runs (20.0%), by 4.00ms at most (9.00ms)\n"
                "the whole run: over its threshold of 6ms in 2 of 10 runs (20.0%), by 4.00ms at most (10.00ms)");
}

TEST_CASE("a violation of a nested pipeline or its stage has its path") {
    const weir_test::Orders<> orders;
    run_order(orders, {}, {150, 1, 1, weir_test::OrderEnd::ok});
    check_fault(orders, weir::WithinThresholds(),
                "\nis within its thresholds, but quote/read: over its threshold of 100ns in 1 of 1 runs (100.0%), by "
                "50ns at most (150ns)");
}

TEST_CASE("what cannot fail for want of runs or thresholds fails") {
    const Ingest<> p;
    const std::string expected = ", but no run was measured: run the pipeline before, often enough for SampleEvery";
    check_fault(p, weir::WithinThresholds(), "\nis within its thresholds" + expected);
    check_fault(p, weir::StageBelow("parse", 0.5, 5_ms), "\nhas the p50 of parse at 5ms or below" + expected);
    const Unlimited unlimited;
    unlimited(1);
    check_fault(unlimited, weir::WithinThresholds(),
                "\nis within its thresholds, but no stage has a threshold, nor has the run: give one, as in "
                "weir::Stage<\"parse\", parse, 5_ms>");
}

TEST_CASE("a quantile of a stage at a bound is not over it, and a nanosecond less is") {
    const Unlimited p;
    for (int i = 0; i < 99; ++i) p(2);
    p(100);
    CHECK_THAT(p, weir::StageBelow("parse", 0.5, 2_ms));
    CHECK_THAT(p, weir::StageBelow("parse", 0.99, std::chrono::microseconds(2'023)));  // 1.1 % off
    CHECK_THAT(p, weir::StageBelow("parse", 1, 100_ms));
    check_fault(p, weir::StageBelow("parse", 1, weir::nanoseconds(99'999'999)),
                "\nhas the p100 of parse at 99.999999ms or below, but it is 100.00ms, 1ns (0.0%) over it, of 100 runs");
    check_fault(p, weir::StageBelow("parse", 1, 80_ms),
                "\nhas the p100 of parse at 80ms or below, but it is 100.00ms, 20.00ms (25.0%) over it, of 100 runs");
}

TEST_CASE("any quantile may be asked for") {
    const Unlimited p;
    for (int i = 1; i <= 20; ++i) p(i);
    const auto at = [](double ms) { return weir::nanoseconds(std::llround(ms * 1e6)); };
    CHECK_THAT(p, weir::StageBelow("parse", 0.85, at(17 * 1.012)));
    CHECK_THAT(p, weir::StageBelow("parse", 0.25, at(5 * 1.012)));
    CHECK(fault(p, weir::StageBelow("parse", 0.85, at(17 * 0.988))).empty() != measures);
    CHECK(fault(p, weir::StageBelow("parse", 0.25, at(5 * 0.988))).empty() != measures);
}

TEST_CASE("a report without a histogram has the quantiles that it shows") {
    const Unlimited p;
    for (int i = 1; i <= 20; ++i) p(i);
    weir::Report report = weir::report(p);
    for (weir::StageReport& stage : report.stages) stage.buckets.clear();
    CHECK_THAT(report, weir::StageBelow("parse", 0.9, 19_ms));
    check_fault(report, weir::StageBelow("parse", 0.95, 25_ms),
                "\nhas the p95 of parse at 25ms or below, but the report has no histogram: ask for 0.5, 0.9, 0.99, "
                "0.999 or 1, which it has");
}

TEST_CASE("the whole run by its name or as total, a nested stage by its path or its own name") {
    const weir_test::Orders<> orders;
    run_order(orders, {}, {10, 20, 30, weir_test::OrderEnd::ok});
    CHECK_THAT(orders, weir::StageBelow("orders", 1, 60_ns));
    CHECK_THAT(orders, weir::StageBelow("total", 1, 60_ns));
    CHECK_THAT(orders, weir::StageBelow("quote", 1, 30_ns));
    CHECK_THAT(orders, weir::StageBelow("quote/read", 1, 10_ns));
    CHECK_THAT(orders, weir::StageBelow("read", 1, 10_ns));
    CHECK(fault(orders, weir::StageBelow("total", 1, 59_ns)).empty() != measures);
    CHECK(fault(orders, weir::StageBelow("read", 1, 9_ns)).empty() != measures);
}

TEST_CASE("a stage that is not there fails, and those that are there are told") {
    const weir_test::Orders<> orders;
    run_order(orders, {}, {10, 20, 30, weir_test::OrderEnd::ok});
    check_fault(orders, weir::StageBelow("raed", 0.99, 1_ms),
                "\nhas the p99 of raed at 1ms or below, but there is no stage \"raed\"; there are: quote, quote/read, "
                "quote/price, send, total");
}

TEST_CASE("a name that two stages have is not guessed at") {
    using Again = weir::Pipeline<weir::Stage<"parse", parse>, weir::Name<"again">>;
    using Twice =
        weir::Pipeline<Again, weir::Stage<"parse", parse>, weir::Stage<"store", store>, Clock, weir::Name<"twice">>;
    const Twice p;
    p(1);
    CHECK_THAT(p, weir::StageBelow("again/parse", 1, 1_ms));
    CHECK_THAT(p, weir::StageBelow("parse", 1, 1_ms));  // a path itself
    weir::Report report = weir::report(p);
    if (report.stages.size() > 1) report.stages[1].path = "other/parse";
    check_fault(report, weir::StageBelow("parse", 1, 1_ms),
                "\nhas the p100 of parse at 1ms or below, but several stages are called so; name one by its path: "
                "again/parse, other/parse");
}

TEST_CASE("a stage that no run came to keeps to no bound") {
    const weir_test::Orders<> orders;
    run_order(orders, {}, {10, 0, 0, weir_test::OrderEnd::stops});
    check_fault(orders, weir::StageBelow("send", 0.99, 1_ms),
                "\nhas the p99 of send at 1ms or below, but no run came to it");
    CHECK_THAT(orders, weir::WithinThresholds());
}

TEST_CASE("what cannot be asked is refused at every level") {
    CHECK_THROWS_AS(weir::StageBelow("parse", 0, 1_ms), std::invalid_argument);
    CHECK_THROWS_AS(weir::StageBelow("parse", 99, 1_ms), std::invalid_argument);
    CHECK_THROWS_AS(weir::StageBelow("parse", std::nan(""), 1_ms), std::invalid_argument);
    CHECK_THROWS_AS(weir::StageBelow("parse", 0.99, 0_ms), std::invalid_argument);
}

TEST_CASE("a recording is matched as its pipeline is") {
    if constexpr (!measures) SUCCEED("records nothing");
    else {
        const Ingest<> p;
        weir::record(p, "matched.weir", {.shards = 0, .replace = true});
        p(3);
        p(7);
        const weir::Recording recording = weir::open("matched.weir");
        CHECK_THAT(recording, weir::StageBelow("parse", 1, 7_ms));
        CHECK(fault(recording, weir::WithinThresholds()) == fault(p, weir::WithinThresholds()));
    }
}

TEST_CASE("one matcher for several pipelines says of each what is its own") {
    const auto matcher = weir::WithinThresholds();
    const Ingest<> over, within;
    over(6);
    within(1);
    CHECK(!fault(over, matcher).empty() == measures);
    CHECK(matcher.match(within));
    CHECK(matcher.toString() == "is within its thresholds");
}

TEST_CASE("what is matched is printed in a line for each stage") {
    const Ingest<weir::Threshold<20_ms>> p;
    CHECK(Catch::Detail::stringify(p) == (measures ? "ingest: no run yet" : "ingest, level off: nothing is measured"));
    for (int i = 0; i < 4; ++i) p(6);
    if constexpr (measures) {
        const std::string expected = "ingest: 4 runs\n"
                                     "  parse: p50 6.00ms, p99 6.00ms, max 6.00ms, over 5ms in 4 of 4\n"
                                     "  store: p50 1.00ms, p99 1.00ms, max 1.00ms\n"
                                     "  total: p50 7.00ms, p99 7.00ms, max 7.00ms, over 20ms in 0 of 4";
        CHECK(Catch::Detail::stringify(p) == expected);
        CHECK(Catch::Detail::stringify(weir::report(p)) == expected);
    }
}
