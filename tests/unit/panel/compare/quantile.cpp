#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/panel/compare/bucket_quantile.hpp>
#include <weir/panel/report.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

using weir::panel::interpolated_quantile;
using weir::panel::range_of_slot;
using weir_test::MadePipeline;

namespace {

weir::StageReport stage_of(const std::vector<std::uint64_t>& times) {
    MadePipeline made{"made"};
    made.stage("a").make();
    for (const std::uint64_t ns : times) made.run({ns});
    return weir::panel::make_report(made.source()).stages[0];
}

}  // namespace

TEST_CASE("the range of a slot is what the slot counts") {
    for (std::uint64_t ns = 0; ns < 300'000; ns = ns < 3'000 ? ns + 1 : ns + 97) {
        const auto slot = static_cast<std::uint32_t>(weir::layout::slot_of(ns));
        const auto [first, last] = range_of_slot(slot, 1e15);
        const auto value = static_cast<double>(ns);
        if (value < first || value > last)
            FAIL_CHECK(ns << " is not in its slot " << slot << ": " << first << " to " << last);
        if (first > 0 && weir::layout::slot_of(static_cast<std::uint64_t>(first) - 1) >= slot)
            FAIL_CHECK("slot " << slot << " begins before " << first);
        if (weir::layout::slot_of(static_cast<std::uint64_t>(last) + 1) <= slot)
            FAIL_CHECK("slot " << slot << " ends after " << last);
    }
    const auto [first, last] = range_of_slot(weir::layout::Histogram::overflow_slot, 5e12);
    CHECK(first == std::exp2(42) + 1);
    CHECK(last == 5e12);
}

TEST_CASE("what a report counts is in its buckets, by rising slots") {
    const weir::StageReport stage = stage_of({5, 5, 700, 0, 100'000, 5});
    REQUIRE(stage.buckets.size() == 4);
    CHECK(stage.buckets[0].slot == 0);
    CHECK(stage.buckets[1].count == 3);
    CHECK(stage.buckets[1].slot == weir::layout::slot_of(5));
    CHECK(stage.buckets[3].slot == weir::layout::slot_of(100'000));
}

TEST_CASE("quantiles lie within half a nanosecond where a bucket holds one number") {
    CHECK(*interpolated_quantile(stage_of({20, 20, 20, 20}), 0.5) == 20);
    CHECK(*interpolated_quantile(stage_of({19, 20, 20, 21}), 0.5) == 20);
    CHECK(*interpolated_quantile(stage_of({19, 19, 21, 21}), 0.5) == 19.5);
    CHECK(*interpolated_quantile(stage_of({0, 0}), 0.5) == 0);
    CHECK_FALSE(interpolated_quantile(stage_of({}), 0.5));
}

TEST_CASE("they follow a shift that is far less than a bucket's width") {
    std::mt19937 random{3};
    std::lognormal_distribution<double> times{10, 0.2};
    std::vector<double> drawn(20'000);
    for (double& ns : drawn) ns = times(random);
    double before = 0;
    for (const double factor : {1.0, 1.002, 1.004, 1.008, 1.012, 1.02}) {
        std::vector<std::uint64_t> shifted;
        for (const double ns : drawn) shifted.push_back(static_cast<std::uint64_t>(std::llround(ns * factor)));
        const weir::StageReport stage = stage_of(shifted);
        std::sort(shifted.begin(), shifted.end());
        for (const double q : {0.1, 0.5, 0.99}) {
            const auto exact = static_cast<double>(shifted[static_cast<std::size_t>(q * 20'000)]);
            INFO(factor << ", " << q);
            CHECK(std::abs(*interpolated_quantile(stage, q) / exact - 1) < 0.0025);
        }
        CHECK(*interpolated_quantile(stage, 0.5) > before * 1.0005);
        before = *interpolated_quantile(stage, 0.5);
    }
}
