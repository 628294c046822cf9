// Threads whose slots are written ever again, while two others read what is kept: every run that is seen is whole, and at
// the end exactly the slowest and the last windows are there.
#include "scale.hpp"
#include "support/catch.hpp"

#include <weir/weir.hpp>

#include <atomic>
#include <cstdint>
#include <set>
#include <thread>
#include <vector>

using Clock = weir::ManualClock;

namespace {

constexpr std::size_t writers = 4;
constexpr std::uint64_t runs_each = weir_test::scaled_down(400'000);

// All that a record of the run x holds is a function of x. Each run of a thread takes longer than the one before, or
// nearly so, so that nearly all are kept for a while; the last quarter needs two slots. Each 8th violates.
constexpr std::int64_t first_ns(std::uint64_t x) {
    const std::uint64_t i = x % runs_each;
    return static_cast<std::int64_t>(1'000 * i + (i < runs_each / 4 * 3 ? 0 : std::uint64_t{5} << 32));
}
constexpr std::int64_t second_ns(std::uint64_t x) {
    return static_cast<std::int64_t>(x % 8 == 3 ? 1'600 : x * 31 % 1'499);
}
constexpr bool violates(std::uint64_t x) { return x % 8 == 3; }

struct First {
    static constexpr auto name = "first";
    std::uint64_t operator()(std::uint64_t x) const {
        Clock::advance(weir::nanoseconds(first_ns(x)));
        return x;
    }
};
void second(std::uint64_t x) { Clock::advance(weir::nanoseconds(second_ns(x))); }
using Second = weir::Stage<"second", second, weir::nanoseconds(1'500)>;
using Run = weir::Pipeline<First, Second, Clock, weir::Trace<64>, weir::KeepSlowest<8>, weir::KeepAround<2, 1, 4>>;

bool is_whole(const auto& run) {
    const std::uint64_t x = run.key().number();
    return run.template duration<First>().count() == first_ns(x) &&
           run.template duration<Second>().count() == second_ns(x) && run.outcome() == weir::Outcome::ok &&
           (run.why().slowest || run.why().around) && (!run.why().around || run.why().violated == violates(x));
}

}  // namespace

TEST_CASE("what is kept is whole while others write") {
    const Run run;
    std::atomic<bool> done{false};
    std::atomic<std::uint64_t> seen{0}, torn{0}, twice{0}, more{0};
    const auto read = [&] {
        while (!done) {
            std::set<std::uint64_t> numbers;
            const auto kept = run.kept();
            for (const auto& one : kept) {
                ++seen;
                torn += !is_whole(one);
                twice += !numbers.insert(one.key().number()).second;
            }
            more += kept.size() > writers * (8 + 16);
        }
    };
    std::vector<std::thread> readers;
    for (int i = 0; i < 2; ++i) readers.emplace_back(read);
    std::vector<std::thread> threads;
    std::atomic<std::size_t> started{0};
    for (std::uint64_t t = 0; t < writers; ++t)
        threads.emplace_back([&, t] {
            run(weir::Key{t * runs_each}, t * runs_each);
            for (++started; started != writers;) std::this_thread::yield();  // so that each has a shard of its own
            for (std::uint64_t i = 1; i < runs_each; ++i) run(weir::Key{t * runs_each + i}, t * runs_each + i);
        });
    for (auto& thread : threads) thread.join();
    done = true;
    for (auto& reader : readers) reader.join();
    CHECK(torn == 0);
    CHECK(twice == 0);
    CHECK(more == 0);
    CHECK(seen > 0);

    const auto kept = run.kept();
    std::multiset<std::int64_t> expected, slowest;
    std::size_t around = 0;
    for (std::uint64_t t = 0; t < writers; ++t) {
        std::multiset<std::int64_t> own;
        for (std::uint64_t x = t * runs_each; x < (t + 1) * runs_each; ++x) {
            own.insert(first_ns(x) + second_ns(x));
            if (own.size() > 8) own.erase(own.begin());
        }
        expected.merge(own);
    }
    for (const auto& one : kept) {
        torn += !is_whole(one);
        if (one.why().slowest) slowest.insert(one.total().count());
        around += one.why().around;
    }
    CHECK(torn == 0);
    CHECK(slowest == expected);
    CHECK(around == writers * 16);
}
