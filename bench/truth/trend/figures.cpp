#include "figures.hpp"

#include <weir/history.hpp>

#include <algorithm>
#include <cmath>
#include <span>

namespace trend_truth {

namespace {

std::size_t distance(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

/// Adds what was found in one history to the sums.
void add(Steps& steps, const weir::Trend& trend, std::size_t step, double size) {
    constexpr std::size_t near = 3;
    ++steps.histories;
    const weir::Change* best = nullptr;
    for (const weir::Change& change : trend.changes)
        if (change.size.value * size > 0 && distance(change.first, step) <= near &&
            (best == nullptr || distance(change.first, step) < distance(best->first, step)))
            best = &change;
    if (trend.changes.empty()) ++steps.missed;
    if (best == nullptr) {
        if (!trend.changes.empty()) ++steps.further;
        return;
    }
    ++steps.found;
    if (trend.changes.size() > 1) ++steps.more;
    if (best->first == step) ++steps.exact;
    if (best->size.low <= size && size <= best->size.high) ++steps.covered;
    if (best->earliest <= step && step <= best->latest) ++steps.placed;
    if (best->gradual) ++steps.gradual;
    steps.misplaced += static_cast<double>(distance(best->first, step));
    steps.size_error += std::abs(best->size.value - size);
    steps.delays.push_back(best->raised >= step ? best->raised - step + 1 : 0);
}

}  // namespace

double Flat::at_most() const {
    const auto count = static_cast<double>(raised);
    return 1e3 * (count + 1.96 * std::sqrt(count + 1) + 1) / static_cast<double>(builds);
}

Flat watch_flat(const Noise& noise, std::size_t histories, std::size_t length, double rate, std::uint64_t seed) {
    Flat flat;
    for (std::size_t i = 0; i < histories; ++i) {
        Builds builds{noise, seed + i};
        weir::panel::history::ChangeScan scan{rate};
        for (std::size_t build = 0; build < length; ++build)
            if (scan.add(std::log(builds.next(1.25e6)))) ++flat.raised;
        flat.builds += length;
    }
    return flat;
}

Kept watch_kept(const Noise& noise, std::size_t builds, std::size_t keep, std::uint64_t seed) {
    constexpr std::size_t same = 5;  // a change that close to one of the look before is that one
    Kept found;
    Builds made{noise, seed};
    const std::vector<double> all = made.history(builds, builds, 0);
    std::vector<std::size_t> shown;
    for (std::size_t build = 0; build < builds; ++build) {
        const std::size_t first = build + 1 > keep ? build + 1 - keep : 0;
        const auto trend = weir::find_trend(std::span{all}.subspan(first, build + 1 - first));
        std::vector<std::size_t> now;
        for (const weir::Change& change : trend.changes) {
            now.push_back(first + change.first);
            if (first + change.raised == build) ++found.raised.raised;
        }
        for (const std::size_t change : now)
            if (std::none_of(shown.begin(), shown.end(),
                             [&](std::size_t before) { return distance(before, change) <= same; }))
                ++found.shown.raised;
        shown = now;
    }
    found.raised.builds = found.shown.builds = builds;
    return found;
}

std::size_t Steps::delay(double share) const {
    if (delays.empty()) return 0;
    std::vector<std::size_t> sorted = delays;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

Steps find_steps(const Noise& noise, std::size_t histories, std::size_t length, std::size_t first, std::size_t last,
                 double size, std::uint64_t seed) {
    Steps steps;
    std::mt19937_64 random{seed};
    std::uniform_int_distribution<std::size_t> place{first, last};
    for (std::size_t i = 0; i < histories; ++i) {
        const std::size_t step = place(random);
        // Half of them for the better: as a share of what was before.
        const double change = i % 2 == 0 ? size : -size / (1 + size);
        Builds builds{noise, seed * 1'000'003 + i};
        weir::TrendOptions options;
        if (noise.shape == Shape::quantised) options.resolution = std::exp2(1.0 / 32) - 1;  // as of a percentile
        add(steps, weir::find_trend(builds.history(length, step, change), options), step, change);
    }
    return steps;
}

Drifts find_drifts(const Noise& noise, std::size_t histories, std::size_t length, double each, std::uint64_t seed) {
    Drifts drifts;
    for (std::size_t i = 0; i < histories; ++i) {
        Builds builds{noise, seed * 1'000'003 + i};
        std::vector<double> values;
        for (std::size_t build = 0; build < length; ++build)
            values.push_back(builds.next(1.25e6 * std::pow(1 + each, static_cast<double>(build))));
        const weir::Trend trend = weir::find_trend(values);
        ++drifts.histories;
        const auto is_step = [](const weir::Change& change) { return !change.gradual; };
        const bool any_step = std::any_of(trend.changes.begin(), trend.changes.end(), is_step);
        const bool slopes = trend.slope && (trend.slope->rises || trend.slope->falls);
        if (any_step) ++drifts.steps;
        if (slopes || (!trend.changes.empty() && !any_step)) ++drifts.told;
        if (!trend.slope) continue;
        ++drifts.slopes;
        if (trend.slope->each.low <= each && each <= trend.slope->each.high) ++drifts.covered;
    }
    return drifts;
}

}  // namespace trend_truth
