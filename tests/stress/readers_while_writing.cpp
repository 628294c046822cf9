// Eight threads run a traced pipeline while two others ask for reports and traces: all counts are exact at the end,
// and every record that was seen is whole.
#include "scale.hpp"
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

using Clock = weir::ManualClock;

namespace {

constexpr std::size_t writers = 8;
constexpr std::uint64_t runs_each = weir_test::scaled_down(1'000'000);

// All that a record of the run with the number x holds is a function of x. Each 64th run needs two slots.
constexpr std::int64_t first_ns(std::uint64_t x) {
    return static_cast<std::int64_t>(x % 64 == 63 ? (std::uint64_t{5} << 32) + x : x * 7 % 1'000'003);
}
constexpr std::int64_t second_ns(std::uint64_t x) { return static_cast<std::int64_t>(x * 31 % 999'983); }

struct First {
    static constexpr auto name = "first";
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint64_t, x), (std::uint64_t, inverse));
    };
    static Capture capture(std::uint64_t x) { return {x, ~x}; }
    std::uint64_t operator()(std::uint64_t x) const {
        Clock::advance(weir::nanoseconds(first_ns(x)));
        return x;
    }
};
struct Second {
    static constexpr auto name = "second";
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint32_t, low), (std::uint32_t, high));
    };
    static Capture capture(std::uint64_t x) {
        return {static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(x >> 32)};
    }
    void operator()(std::uint64_t x) const { Clock::advance(weir::nanoseconds(second_ns(x))); }
};
using Run = weir::Pipeline<First, Second, Clock, weir::Trace<256>>;

bool is_whole(const auto& run) {
    const auto first = run.template capture<First>();
    const auto second = run.template capture<Second>();
    return first.inverse == ~first.x && run.key() == weir::Key{first.x} &&
           second.low == static_cast<std::uint32_t>(first.x) &&
           second.high == static_cast<std::uint32_t>(first.x >> 32) &&
           run.template duration<First>().count() == first_ns(first.x) &&
           run.template duration<Second>().count() == second_ns(first.x) && run.outcome() == weir::Outcome::ok;
}

}  // namespace

TEST_CASE("counts are exact and records whole while others read") {
    const Run run;
    std::atomic<bool> done{false};
    std::atomic<std::uint64_t> seen{0}, torn{0}, reports{0}, wrong_reports{0};

    std::thread tracing{[&] {
        while (!done) {
            for (const auto& traced : run.trace()) {
                ++seen;
                torn += !is_whole(traced);
            }
        }
    }};
    std::thread reporting{[&] {
        std::uint64_t before = 0;
        while (!done) {
            const weir::Report r = weir::report(run);
            // Never less than before, never more than there will be.
            wrong_reports += r.runs < before || r.runs > writers * runs_each || r.stages[0].count > writers * runs_each;
            before = r.runs;
            ++reports;
        }
    }};
    std::vector<std::thread> threads;
    for (std::uint64_t t = 0; t < writers; ++t)
        threads.emplace_back([&run, t] {
            for (std::uint64_t i = 0; i < runs_each; ++i) {
                const std::uint64_t x = t * runs_each + i;
                run(weir::Key{x}, x);
            }
        });
    for (auto& thread : threads) thread.join();
    done = true;
    tracing.join();
    reporting.join();

    CHECK(torn == 0);
    CHECK(wrong_reports == 0);
    CHECK(seen > 0);
    CHECK(reports > 0);

    std::int64_t first = 0, second = 0;
    for (std::uint64_t x = 0; x < writers * runs_each; ++x) {
        first += first_ns(x);
        second += second_ns(x);
    }
    const weir::Report r = weir::report(run);
    CHECK(r.runs == writers * runs_each);
    CHECK(r.measured == writers * runs_each);
    CHECK(r.outcomes.ok == writers * runs_each);
    CHECK(r.stages[0].count == writers * runs_each);
    CHECK(r.stages[1].count == writers * runs_each);
    CHECK(r.stages[0].total.count() == first);
    CHECK(r.stages[1].total.count() == second);
    CHECK(r.total.total.count() == first + second);
    CHECK(r.losses.unrecorded == 0);
    for (const auto& traced : run.trace()) torn += !is_whole(traced);
    CHECK(torn == 0);
}
