// One recording on each side: batches of real recordings, and what is assumed.
#include <support/catch.hpp>
#include <support/recordings.hpp>

#include <weir/compare.hpp>
#include <weir/record.hpp>
#include <weir/weir.hpp>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <thread>
#include <vector>

using weir::CompareVerdict;
using weir_test::Path;

namespace {

void wait(std::int64_t ns) { weir::ManualClock::advance(weir::nanoseconds(ns)); }
std::int64_t take(std::int64_t ns) {
    wait(ns);
    return ns;
}
void give(std::int64_t ns) { wait(2 * ns); }

template <class... Policies>
using Job = weir::Pipeline<weir::Stage<"take", take>, weir::Stage<"give", give>, weir::Name<"job">, weir::ManualClock,
                           Policies...>;

weir::Report recorded(const std::string& file, const std::vector<std::int64_t>& times) {
    const Path path{file};
    {
        const Job<weir::Trace<4096>> job;
        weir::record(job, path, {1, true});
        for (const std::int64_t ns : times) job(ns);
    }
    return weir::comparable(weir::open(path));
}

/// Runs around 10 us that depend on the one before by r.
std::vector<std::int64_t> times(unsigned seed, double r, double factor = 1, std::size_t count = 2000) {
    std::mt19937 random{seed};
    std::normal_distribution<double> normal;
    std::vector<std::int64_t> drawn;
    double state = normal(random);
    for (std::size_t i = 0; i < count; ++i) {
        state = r * state + std::sqrt(1 - r * r) * normal(random);
        drawn.push_back(static_cast<std::int64_t>(10'000 * factor * std::exp(0.2 * state)));
    }
    return drawn;
}

}  // namespace

TEST_CASE("the batches of a recording are its runs in their order") {
    std::vector<std::int64_t> rising;
    for (std::int64_t i = 0; i < 400; ++i) rising.push_back(1'000 + 10 * (i / 20));
    const weir::Report report = recorded("rising.weir", rising);
    REQUIRE(report.stages[0].batches.size() == 20);
    for (std::size_t batch = 0; batch < 20; ++batch) {
        const auto& take = report.stages[0].batches[batch];
        CHECK(take.count == 20);
        CHECK(take.mean_ns == 1'000 + 10 * static_cast<double>(batch));
        CHECK(take.p50_ns == take.mean_ns);
        CHECK(report.stages[1].batches[batch].mean_ns == 2 * take.mean_ns);
        CHECK(report.total.batches[batch].mean_ns == 3 * take.mean_ns);
    }
    REQUIRE(report.recorded_by.size() == 1);
    CHECK(report.recorded_by[0].process > 0);
}

TEST_CASE("too few runs give no batches, and two such recordings no verdict") {
    const auto few = recorded("few.weir", times(1, 0, 1, 199)), other = recorded("other.weir", times(2, 0, 1, 199));
    CHECK(few.stages[0].batches.empty());
    const weir::Comparison comparison = weir::compare({few}, {other});
    CHECK(comparison.verdict == CompareVerdict::inconclusive);
    CHECK(comparison.stages[0].shifts[0].change);
    CHECK_FALSE(comparison.stages[0].shifts[0].verdict);
    CHECK(comparison.headline.find("record several") != std::string::npos);
}

TEST_CASE("of one recording on each side the noise from process to process is assumed, and said") {
    const auto before = recorded("a.weir", times(1, 0.3)), after = recorded("b.weir", times(2, 0.3));
    const weir::Comparison same = weir::compare({before}, {after});
    CHECK(same.design == weir::CompareDesign::single);
    CHECK(same.verdict == CompareVerdict::inconclusive);
    CHECK(same.rests_on.find("assumed to be a standard deviation of 12%") != std::string::npos);
    REQUIRE(same.recordings);
    CHECK(*same.recordings > 10);
    // z of 0.01 / 2 / 9 times the square root of 2 times 12 %, at least
    CHECK(same.stages[0].shifts[0].high - same.stages[0].shifts[0].low > 2 * 3.2 * 1.41 * 0.12);

    const auto slow = recorded("c.weir", times(3, 0.3, 2.5));
    const weir::Comparison worse = weir::compare({before}, {slow});
    CHECK(worse.verdict == CompareVerdict::worse);
    weir::CompareOptions options;
    options.process_spread = 0.3;
    CHECK(weir::compare({before}, {slow}, options).verdict == CompareVerdict::inconclusive);
}

TEST_CASE("runs that depend on one another make the interval wider, not the verdict wrong") {
    weir::CompareOptions options;
    options.process_spread = 0;  // nothing is added to what the runs show
    options.min_effect = 0;
    options.by = {weir::Figure::mean};
    double width = 0;
    for (const double r : {0.0, 0.9, 0.99}) {
        int worse = 0;
        double sum = 0;
        for (unsigned seed = 0; seed < 60; ++seed) {
            const auto before = recorded("a.weir", times(2 * seed, r)),
                       after = recorded("b.weir", times(2 * seed + 1, r));
            const auto comparison = weir::compare({before}, {after}, options);
            worse += comparison.verdict == CompareVerdict::worse ? 1 : 0;
            sum += comparison.total.shifts[0].high - comparison.total.shifts[0].low;
        }
        INFO(r);
        CHECK(worse <= 2);  // 0.3 are expected
        CHECK(sum > 1.5 * width);
        width = sum;
    }
}

TEST_CASE("a few runs that another process interrupted make no verdict") {
    std::vector<std::int64_t> before = times(5, 0), after = times(6, 0);
    for (const std::size_t hit : {150U, 950U}) after[hit] += 400'000'000;  // by Student's interval alone: worse
    weir::CompareOptions options;
    options.process_spread = 0.001;
    const auto comparison = weir::compare({recorded("a.weir", before)}, {recorded("b.weir", after)}, options);
    CHECK(*comparison.stages[0].shifts[0].change > 20);
    CHECK(comparison.stages[0].shifts[0].verdict == CompareVerdict::inconclusive);
    CHECK(comparison.stages[0].shifts[2].verdict != CompareVerdict::worse);
}

TEST_CASE("the same work of both sides, hard and easy by turns, is compared place by place") {
    std::vector<std::int64_t> before, after;
    std::mt19937 random{8};
    std::normal_distribution<double> normal;
    for (int i = 0; i < 2000; ++i) {
        const double work = i / 300 % 2 == 0 ? 5'000 : 80'000;
        before.push_back(static_cast<std::int64_t>(work * std::exp(0.02 * normal(random))));
        after.push_back(static_cast<std::int64_t>(work * 1.1 * std::exp(0.02 * normal(random))));
    }
    weir::CompareOptions options;
    options.process_spread = 0.005;
    const auto comparison = weir::compare({recorded("a.weir", before)}, {recorded("b.weir", after)}, options);
    CHECK(comparison.stages[0].shifts[0].verdict == CompareVerdict::worse);
    CHECK(std::abs(*comparison.stages[0].shifts[0].change - 0.1) < 0.005);
}

TEST_CASE("batches are made across threads by the starts of the runs") {
    const Path path{"threads.weir"};
    {
        const Job<weir::Trace<4096>> job;
        weir::record(job, path, {2, true});
        for (const int offset :
             {0, 100})  // the clock of each thread begins at 0: their runs start at about the same times
            std::thread{[job, offset] {
                for (int turn = 0; turn < 20; ++turn)
                    for (int i = 0; i < 10; ++i) job(10'000 + offset + turn);
            }}.join();
    }
    const weir::Report report = weir::comparable(weir::open(path));
    REQUIRE(report.stages[0].batches.size() == 20);
    for (std::size_t batch = 0; batch < 20; ++batch)
        CHECK(std::abs(report.stages[0].batches[batch].mean_ns - (10'050 + static_cast<double>(batch))) < 10);
}
