// A call that allocates more often than its stage's max_allocations is a violation: counted, told, and kept around.
#include "support/allocating.hpp"
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>
#include <weir/with/allocations.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace weir::literals;
using Clock = weir::ManualClock;
using weir_test::allocate;

namespace {

int parse(int n) {
    Clock::advance(weir::milliseconds(n));
    allocate(static_cast<std::size_t>(n));
    return n;
}
int enter(int n) {
    allocate(1);
    return n;
}
struct Parse : weir::Stage<"parse", parse, 5_ms> {
    static constexpr std::uint64_t max_allocations = 3;
};
/// Any whole number will do.
struct Index : weir::Stage<"index", enter> {
    static constexpr int max_allocations = 0;
};
using Inner = weir::Pipeline<Index, weir::Name<"inner">>;
template <class... Policies>
using Run = weir::Pipeline<Parse, Inner, Clock, weir::Name<"run">, Policies...>;

struct Heard {
    std::string stage, key;
    weir::Violation::Of of;
    std::uint64_t allocations, max_allocations, held_back;
    std::int64_t ms, threshold_ms;
};
auto into(std::vector<Heard>& heard) {
    return [&heard](const weir::Violation& v) {
        heard.push_back({v.stage, std::string(v.key.name().data, v.key.name().size), v.of, v.allocations,
                         v.max_allocations, v.held_back, v.duration.count() / 1'000'000,
                         v.threshold.count() / 1'000'000});
    };
}

}  // namespace

TEST_CASE("stages with a limit count without a policy, and what goes over it is counted") {
    const Run<> run;
    for (const int n : {3, 4, 0, 5}) run(n);
    const weir::Report report = weir::report(run);
    const auto& parsed = *report.stages[0].allocations;
    CHECK(parsed.max_allocations == 3U);
    CHECK(parsed.violations == 2);
    CHECK(parsed.most == 5);
    const auto& inner = report.stages[1];
    CHECK(inner.stages[0].allocations->max_allocations == 0U);
    CHECK(inner.stages[0].allocations->violations == 4);
    CHECK_FALSE(inner.allocations->max_allocations);
    CHECK(inner.allocations->violations == 0);
    CHECK(report.stages[0].violations == 0);  // none took too long
    CHECK(report.stages[0].threshold == 5_ms);
}

TEST_CASE("a handler is told what was allocated, beside what took too long") {
    const weir::Pipeline<Parse, Clock, weir::Name<"run">> run;
    std::vector<Heard> heard;
    run.on_violation(into(heard));
    run(weir::Key{"fits"}, 3);
    CHECK(heard.empty());
    run(weir::Key{"allocates"}, 4);
    REQUIRE(heard.size() == 1);
    CHECK(heard[0].stage == "parse");
    CHECK(heard[0].key == "allocates");
    CHECK(heard[0].of == weir::Violation::Of::max_allocations);
    CHECK(heard[0].allocations == 4);
    CHECK(heard[0].max_allocations == 3);
    CHECK(heard[0].ms == 4);
    CHECK(heard[0].threshold_ms == 0);
    run(weir::Key{"both"}, 7);
    REQUIRE(heard.size() == 3);
    CHECK(heard[1].of == weir::Violation::Of::threshold);
    CHECK(heard[1].threshold_ms == 5);
    CHECK(heard[1].allocations == 0);
    CHECK(heard[2].of == weir::Violation::Of::max_allocations);
    CHECK(heard[2].allocations == 7);
}

TEST_CASE("a throttle holds for each of the two by itself") {
    const weir::Pipeline<Parse, Clock, weir::Name<"run">> run;
    std::vector<Heard> heard;
    run.on_violation(into(heard), 1_s);
    run(4);  // allocations
    run(6);  // both, of which allocations are held back
    run(4);  // held back
    REQUIRE(heard.size() == 2);
    CHECK(heard[1].of == weir::Violation::Of::threshold);
    Clock::advance(1_s);
    run(4);
    REQUIRE(heard.size() == 3);
    CHECK(heard[2].held_back == 2);
}

TEST_CASE("what a handler allocates is no stage's") {
    const weir::Pipeline<Parse, Clock, weir::Name<"run">> run;
    run.on_violation([](const weir::Violation&) { allocate(100); });
    run(4);
    run(4);
    CHECK(weir::report(run).total.allocations->allocations == 8);
}

TEST_CASE("runs around such violations are kept") {
    const weir::Pipeline<weir::Stage<"index", enter>, Parse, Clock, weir::Trace<64>, weir::KeepAround<1, 1>> run;
    for (int i = 0; i < 10; ++i) run(weir::Key{i}, i == 5 ? 4 : 1);
    const auto kept = run.kept();
    REQUIRE(kept.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(kept[i].key().number() == 4 + i);
    CHECK(kept[1].why().violated);
    CHECK_FALSE(kept[0].why().violated);
}

namespace {
void throw_one(int n) {
    allocate(2);
    if (n == 1) throw 1;
}
struct Throws : weir::Stage<"throws", throw_one> {
    static constexpr std::uint64_t max_allocations = 1;
};
}  // namespace

TEST_CASE("a run that throws is told of too, and kept") {
    const weir::Pipeline<Throws, Clock, weir::Trace<8>, weir::KeepAround<0, 0>> run;
    std::vector<Heard> heard;
    run.on_violation(into(heard));
    CHECK_THROWS_AS(run(1), int);
    REQUIRE(heard.size() == 1);
    CHECK(heard[0].allocations == 2);
    CHECK(run.kept().size() == 1);
    CHECK(weir::report(run).stages[0].allocations->violations == 1);
}
