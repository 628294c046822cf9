// How far the percentiles of the histogram are from those of sorting.
#include "support/made_shards.hpp"

#include <weir/panel/format.hpp>
#include <weir/panel/quantile.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <iostream>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr double quantiles[] = {0.5, 0.9, 0.95, 0.99, 0.999, 0.9999};
constexpr std::size_t shards = 4;

struct Data {
    std::string name;
    std::function<double(std::mt19937_64&)> draw;
};

std::vector<Data> all_data() {
    using Random = std::mt19937_64;
    return {
        {"uniform, 100 ns to 5 ms",
         [](Random& r) {
             return std::uniform_real_distribution<double>{100, 5e6}(r);
         }},
        {"uniform, 0 to 100 ns",
         [](Random& r) {
             return std::uniform_real_distribution<double>{0, 100}(r);
         }},
        {"log-normal, median 60 us, sigma 0.5",
         [](Random& r) {
             return std::lognormal_distribution<double>{11, 0.5}(r);
         }},
        {"log-normal, median 60 us, sigma 2.5",
         [](Random& r) {
             return std::lognormal_distribution<double>{11, 2.5}(r);
         }},
        {"Pareto, from 1 us, alpha 1.2",
         [](Random& r) { return 1'000 * std::pow(1 - std::uniform_real_distribution<double>{}(r), -1 / 1.2); }},
        {"Pareto, from 1 us, alpha 3",
         [](Random& r) { return 1'000 * std::pow(1 - std::uniform_real_distribution<double>{}(r), -1 / 3.0); }},
        {"bimodal, 800 ns and 30 ms (1 in 50)",
         [](Random& r) {
             return std::bernoulli_distribution{0.02}(r) ? std::normal_distribution<double>{3e7, 1e6}(r)
                                                         : std::normal_distribution<double>{800, 20}(r);
         }},
        {"bimodal, 20 us and 25 us (1 in 2)",
         [](Random& r) {
             return std::bernoulli_distribution{0.5}(r) ? std::normal_distribution<double>{2.5e4, 100}(r)
                                                        : std::normal_distribution<double>{2e4, 100}(r);
         }},
    };
}

/// The values counted as calls of a stage: all in one shard, or shared out over several.
weir::panel::NodeSnapshot counted(const std::vector<std::uint64_t>& values, std::size_t shard_count) {
    weir_test::MadePipeline made{"made"};
    made.stage("stage").make(shard_count);
    for (std::size_t i = 0; i < values.size(); ++i) made.call(1, values[i], i % shard_count);
    return weir::panel::take_snapshot(made.source()).nodes[1];
}

bool is_same(const weir::panel::NodeSnapshot& a, const weir::panel::NodeSnapshot& b) {
    return a.count == b.count && a.total == b.total && a.min == b.min && a.max == b.max &&
           std::equal(std::begin(a.histogram.counts), std::end(a.histogram.counts), std::begin(b.histogram.counts)) &&
           std::all_of(std::begin(quantiles), std::end(quantiles),
                       [&](double q) { return weir::panel::quantile(a, q) == weir::panel::quantile(b, q); });
}

}  // namespace

int main(int count, char** values) {
    const bool quick = count > 1 && std::strcmp(values[1], "--quick") == 0;
    const std::size_t calls = quick ? 50'000 : 1'000'000;
    constexpr double bound = 0.011;
    std::mt19937_64 random{20'251'125};
    double worst = 0;
    bool all_same = true;
    std::cout
        << "## Percentiles\n\n"
        << calls
        << R"( durations of each distribution (seeded, rounded to whole nanoseconds) are counted as calls of a stage, and
the percentiles of the histogram are held against those of the same durations sorted, both by nearest rank. Then the same
durations are counted in four threads' shards, whose sum must be the same in every count and percentile. The bound is that
of the buckets, base-2 exponential at scale 5: (2^(1/64) - 1), 1.1 %
([OpenTelemetry](https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram)).

| distribution |)";
    for (const char* name : {"p50", "p90", "p95", "p99", "p99.9", "p99.99"}) std::cout << ' ' << name << " |";
    std::cout << " merged is whole |\n| --- |";
    for (std::size_t i = 0; i < std::size(quantiles); ++i) std::cout << " --- |";
    std::cout << " --- |\n";
    for (const Data& data : all_data()) {
        std::vector<std::uint64_t> durations(calls);
        for (auto& ns : durations) ns = static_cast<std::uint64_t>(std::llround(std::max(0.0, data.draw(random))));
        const auto whole = counted(durations, 1);
        const bool same = is_same(whole, counted(durations, shards));
        all_same = all_same && same;
        std::sort(durations.begin(), durations.end());
        std::cout << "| " << data.name << " |";
        for (const double q : quantiles) {
            const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(calls)));
            const auto exact = static_cast<double>(durations[rank - 1]);
            const double error = exact == 0 ? 0 : std::abs(weir::panel::quantile(whole, q) - exact) / exact;
            worst = std::max(worst, error);
            std::cout << ' ' << weir::panel::decimal(error * 100, 2) << "% |";
        }
        std::cout << (same ? " yes |\n" : " no |\n");
    }
    const bool is_kept = worst <= bound && all_same;
    std::cout << "\nLargest relative error: " << weir::panel::decimal(worst * 100, 3)
              << "%; bound: at most 1.1%, and merged equal to whole, " << (is_kept ? "kept" : "not kept") << ".\n";
    return is_kept ? 0 : 1;
}
