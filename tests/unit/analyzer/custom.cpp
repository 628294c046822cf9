// levels: 0 1 2
// An Analyzer of the user's own, for one type of stage.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

struct Decode {
    static constexpr auto name = "decode";
    std::size_t operator()(const std::string& in) const {
        Clock::advance(weir::milliseconds(static_cast<std::int64_t>(in.size())));
        return in.size();
    }
};
struct Store {
    static constexpr auto name = "store";
    void operator()(std::size_t) const {}
};
struct Fresh {
    static constexpr auto name = "fresh";
    int operator()(int x) const { return x; }
};

}  // namespace

template <>
struct weir::Analyzer<Decode> {
    std::uint64_t bytes = 0;
    std::int64_t longest = 0;
    void operator()(weir::Nanoseconds took, const std::string& in, const std::size_t& out) noexcept {
        bytes += in.size() == out ? out : 1'000'000;
        if (took.count() > longest) longest = took.count();
        Clock::advance(5_s);
    }
    void merge(const Analyzer& other) noexcept {
        bytes += other.bytes;
        if (other.longest > longest) longest = other.longest;
    }
};
template <>
struct weir::Analyzer<Store> {
    std::uint64_t sum = 0;
    void operator()(weir::Nanoseconds, const std::size_t& in) noexcept { sum += in; }
    void merge(const Analyzer& other) noexcept { sum += other.sum; }
};
template <>
struct weir::Analyzer<Fresh> {
    int least = 1000;  // not zero before the first call
    void operator()(weir::Nanoseconds, int in, int) noexcept { least = in < least ? in : least; }
    void merge(const Analyzer& other) noexcept { least = other.least < least ? other.least : least; }
};

using Run = weir::Pipeline<Decode, Store, Clock>;
constexpr bool on = Run::level != weir::off;

TEST_CASE("an Analyzer is given the duration, the input and the result") {
    const Run run;
    run(std::string{"four"});
    run(std::string{"twelve bytes"});
    CHECK(run.analyzer<Decode>().bytes == (on ? 16 : 0));
    CHECK(run.analyzer<Decode>().longest == (on ? (12_ms).count() : 0));
    CHECK(run.analyzer<Store>().sum == (on ? 16 : 0));
    if (on) CHECK(weir::report(run).total.total.count() == (16_ms).count());
}

TEST_CASE("Analyzers of several threads are merged") {
    const Run run;
    std::vector<std::thread> threads;
    for (std::size_t t = 1; t <= 4; ++t)
        threads.emplace_back([&run, t] {
            for (int i = 0; i < 100; ++i) run(std::string(t, 'x'));
        });
    for (auto& thread : threads) thread.join();
    CHECK(run.analyzer<Decode>().bytes == (on ? 1000 : 0));
    CHECK(run.analyzer<Decode>().longest == (on ? (4_ms).count() : 0));
    CHECK(run.analyzer<Store>().sum == (on ? 1000 : 0));
}

TEST_CASE("an Analyzer starts as its default constructor makes it") {
    const weir::Pipeline<Fresh, Clock> run;
    CHECK(run.analyzer<Fresh>().least == 1000);
    run(7);
    run(3);
    CHECK(run.analyzer<Fresh>().least == (on ? 3 : 1000));
}
