// New names from all threads at once, filters and handlers added meanwhile.
#include "scale.hpp"
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <atomic>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

constexpr std::size_t workers = 8;

void spend(int ns) {
    Clock::advance(weir::nanoseconds(ns));
    if (ns == 13) throw std::runtime_error("thirteen");
}
using Run = weir::Pipeline<weir::Stage<"spend", spend, 100_ns>, Clock, weir::Trace<4096>>;

template <class F>
void in_threads(F f) {
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < workers; ++t) threads.emplace_back(f, t);
    for (auto& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("the same new names from all threads are stored once each") {
    constexpr std::size_t names = 4000;
    for (std::size_t round = 0; round < weir_test::scaled_down(100); ++round) {
        const Run run;
        in_threads([&](std::size_t t) {
            for (std::size_t i = 0; i < names; ++i) run(weir::Key{"name " + std::to_string((i + t * 7) % names)}, 1);
        });
        const auto* table = run.weir_recorder().keys.table();
        REQUIRE(table != nullptr);
        REQUIRE(table->count == names);
        REQUIRE(weir::report(run).losses.keys_dropped == 0);
        std::set<std::string> seen;
        for (const auto& traced : run.trace()) seen.emplace(traced.key().name().data, traced.key().name().size);
        REQUIRE(seen.size() == names);
    }
}

TEST_CASE("more names than there is room for: each run is known or counted") {
    const Run run;
    constexpr std::size_t each = 4000;
    in_threads([&](std::size_t t) {
        for (std::size_t i = 0; i < each; ++i) run(weir::Key{std::to_string(t * each + i)}, 1);
    });
    const auto* table = run.weir_recorder().keys.table();
    REQUIRE(table != nullptr);
    CHECK(table->count == 4096);
    CHECK(weir::report(run).losses.keys_dropped == workers * each - 4096);
    std::size_t strange = 0;
    for (const auto& traced : run.trace())
        strange += traced.key().kind() != weir::Key::Kind::name && traced.key() != weir::Key::unknown();
    CHECK(strange == 0);
}

TEST_CASE("handlers are added while all threads violate, and each is called by one thread at a time") {
    const Run run;
    const std::size_t runs_each = weir_test::scaled_down(20'000);
    std::uint64_t plain = 0;  // not atomic: that is what a handler may count on
    std::atomic<std::uint64_t> added{0}, calls{0};
    run.on_violation([&](const weir::Violation&) { ++plain; });
    in_threads([&](std::size_t t) {
        for (std::size_t i = 0; i < runs_each; ++i) {
            run(weir::Key{t}, 200);
            if (i % (runs_each / 4) == 0) {
                run.on_violation([&](const weir::Violation& v) { calls += v.held_back + 1; }, 1_us);
                ++added;
            }
        }
    });
    CHECK(plain == workers * runs_each);
    CHECK(added >= workers * 4);
    CHECK(calls > 0);
    CHECK(weir::report(run).stages[0].violations == workers * runs_each);
}

TEST_CASE("errors and filters from all threads at once") {
    const Run run;
    const std::size_t runs_each = weir_test::scaled_down(20'000);
    std::atomic<std::uint64_t> caught{0};
    in_threads([&](std::size_t t) {
        for (std::size_t i = 0; i < runs_each; ++i) {
            try {  // Catch2's assertions are for one thread
                run(weir::Key{std::to_string(i % 100)}, i % 10 == 0 ? 13 : 1);
            } catch (const std::runtime_error&) { ++caught; }
            if (i % (runs_each / 4) == 0) run.trace_except(std::to_string(t) + "*");
            if (i % 1000 == 0) static_cast<void>(weir::report(run));
        }
    });
    const weir::Report r = weir::report(run);
    CHECK(r.runs == workers * runs_each);
    CHECK(r.outcomes.threw == workers * runs_each / 10);
    CHECK(caught == r.outcomes.threw);
    CHECK(r.errors.size() == 16);
    for (const auto& error : r.errors) CHECK(error.message == "thirteen");
    CHECK(r.losses.filtered > 0);
}
