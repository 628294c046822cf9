// SampleEvery: what is measured, and what is counted all the same.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <optional>
#include <stdexcept>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {
std::optional<int> stage(int x) {
    Clock::advance(1_ms);
    if (x == 1) throw std::runtime_error("one");
    return x == 2 ? std::nullopt : std::optional<int>{x};
}
int last(int x) { return x; }
template <std::uint64_t N>
using Sampled = weir::Pipeline<weir::Stage<"stage", stage>, weir::Stage<"last", last>, Clock, weir::Trace<64>,
                               weir::SampleEvery<N>>;
}  // namespace

TEST_CASE("one run in N is measured, the first among them") {
    const Sampled<10> run;
    run(0);
    CHECK(weir::report(run).measured == 1);
    for (int i = 1; i < 95; ++i) run(0);
    const weir::Report r = weir::report(run);
    CHECK(r.runs == 95);
    CHECK(r.measured == 10);
    CHECK(r.sample_every == 10);
    CHECK(r.stages[0].count == 10);
    CHECK(r.stages[0].total.count() == (10_ms).count());
    CHECK(run.trace().size() == 10);
}

TEST_CASE("what stops or throws is counted in runs that are not measured") {
    const Sampled<100> run;
    run(0);
    for (int i = 0; i < 5; ++i) CHECK_THROWS(run(weir::Key{"k"}, 1));
    for (int i = 0; i < 7; ++i) CHECK_FALSE(run(2).has_value());
    const weir::Report r = weir::report(run);
    CHECK(r.runs == 13);
    CHECK(r.measured == 1);
    CHECK(r.outcomes.ok == 1);
    CHECK(r.outcomes.threw == 5);
    CHECK(r.outcomes.stopped == 7);
    CHECK(r.stages[0].errors == 5);
    CHECK(r.stages[0].stopped == 7);
    CHECK(r.stages[0].count == 1);
    REQUIRE(r.errors.size() == 5);
    CHECK(r.errors[0].message == "one");
    CHECK(r.errors[0].key == "k");
}

TEST_CASE("a sample of one in one is all") {
    const Sampled<1> run;
    for (int i = 0; i < 5; ++i) run(0);
    CHECK(weir::report(run).measured == 5);
}
