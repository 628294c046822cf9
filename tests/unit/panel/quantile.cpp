#include <support/catch.hpp>
#include <support/made_shards.hpp>

#include <weir/panel/quantile.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

using weir::panel::NodeSnapshot;
using weir::panel::quantile;

namespace {

NodeSnapshot counted(const std::vector<std::uint64_t>& values) {
    weir_test::MadePipeline made{"made"};
    made.stage("counted").make();
    for (const std::uint64_t value : values) made.call(1, value);
    return weir::panel::take_snapshot(made.source()).nodes[1];
}

template <class Draw>
std::vector<std::uint64_t> drawn(Draw draw) {
    std::vector<std::uint64_t> values(20'000);
    for (auto& value : values) value = static_cast<std::uint64_t>(std::llround(draw()));
    return values;
}

void compare_with_sorting(const std::string& data, std::vector<std::uint64_t> values) {
    const NodeSnapshot node = counted(values);
    std::sort(values.begin(), values.end());
    for (const double q : {0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999}) {
        const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
        const auto wanted = static_cast<double>(values[rank - 1]);
        INFO(data << ", q = " << q);
        CHECK(quantile(node, q) == Approx(wanted).epsilon(0.011).margin(1e-9));
    }
    CHECK(quantile(node, 0) == static_cast<double>(values.front()));
    CHECK(quantile(node, 1) == static_cast<double>(values.back()));
}

}  // namespace

TEST_CASE("a quantile is within 1.1 % of what sorting gives") {
    std::mt19937_64 random{20260131};
    std::uniform_real_distribution<double> uniform{1, 5e6};
    compare_with_sorting("uniform", drawn([&] { return uniform(random); }));
    std::uniform_real_distribution<double> small{0, 60};
    compare_with_sorting("uniform, few nanoseconds", drawn([&] { return small(random); }));
    std::lognormal_distribution<double> log_normal{11, 2.5};
    compare_with_sorting("log-normal", drawn([&] { return log_normal(random); }));
    std::normal_distribution<double> fast{800, 20};
    std::normal_distribution<double> slow{3e7, 1e6};
    std::bernoulli_distribution is_slow{0.3};
    compare_with_sorting("bimodal", drawn([&] { return is_slow(random) ? slow(random) : fast(random); }));
}

TEST_CASE("a quantile of one value is that value") {
    for (const std::uint64_t value : {0ULL, 1ULL, 2ULL, 3ULL, 1000ULL, 123'456'789ULL, 1ULL << 42, 1ULL << 50})
        for (const double q : {0.0, 0.5, 0.999, 1.0})
            CHECK(quantile(counted({value}), q) == static_cast<double>(value));
}

TEST_CASE("a quantile stays between the ends of what was counted") {
    const NodeSnapshot node = counted({1000, 1000, 1000});
    CHECK(quantile(node, 0.5) == 1000);
    CHECK(quantile(node, -1) == 1000);
    CHECK(quantile(node, 2) == 1000);
    CHECK(quantile(NodeSnapshot{}, 0.5) == 0);
}

TEST_CASE("zeros and ones have slots of their own") {
    const NodeSnapshot node = counted({0, 0, 0, 1, 1, 1, 1, 5, 9, 9});
    CHECK(quantile(node, 0.25) == 0);
    CHECK(quantile(node, 0.3) == 0);
    CHECK(quantile(node, 0.31) == 1);
    CHECK(quantile(node, 0.7) == 1);
    CHECK(quantile(node, 0.8) == Approx(5).epsilon(0.011));
}

TEST_CASE("what is above the last bucket stays between its end and the maximum") {
    const double end = std::exp2(42);
    const std::uint64_t hours = 1ULL << 44;
    const NodeSnapshot node = counted({7, hours - 2, hours - 1, hours});
    CHECK(node.histogram.counts[weir::layout::Histogram::overflow_slot] == 3);
    CHECK(quantile(node, 0.5) == Approx(end * 2));
    CHECK(quantile(node, 0.75) == Approx(end * 2));
    CHECK(quantile(node, 1) == static_cast<double>(hours));
}
