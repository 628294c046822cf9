// The slot of a duration, against logarithms in long double.
#include "support/catch.hpp"

#include <weir/layout/histogram.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>

using weir::layout::Histogram;
using weir::layout::slot_of;

namespace {

/// Bucket i holds 2^(i/32) < v <= 2^((i+1)/32), and is slot i + 2.
std::size_t expected_slot(std::uint64_t ns) {
    if (ns == 0) return 0;
    if (ns == 1) return 1;
    if ((ns & (ns - 1)) == 0)  // a power of two is the end of its bucket exactly
        return std::min<std::size_t>(static_cast<std::size_t>(__builtin_ctzll(ns)) * 32 + 1, Histogram::overflow_slot);
    const auto bucket = static_cast<std::size_t>(std::ceil(std::log2(static_cast<long double>(ns)) * 32)) - 1;
    return std::min(bucket + 2, Histogram::overflow_slot);
}

}  // namespace

TEST_CASE("slots at the ends") {
    CHECK(slot_of(0) == 0);
    CHECK(slot_of(1) == 1);
    CHECK(slot_of(2) == 33);
    CHECK(slot_of(3) == expected_slot(3));
    CHECK(slot_of(std::uint64_t{1} << 42) == Histogram::overflow_slot - 1);
    CHECK(slot_of((std::uint64_t{1} << 42) + 1) == Histogram::overflow_slot);
    CHECK(slot_of(~std::uint64_t{0}) == Histogram::overflow_slot);
}

TEST_CASE("slots of all values near the ends of buckets") {
    std::size_t wrong = 0, checked = 0;
    for (int bucket = 0; bucket <= 43 * 32; ++bucket) {
        const auto end = static_cast<std::uint64_t>(std::exp2(static_cast<long double>(bucket) / 32));
        for (std::uint64_t ns = end > 40 ? end - 40 : 0; ns <= end + 40; ++ns, ++checked)
            wrong += slot_of(ns) != expected_slot(ns);
    }
    CHECK(checked > 100'000);
    CHECK(wrong == 0);
}

TEST_CASE("slots of a million values of all sizes") {
    std::mt19937_64 random{7};
    std::size_t wrong = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        const std::uint64_t ns = random() >> (random() % 64);
        wrong += slot_of(ns) != expected_slot(ns);
    }
    CHECK(wrong == 0);
}

TEST_CASE("slots never decrease") {
    std::size_t before = 0, wrong = 0;
    for (std::uint64_t ns = 0; ns < 2'000'000; ++ns) {
        const std::size_t slot = slot_of(ns);
        wrong += slot < before;
        before = slot;
    }
    CHECK(wrong == 0);
}
