// The clocks. Ratios and orders only: how long something takes is no matter of a test.
#include "support/catch.hpp"

#include <weir/weir.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <thread>

using namespace weir::literals;

TEST_CASE("ManualClock: each thread has its own, which stands still") {
    weir::ManualClock::advance(5_ms);
    const std::uint64_t here = weir::ManualClock::now();
    std::uint64_t there = 1;
    std::thread{[&] {
        there = weir::ManualClock::now();
        weir::ManualClock::advance(1_s);
    }}.join();
    CHECK(there == 0);
    CHECK(weir::ManualClock::now() == here);
    weir::ManualClock::advance(1_ns);
    CHECK(weir::ManualClock::now() == here + 1);
}

TEST_CASE("the counter runs as the steady clock does, within a hundredth") {
    weir::TscClock::prepare();
    double ratio = 0;
    for (int tries = 0; tries < 5 && (ratio < 0.99 || ratio > 1.01); ++tries) {
        const std::uint64_t steady = weir::SteadyClock::now();
        const std::uint64_t ticks = weir::TscClock::now();
        while (weir::SteadyClock::now() - steady < 50'000'000) {}
        const std::uint64_t ns = weir::TscClock::to_nanoseconds(weir::TscClock::now() - ticks);
        ratio = static_cast<double>(ns) / static_cast<double>(weir::SteadyClock::now() - steady);
    }
    CHECK(ratio > 0.99);
    CHECK(ratio < 1.01);
}

TEST_CASE("the ordered counter and the steady clock never go back within a thread") {
    weir::OrderedTscClock::prepare();
    std::size_t back = 0;
    std::uint64_t ticks = weir::OrderedTscClock::now(), steady = weir::SteadyClock::now();
    for (int i = 0; i < 100'000; ++i) {
        const std::uint64_t now = weir::OrderedTscClock::now();
        back += now < ticks;
        ticks = now;
        const std::uint64_t then = weir::SteadyClock::now();
        back += then < steady;
        steady = then;
    }
    CHECK(back == 0);
}

TEST_CASE("where the counter is not to be trusted, ticks are the steady clock's nanoseconds") {
    weir::TscClock::prepare();
    auto& state = weir::detail::counter_state;
    const auto multiplier = state.multiplier;
    const bool used = state.use_counter;
    state.use_counter = false;
    state.multiplier = std::uint64_t{1} << 32;
    const std::uint64_t before = weir::SteadyClock::now();
    const std::uint64_t plain = weir::TscClock::now(), ordered = weir::OrderedTscClock::now();
    const std::uint64_t after = weir::SteadyClock::now();
    CHECK(before <= plain);
    CHECK(plain <= ordered);
    CHECK(ordered <= after);
    CHECK(std::string{weir::TscClock::source()} == "steady");
    CHECK(std::string{weir::OrderedTscClock::source()} == "steady");
    CHECK(weir::TscClock::to_nanoseconds(1) == 1);
    CHECK(weir::TscClock::to_nanoseconds(~std::uint64_t{0} >> 1) == ~std::uint64_t{0} >> 1);
    CHECK(weir::OrderedTscClock::to_nanoseconds(123'456'789'012) == 123'456'789'012);
    state.use_counter = true;
    CHECK(std::string{weir::TscClock::source()} == "tsc");
    state.use_counter = used;
    state.multiplier = multiplier;
}

TEST_CASE("preparing again changes nothing") {
    weir::TscClock::prepare();
    const auto multiplier = weir::detail::counter_state.multiplier;
    weir::OrderedTscClock::prepare();
    CHECK(weir::detail::counter_state.multiplier == multiplier);
    CHECK(weir::detail::counter_state.ready);
}

TEST_CASE("ticks are scaled in 128 bits") {
    using weir::detail::multiplier_of;
    using weir::detail::scaled;
    CHECK(scaled(10, std::uint64_t{1} << 31) == 5);
    CHECK(scaled(std::uint64_t{1} << 62, std::uint64_t{1} << 32) == std::uint64_t{1} << 62);
    CHECK(multiplier_of(1'000'000, 3'000'000) == 1'431'655'765);
    CHECK(multiplier_of(7, 7) == std::uint64_t{1} << 32);
    std::mt19937_64 random{1};
    std::size_t wrong = 0;
    for (int i = 0; i < 10'000; ++i) {
        const std::uint64_t ticks = random() >> (1 + random() % 40), multiplier = random() >> 31;
        const long double exact = static_cast<long double>(ticks) * static_cast<long double>(multiplier) / 0x1p32L;
        wrong += exact < 0x1p60L && std::uint64_t(exact) - scaled(ticks, multiplier) + 1 > 2;
    }
    CHECK(wrong == 0);
}
