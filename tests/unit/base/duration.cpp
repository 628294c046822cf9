// Durations without <chrono>, and to and from it.
#include "support/catch.hpp"

#include <weir/base/duration.hpp>

#include <chrono>
#include <cstdint>
#include <random>
#include <ratio>

using namespace weir::literals;
using weir::Nanoseconds;

TEST_CASE("literals and functions") {
    static_assert((5_ms).count() == 5'000'000 && (1_s).count() == 1'000'000'000 && (7_us).count() == 7'000);
    static_assert(1.5_ms == 1'500_us && 0.25_s == 250_ms && 2.5_us == 2'500_ns);
    static_assert(weir::seconds(2) == weir::milliseconds(2'000) && weir::microseconds(3) == weir::nanoseconds(3'000));
    static_assert(1_ms < 2_ms && 2_ms > 1_ms && 1_ms <= 1_ms && 1_ms >= 1_ms && 1_ms != 2_ms);
    CHECK((3_ms + 4_us - 1_ns).count() == 3'003'999);
    CHECK((1_ns - 2_ns).count() == -1);
}

TEST_CASE("from std::chrono, whatever the unit") {
    using namespace std::chrono;
    static_assert(Nanoseconds{std::chrono::milliseconds(100)} == 100_ms);
    static_assert(Nanoseconds{hours(24)}.count() == 86'400'000'000'000);
    static_assert(Nanoseconds{duration<double>(0.25)} == 250_ms);
    static_assert(Nanoseconds{duration<double, std::milli>(1.5)} == 1500_us);
    static_assert(Nanoseconds{duration<std::int64_t, std::pico>(2'500)}.count() == 2);
    static_assert(Nanoseconds{std::chrono::milliseconds(-3)}.count() == -3'000'000);
    CHECK(Nanoseconds{duration<int, std::ratio<1, 3>>(3)} == 1_s);
}

TEST_CASE("to std::chrono, cut as duration_cast cuts") {
    using namespace std::chrono;
    const auto to_ms = [](Nanoseconds n) { return static_cast<std::chrono::milliseconds>(n).count(); };
    CHECK(to_ms(1999_us) == 1);
    CHECK(to_ms(Nanoseconds{-1'999'999}) == -1);
    CHECK(static_cast<duration<double>>(250_ms).count() == 0.25);
    CHECK(static_cast<duration<std::int64_t, std::pico>>(3_ns).count() == 3'000);
}

TEST_CASE("no nanosecond is lost on the way there and back, however long") {
    std::mt19937_64 random{3};
    std::size_t wrong = 0;
    for (int i = 0; i < 100'000; ++i) {
        const auto ns = static_cast<std::int64_t>(random() >> (1 + random() % 62)) * (i % 2 == 0 ? 1 : -1);
        const std::chrono::nanoseconds chrono{ns};
        wrong += Nanoseconds{chrono}.count() != ns;
        wrong += static_cast<std::chrono::nanoseconds>(Nanoseconds{ns}) != chrono;
        wrong += static_cast<std::chrono::milliseconds>(Nanoseconds{ns}) !=
                 std::chrono::duration_cast<std::chrono::milliseconds>(chrono);
    }
    CHECK(wrong == 0);
}
