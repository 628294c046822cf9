#include <support/catch.hpp>
#include <support/made_reports.hpp>

#include <weir/panel/compare/compare.hpp>

#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

using weir::CompareDesign;
using weir::CompareError;
using weir::CompareVerdict;
using weir::Comparison;
using weir::Report;
using weir_test::MadeReports;

namespace {

using Reports = std::vector<Report>;

MadeReports exact() {
    MadeReports made;
    made.run_noise = made.process_noise = 0;
    made.runs = 50;
    return made;
}
std::pair<Reports, Reports> sides(const MadeReports& before, const MadeReports& after, std::size_t count) {
    std::mt19937 random{5};
    Reports first = before.some(random, count);
    return {std::move(first), after.some(random, count)};
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
bool warns_of(const Comparison& comparison, const std::string& part) {
    for (const std::string& warning : comparison.warnings)
        if (has(warning, part)) return true;
    return false;
}
std::string error_of(const Reports& before, const Reports& after, const weir::CompareOptions& options = {}) {
    try {
        static_cast<void>(weir::compare(before, after, options));
    } catch (const CompareError& error) { return error.what(); }
    return "none";
}

}  // namespace

TEST_CASE("without noise a shift is known, and the verdict follows the least effect that counts") {
    const auto [before, after] = sides(exact(), exact().slower(1, 1.05), 3);
    const Comparison comparison = weir::compare(before, after);
    REQUIRE(comparison.stages.size() == 3);
    CHECK(comparison.verdict == CompareVerdict::worse);
    CHECK(comparison.design == CompareDesign::pairs);
    CHECK(comparison.judged == 12);
    const auto& sort = comparison.stages[1];
    CHECK(sort.verdict == CompareVerdict::worse);
    CHECK(std::abs(*sort.shifts[0].change - 0.05) < 1e-9);
    CHECK(std::abs(*sort.shifts[1].change - 0.05) < 1e-9);
    CHECK(std::abs(sort.shifts[1].low - 0.05) < 1e-9);
    CHECK(std::abs(*sort.shifts[0].before_ns - 50'000) < 1e-6);
    CHECK(std::abs(*sort.shifts[0].after_ns - 52'500) < 1e-6);
    CHECK(comparison.stages[0].verdict == CompareVerdict::no_worse);
    CHECK(comparison.stages[2].verdict == CompareVerdict::no_worse);
    CHECK(std::abs(*comparison.total.shifts[0].change - 2'500.0 / 61'000) < 1e-9);
    CHECK(has(comparison.headline, "sort +5.0%"));
    weir::CompareOptions options;
    options.min_effect = 0.1;
    CHECK(weir::compare(before, after, options).verdict == CompareVerdict::no_worse);
    const Comparison back = weir::compare(after, before);
    CHECK(back.verdict == CompareVerdict::no_worse);
    CHECK(back.stages[1].faster);
    CHECK_FALSE(back.stages[0].faster);
}

TEST_CASE("recordings in turn are pairs, in whichever order they come; others are groups") {
    auto [before, after] = sides(exact(), exact().after(), 4);
    CHECK(weir::compare(before, after).design == CompareDesign::pairs);
    std::swap(before[0], before[3]);
    std::swap(before[1].recorded_by, after[1].recorded_by);  // the other one was first
    CHECK(weir::compare(before, after).design == CompareDesign::pairs);
    after.pop_back();
    CHECK(weir::compare(before, after).design == CompareDesign::groups);

    MadeReports later = exact();
    later.first_created = 1'000'000;
    const auto [first, second] = sides(exact(), later, 4);
    const Comparison apart = weir::compare(first, second);
    CHECK(apart.design == CompareDesign::groups);
    CHECK(warns_of(apart, "record them in turn"));
}

TEST_CASE("pairs see through what the machine does to both") {
    MadeReports made;
    made.process_noise = 0.002;
    made.run_noise = 0.01;
    std::mt19937 random{9};
    Reports before, after;
    for (int i = 0; i < 20; ++i) {  // twice as slow in the end as in the beginning
        MadeReports drifting = made;
        for (double& factor : drifting.factors) factor = 1 + 0.05 * i;
        before.push_back(drifting.one(random, 1000 * i));
        drifting.factors[1] *= 1.04;
        after.push_back(drifting.one(random, 1000 * i + 500));
    }
    const Comparison comparison = weir::compare(before, after);
    CHECK(comparison.stages[0].verdict == CompareVerdict::no_worse);
    CHECK(comparison.stages[1].verdict == CompareVerdict::worse);
    CHECK(comparison.stages[2].verdict == CompareVerdict::no_worse);
}

TEST_CASE("an open verdict says how many recordings would decide it, and they do") {
    MadeReports made;
    made.process_noise = 0.03;
    made.run_noise = 0.05;
    const auto [before, after] = sides(made, made.after(), 8);
    weir::CompareOptions options;
    options.by = {weir::Figure::p50};
    const Comparison open = weir::compare(before, after, options);
    CHECK(open.verdict == CompareVerdict::inconclusive);
    REQUIRE(open.recordings);
    CHECK(*open.recordings > 30);
    CHECK(*open.recordings < 300);
    CHECK(has(open.headline, "recordings on each side"));
    int decided = 0;
    for (unsigned seed = 0; seed < 10; ++seed) {
        std::mt19937 random{seed};
        const Reports first = made.some(random, *open.recordings), second = made.after().some(random, *open.recordings);
        decided += weir::compare(first, second, options).verdict == CompareVerdict::no_worse ? 1 : 0;
    }
    CHECK(decided >= 6);
}

TEST_CASE("the nearer a shift is to the least effect the more recordings it takes, up to none that would do") {
    using weir::panel::recordings_to_decide;
    using weir::panel::ShiftEstimate;
    const weir::CompareOptions options;
    const double least = std::log(1.02), tail = 0.001;
    const auto needed = [&](double centre, double half) {
        return recordings_to_decide(ShiftEstimate{{centre, centre - half, centre + half}, 0.02}, 2, options, tail);
    };
    // (t + 0.84) * 0.02 / sqrt(n) <= distance, for t of n - 1 degrees and 0.001
    CHECK(needed(least + 0.04, 0.01) == 8U);  // t 4.785: 0.0398; of 7 it would be 5.208: 0.0457
    CHECK(needed(least + 0.02, 0.01) > 15U);
    CHECK(needed(least + 0.02, 0.01) < 25U);
    CHECK_FALSE(needed(least + 0.001, 0.01));
    CHECK_FALSE(needed(least, 0.001));
    CHECK(needed(least, 0.1) == needed(0, 0.01));  // may as well be none
}

TEST_CASE("a stage of little time does not leave the whole open, but one that is clear is told") {
    MadeReports made;
    made.process_noise = 0.001;
    made.run_noise = 0.01;
    made.typical = {100, 500'000, 400'000};
    std::mt19937 random{4};
    Reports before = made.some(random, 20);
    MadeReports noisy = made.after();
    Reports after = noisy.some(random, 20);
    std::normal_distribution<double> normal;
    for (Report& report : after) {  // one stage alone is noisy
        const double factor = std::exp(0.3 * normal(random));
        report.stages[0].total = weir::Nanoseconds{
            static_cast<std::int64_t>(static_cast<double>(report.stages[0].total.count()) * factor)};
    }
    const Comparison comparison = weir::compare(before, after);
    CHECK(comparison.stages[0].is_small);
    CHECK(comparison.stages[0].verdict == CompareVerdict::inconclusive);
    CHECK(comparison.verdict == CompareVerdict::no_worse);
    MadeReports slow = made.after();
    slow.factors[0] = 2;
    CHECK(weir::compare(before, slow.some(random, 20)).verdict == CompareVerdict::worse);
    weir::CompareOptions options;
    options.min_share = 0;
    CHECK(weir::compare(before, after, options).verdict == CompareVerdict::inconclusive);
}

TEST_CASE("a doubtful p99 does not hold back what is clear, unless it is all that was asked for") {
    MadeReports made;
    made.process_noise = 0.001;
    made.run_noise = 0.02;
    auto [before, after] = sides(made, made.after(), 20);
    std::mt19937 random{2};
    std::uniform_int_distribution<int> times{1, 8};
    for (Reports* side : {&before, &after})
        for (Report& report : *side)
            for (weir::StageReport& stage : report.stages) {  // a slow one in 60, each time another
                const auto slow = static_cast<std::uint64_t>(stage.p50.count()) *
                                  static_cast<std::uint64_t>(times(random));
                stage.max = weir::Nanoseconds{static_cast<std::int64_t>(slow)};
                stage.buckets.push_back({static_cast<std::uint32_t>(weir::layout::slot_of(2 * slow)), 5});
            }
    const Comparison comparison = weir::compare(before, after);
    CHECK(comparison.stages[1].shifts[2].verdict == CompareVerdict::inconclusive);
    CHECK(comparison.verdict == CompareVerdict::no_worse);
    weir::CompareOptions options;
    options.by = {weir::Figure::p99};
    CHECK(weir::compare(before, after, options).verdict == CompareVerdict::inconclusive);
    options.by = {weir::Figure::p50};
    const Comparison by_p50 = weir::compare(before, after, options);
    CHECK(by_p50.verdict == CompareVerdict::no_worse);
    CHECK(by_p50.judged == 4);
    CHECK(by_p50.stages[1].shifts[2].change);
    CHECK_FALSE(by_p50.stages[1].shifts[2].verdict);
}

TEST_CASE("what was added, removed and renamed is named, and the rest compared") {
    MadeReports other = exact().after();
    other.stages = {"parse", "order", "write", "close"};
    other.typical.push_back(10);
    other.factors.push_back(1);
    const auto [before, after] = sides(exact(), other, 2);
    const Comparison comparison = weir::compare(before, after);
    REQUIRE(comparison.stages.size() == 3);
    CHECK(comparison.stages[1].path == "order");
    CHECK(comparison.stages[1].path_before == "sort");
    REQUIRE(comparison.changes.size() == 2);
    CHECK(comparison.changes[0].kind == weir::StageChange::Kind::renamed);
    CHECK(comparison.changes[1].kind == weir::StageChange::Kind::added);
    CHECK(comparison.changes[1].path == "close");
    MadeReports foreign = exact().after();
    foreign.stages = {"x", "y", "z"};
    const auto [first, second] = sides(exact(), foreign, 1);
    CHECK(has(error_of(first, second), "no stage that both have: parse, sort, write before, x, y, z after"));
}

TEST_CASE("what differs besides the times is warned of") {
    auto [before, after] = sides(exact(), exact().after(), 2);
    CHECK(weir::compare(before, after).warnings.empty());
    for (Report& report : after) {
        report.clock = "steady";
        report.level = weir::Level::trace;
        report.sample_every = 16;
        report.recorded_by[0].host = "elsewhere";
        report.recorded_by[0].compiler = "clang 14";
        report.runs *= 2;
        report.outcomes.threw = report.runs / 2;
    }
    const Comparison comparison = weir::compare(before, after);
    for (const char* part : {"another clock", "another level: timing before, trace after", "one run in 16", "host",
                             "compiler", "is it the same work?", "stopped or threw: 0.0% before, 50.0% after"}) {
        INFO(part);
        CHECK(warns_of(comparison, part));
    }
    before[0].recorded_by[0].host = "elsewhere";
    after[0].recorded_by[0].host = "here";
    CHECK(warns_of(weir::compare(before, after), "more than one host"));
}

TEST_CASE("sides that can't be compared are refused with what to do") {
    const auto [before, after] = sides(exact(), exact().after(), 2);
    CHECK(has(error_of({}, after), "found none"));
    CHECK(has(error_of(before, before), "twice"));
    CHECK(has(error_of({before[0], before[0]}, after), "twice"));
    MadeReports other = exact();
    other.stages = {"parse", "write", "sort"};
    std::mt19937 random{1};
    CHECK(has(error_of({before[0], other.one(random, 77)}, after), "one pipeline"));
    Report nothing = before[0];
    nothing.runs = 0;
    CHECK(has(error_of({nothing}, after), "without any"));
    weir::CompareOptions options;
    options.confidence = 1;
    CHECK(has(error_of(before, after, options), "confidence"));
    options = {};
    options.min_effect = std::nan("");
    CHECK(has(error_of(before, after, options), "min_effect"));
    options = {};
    options.by = {};
    CHECK(has(error_of(before, after, options), "figure"));
    options.by = {weir::Figure::p50, weir::Figure::p50};
    CHECK(has(error_of(before, after, options), "twice"));
}

TEST_CASE("a stage that is not run on one side, or takes nothing, is not judged") {
    auto [before, after] = sides(exact(), exact().after(), 2);
    for (Report& report : after) {
        report.stages[2].count = 0;
        report.stages[2].buckets.clear();
    }
    const Comparison comparison = weir::compare(before, after);
    CHECK_FALSE(comparison.stages[2].verdict);
    CHECK(has(comparison.stages[2].shifts[0].why, "not there"));
    CHECK(comparison.judged == 9);
    CHECK(comparison.verdict == CompareVerdict::no_worse);
    MadeReports nothing = exact();
    nothing.typical[0] = 0;
    MadeReports something = nothing.after();
    something.typical[0] = 300;
    const auto [first, second] = sides(nothing, something, 2);
    CHECK_FALSE(weir::compare(first, second).stages[0].verdict);
}
