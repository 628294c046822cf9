#pragma once

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

// Stages whose cost is known, called through a pipeline.
namespace weir_test {

struct Call {
    std::uint64_t items;
    std::int64_t ns;
};
struct Work {
    static constexpr auto name = "work";
    static constexpr auto threshold = weir::seconds(1'000);
    static std::uint64_t items(const Call& call) { return call.items; }
    void operator()(const Call& call) const { weir::ManualClock::advance(weir::nanoseconds(call.ns)); }
};
using Worked = weir::Pipeline<Work, weir::ManualClock, weir::Name<"worked">, weir::Timing>;

enum class Sizes : unsigned char { uniform, by_size, few };
constexpr const char* name_of(Sizes sizes) {
    return sizes == Sizes::uniform ? "uniform" : sizes == Sizes::by_size ? "log-uniform" : "3 to 8 sizes";
}
enum class Outliers : unsigned char { none, longer, waits };
constexpr const char* name_of(Outliers outliers) {
    return outliers == Outliers::none     ? "none"
           : outliers == Outliers::longer ? "1 % of the calls take 5 to 50 times as long"
                                          : "0.5 % of the calls wait as long as 1 to 10 typical ones take";
}

/// What a stage truly costs, how its calls come, and how their times vary.
struct MadeCost {
    weir::Growth growth = weir::Growth::linear;
    double fixed = 0;  ///< nanoseconds
    double each = 0;
    double from = 0;  ///< items
    double to = 0;
    Sizes sizes = Sizes::by_size;
    double noise = 0;  ///< the coefficient of variation of a call's time
    Outliers outliers = Outliers::none;
    double steps = 0;  ///< the standard deviation of what each power of two of items costs beside the form, relative
    std::size_t calls = 0;
    double crossing = 0;  ///< the items at which it meets the threshold of Work

    [[nodiscard]] double at(double items) const {
        return growth == weir::Growth::none ? fixed : fixed + each * weir::panel::grown(growth, items);
    }
};

/// A form with a fixed part of `fixed_share` of the cost at the most items, which meets the threshold at `farther` times
/// those.
inline MadeCost made_cost(weir::Growth growth, double from, double to, double fixed_share, double farther) {
    constexpr double threshold = 1e12;
    MadeCost made;
    made.growth = growth;
    made.from = from;
    made.to = to;
    made.crossing = farther * to;
    if (growth == weir::Growth::none) {
        made.fixed = 1e6;
        return made;
    }
    const double ratio = weir::panel::grown(growth, made.crossing) / weir::panel::grown(growth, to);
    const double most = threshold / (fixed_share + (1 - fixed_share) * ratio);
    made.fixed = fixed_share * most;
    made.each = (1 - fixed_share) * most / weir::panel::grown(growth, to);
    return made;
}

/// The calls of a case, in the order of their drawing.
inline std::vector<Call> calls_of(const MadeCost& made, std::mt19937_64& random) {
    std::uniform_real_distribution<double> share{0, 1};
    std::normal_distribution<double> normal{0, 1};
    std::vector<double> few;
    if (made.sizes == Sizes::few) {
        const std::size_t count = 3 + random() % 6;
        for (std::size_t i = 0; i < count; ++i) {
            const double at = (static_cast<double>(i) + (i == 0 || i + 1 == count ? 0 : (share(random) - 0.5) / 2)) /
                              static_cast<double>(count - 1);
            few.push_back(std::floor(made.from * std::pow(made.to / made.from, at)));
        }
    }
    std::vector<double> steps(70);
    for (double& step : steps) step = std::exp(made.steps * normal(random));
    const double spread = std::sqrt(std::log1p(made.noise * made.noise));
    const double typical = made.at(std::sqrt(made.from * made.to));
    std::vector<Call> calls(made.calls);
    for (Call& call : calls) {
        const double items = made.sizes == Sizes::uniform ? made.from + share(random) * (made.to - made.from)
                             : made.sizes == Sizes::few   ? few[random() % few.size()]
                                                          : made.from * std::pow(made.to / made.from, share(random));
        call.items = static_cast<std::uint64_t>(items);
        const auto n = static_cast<double>(call.items);
        double ns = made.at(n) * steps[static_cast<std::size_t>(std::log2(n))] *
                    std::exp(spread * normal(random) - spread * spread / 2);
        if (made.outliers == Outliers::longer && share(random) < 0.01) ns *= 5 * std::pow(10, share(random));
        if (made.outliers == Outliers::waits && share(random) < 0.005) ns += typical * std::pow(10, share(random));
        call.ns = static_cast<std::int64_t>(std::llround(ns));
    }
    return calls;
}

/// What weir says of them.
inline weir::CostModel judged(const std::vector<Call>& calls) {
    const Worked worked;
    for (const Call& call : calls) worked(call);
    return weir::report(worked).stages[0].cost.value();
}

/// How well calls with these items could tell the true form from another by any means: the squared distance between the
/// true costs and the nearest of the other form, each call weighed by its noise. A likelihood ratio test that asks for
/// strong evidence, of 6, gets it in 95 % of all cases where this is (sqrt(6) + 1.645)^2.
inline double distance_to(const MadeCost& made, weir::Growth other, const std::vector<Call>& calls) {
    const auto square_of = [&](double fixed, double each) {
        double sum = 0;
        for (const Call& call : calls) {
            const auto n = static_cast<double>(call.items);
            const double miss = (made.at(n) - fixed - each * weir::panel::grown(other, n)) / (made.noise * made.at(n));
            sum += miss * miss;
        }
        return sum;
    };
    double w = 0, f = 0, y = 0, ff = 0, fy = 0;
    for (const Call& call : calls) {
        const auto n = static_cast<double>(call.items);
        const double cost = made.at(n), weight = 1 / (cost * cost), value = weir::panel::grown(other, n);
        w += weight, f += weight * value, y += weight * cost, ff += weight * value * value, fy += weight * value * cost;
    }
    if (other == weir::Growth::none) return square_of(y / w, 0);
    const double each = (fy - f * y / w) / (ff - f * f / w), fixed = (y - each * f) / w;
    if (each < 0) return square_of(y / w, 0);
    return fixed < 0 ? square_of(0, fy / ff) : square_of(fixed, each);
}
inline constexpr double distance_that_tells = 16.8;

}  // namespace weir_test
