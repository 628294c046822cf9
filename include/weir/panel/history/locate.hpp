#pragma once

#include <weir/panel/history/robust.hpp>
#include <weir/panel/sort_stably.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace weir::inline WEIR_ABI::panel::history {

/// Where a step is in a series that has one.
struct Place {
    std::size_t at = 0;  ///< the first value after it
    double before = 0;   ///< the levels, robust
    double after = 0;
    double deviation = 0;  ///< of the values from their level, robust
    double loss = 0;       ///< what is left, see bounded_loss
    std::vector<double>
        loss_at;  ///< [k]: had the step been before value k, what would have been left; infinite: it can't
};

namespace detail {

/// One step from a level to that of least loss, Huber's.
inline double nearer_level(std::span<const double> values, double level, double deviation) {
    const double corner = huber_corner * deviation;
    double sum = 0;
    for (const double value : values) sum += std::clamp(value - level, -corner, corner);
    return level + sum / static_cast<double>(values.size());
}

/// Medians first, for nothing pulls them far; then nearer to what the loss asks for, of which half is not lost to them.
inline Place levels_of(std::span<const double> values, std::size_t at) {
    Place place;
    place.at = at;
    place.before = median(values.first(at));
    place.after = median(values.subspan(at));
    std::vector<double> residuals;
    residuals.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        residuals.push_back(values[i] - (i < at ? place.before : place.after));
    place.deviation = robust_deviation(std::move(residuals));
    for (int step = 0; step < 2; ++step) {
        place.before = nearer_level(values.first(at), place.before, place.deviation);
        place.after = nearer_level(values.subspan(at), place.after, place.deviation);
    }
    return place;
}

}  // namespace detail

/// The step of least loss, from a first guess on: levels, then the place that fits them best, again until it
/// stays. Each side keeps `least` values or as many as the guess gave it. O(values), a few times.
inline Place locate(std::span<const double> values, std::size_t guess, std::size_t least = 3) {
    constexpr int most_turns = 10;
    constexpr double infinite = std::numeric_limits<double>::infinity();
    const std::size_t n = values.size();
    const std::size_t first = std::min(least, guess), last = n - std::min(least, n - guess);
    Place place = detail::levels_of(values, guess);
    for (int turn = 0; turn < most_turns; ++turn) {
        // Without any noise all that is misplaced is an outlier.
        const double unit = place.deviation > 0 ? place.deviation : std::abs(place.after - place.before) / 1000;
        place.loss_at.assign(n, infinite);
        if (unit <= 0) {
            place.loss_at[place.at] = 0;
            return place;
        }
        double loss = 0;
        for (const double value : values) loss += bounded_loss((value - place.after) / unit);
        std::size_t best = place.at;
        place.loss = infinite;
        for (std::size_t k = 0; k <= last && k < n; ++k) {
            if (k >= first) {
                place.loss_at[k] = loss;
                if (loss < place.loss) {
                    place.loss = loss;
                    best = k;
                }
            }
            loss += bounded_loss((values[k] - place.before) / unit) - bounded_loss((values[k] - place.after) / unit);
        }
        if (best == place.at || turn + 1 == most_turns) break;
        place = detail::levels_of(values, best);
    }
    return place;
}

/// The first and the last place of the smallest set that holds the step with the share `confidence`, all places equally
/// likely before the values were seen: each counts exp(-loss / growth), growth for the correlation of neighbours. What is
/// left out lies outside of [first, second].
struct PlaceRange {
    std::size_t first;
    std::size_t last;
};
inline PlaceRange place_range(const Place& place, double growth, double confidence) {
    std::vector<std::size_t> order;
    double sum = 0;
    const auto weight = [&](std::size_t k) { return std::exp((place.loss - place.loss_at[k]) / growth); };
    for (std::size_t k = 0; k < place.loss_at.size(); ++k)
        if (std::isfinite(place.loss_at[k])) {
            order.push_back(k);
            sum += weight(k);
        }
    sort_stably(order, [&](std::size_t a, std::size_t b) { return place.loss_at[a] < place.loss_at[b]; });
    PlaceRange range{place.at, place.at};
    double held = 0;
    for (const std::size_t k : order) {
        if (held >= confidence * sum) break;
        held += weight(k);
        range = {std::min(range.first, k), std::max(range.last, k)};
    }
    return range;
}

}  // namespace weir::inline WEIR_ABI::panel::history
