#pragma once

#include <weir/panel/history/scan.hpp>
#include <weir/panel/history/trend.hpp>
#include <weir/panel/joined.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI {

namespace panel::history {

/// A series taken apart into levels. All in logarithms, so that a step is a share whatever the level.
class Levels {
public:
    Levels(std::vector<double> logs, const TrendOptions& options) : logs_{std::move(logs)} {
        ChangeScan scan{options.false_changes, std::log1p(options.least)};
        for (const double value : logs_)
            if (const auto raised = scan.add(value)) raised_.push_back(*raised);
        places_.resize(raised_.size());
        // When it was raised little was known of what came after it. Twice, for a place moves what its neighbours see.
        for (int turn = 0; turn < 2; ++turn)
            for (std::size_t i = 0; i < raised_.size(); ++i) {
                places_[i] = locate(around(i), raised_[i].first - begin_of(i));
                raised_[i].first = begin_of(i) + places_[i].at;
            }
        for (std::size_t i = 0; i <= raised_.size(); ++i) {
            const auto level = part(i);
            const double middle = median(level);
            for (const double value : level) residuals_.push_back(value - middle);
        }
        noise_ = robust_deviation(residuals_);
        std::vector<double> ranks = ranks_of(residuals_);
        for (double& rank : ranks) rank -= (static_cast<double>(ranks.size()) + 1) / 2;
        related_ = ranks.empty() ? 0 : autocorrelation_of(ranks, raised_.size() + 1);
    }

    [[nodiscard]] std::size_t changes() const noexcept { return raised_.size(); }
    [[nodiscard]] double noise() const noexcept { return noise_; }
    [[nodiscard]] double related() const noexcept { return related_; }
    /// Of each value from its level.
    [[nodiscard]] const std::vector<double>& residuals() const noexcept { return residuals_; }
    /// The first value of the i-th level; where there are no more, the end.
    [[nodiscard]] std::size_t first_of(std::size_t i) const {
        return i == 0 ? 0 : i <= raised_.size() ? raised_[i - 1].first : logs_.size();
    }
    /// The values of the i-th level.
    [[nodiscard]] std::span<const double> part(std::size_t i) const {
        return std::span{logs_}.subspan(first_of(i), first_of(i + 1) - first_of(i));
    }
    [[nodiscard]] Change change(std::size_t i, double confidence) const {
        const Place& place = places_[i];
        const auto before = part(i), after = part(i + 1);
        const double growth = variance_growth(related_, before.size(), after.size());
        const PlaceRange range = place_range(place, growth, confidence);
        const Estimate shift = shift_between(before, after, growth, confidence);
        Change change;
        change.first = raised_[i].first;
        change.earliest = begin_of(i) + range.first;
        change.latest = begin_of(i) + range.last;
        change.raised = raised_[i].at;
        change.before = std::exp(median(before));
        change.after = std::exp(median(after));
        change.size = {std::expm1(shift.value), std::expm1(shift.low), std::expm1(shift.high)};
        change.false_rate = alarm_rate(raised_[i].height);
        change.gradual = line_loss(around(i), place.deviation) < place.loss;
        return change;
    }

private:
    /// Of what the i-th change is looked for in: from the change before it to the one after it.
    [[nodiscard]] std::size_t begin_of(std::size_t i) const { return first_of(i); }
    [[nodiscard]] std::span<const double> around(std::size_t i) const {
        return std::span{logs_}.subspan(begin_of(i), first_of(i + 2) - begin_of(i));
    }
    /// What a straight line leaves, Huber's; without noise every line leaves more than a step.
    static double line_loss(std::span<const double> values, double deviation) {
        if (deviation <= 0) return std::numeric_limits<double>::infinity();
        const double slope = slope_of(values, 1, 0.5).value;
        std::vector<double> rest;
        rest.reserve(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) rest.push_back(values[i] - slope * static_cast<double>(i));
        const double start = median(rest);
        double loss = 0;
        for (const double value : rest) loss += huber_loss((value - start) / deviation);
        return loss;
    }

    std::vector<double> logs_;
    std::vector<Raised> raised_;
    std::vector<Place> places_;
    std::vector<double> residuals_;
    double noise_ = 0;
    double related_ = 0;
};

/// How many values there must be for the clearest change to be raised: those half of which lie above all others.
inline std::size_t values_needed(double rate) {
    const double wanted = alarm_height(rate) * alarm_height(rate);
    std::size_t n = 2;
    const auto greatest = [](double count) { return 0.75 * count * count / (count + 1); };
    while (greatest(static_cast<double>(n)) < wanted) n += 2;
    return n;
}

inline void check(std::span<const double> values, const TrendOptions& options) {
    const auto require = [](bool kept, const std::string& what, double found) {
        if (!kept) throw std::invalid_argument{joined("expected ", what, ", found ", std::to_string(found))};
    };
    require(options.confidence > 0 && options.confidence < 1, "a confidence between 0 and 1", options.confidence);
    require(options.false_changes >= 1e-5 && options.false_changes <= 1e-2,
            "a rate of false changes from 0.00001 to 0.01", options.false_changes);
    require(options.least >= 0 && options.least < 1e9, "a least change of 0 or more", options.least);
    for (std::size_t i = 0; i < values.size(); ++i)
        require(std::isfinite(values[i]) && values[i] > 0,
                joined("a finite value above 0 at place ", std::to_string(i), " of the series"), values[i]);
}

/// Values off their level, and those at the end that may be the start of a change.
inline void fill_outliers(Trend& trend, const std::vector<double>& residuals) {
    constexpr double far_off = 5, off = 3;  // deviations
    if (trend.noise <= 0) return;
    const double last = residuals.back();
    while (trend.pending < residuals.size()) {
        const double residual = residuals[residuals.size() - 1 - trend.pending];
        if (std::abs(residual) < off * trend.noise || residual * last < 0) break;
        ++trend.pending;
    }
    for (std::size_t i = 0; i + trend.pending < residuals.size(); ++i)
        if (std::abs(residuals[i]) > far_off * trend.noise) trend.outliers.push_back(i);
}

inline std::optional<Slope> slope_since(std::span<const double> values, std::size_t first, double related,
                                        double confidence) {
    constexpr std::size_t least = 10;
    if (values.size() < least) return std::nullopt;
    const Estimate each = slope_of(values, variance_growth(related, values.size()), confidence);
    Slope slope;
    slope.first = first;
    slope.each = {std::expm1(each.value), std::expm1(each.low), std::expm1(each.high)};
    slope.rises = each.low > 0;
    slope.falls = each.high < 0;
    return slope;
}

}  // namespace panel::history

/// What a series of builds does: steps with their size and how sure they are, the slope since the last one, noise and
/// outliers. A value a build, in order, in any unit: a mean, a percentile. It may be asked after each build: changes are
/// those that were raised by looking after each, so that a flat history raises one in 1 / options.false_changes builds,
/// whatever the distribution of its noise; `bench/truth/trend` shows how that is kept. A change of any size takes five
/// builds to be raised, for that many may be a slow host's.
///
/// Throws std::invalid_argument where a value is not finite and above 0, or an option out of its bounds. O(values * 200),
/// and for each change and the slope up to 500^2.
[[nodiscard]] inline Trend find_trend(std::span<const double> values, const TrendOptions& options = {}) {
    using namespace panel::history;
    check(values, options);
    Trend trend;
    trend.needed = values_needed(options.false_changes);
    if (values.empty()) return trend;
    std::vector<double> logs;
    logs.reserve(values.size());
    for (const double value : values) logs.push_back(std::log(value));
    const Levels levels{std::move(logs), options};
    for (std::size_t i = 0; i < levels.changes(); ++i) trend.changes.push_back(levels.change(i, options.confidence));
    const auto last = levels.part(levels.changes());
    trend.level = std::exp(median(last));
    trend.noise = levels.noise();
    trend.autocorrelation = levels.related();
    trend.slope = slope_since(last, levels.first_of(levels.changes()), levels.related(), options.confidence);
    fill_outliers(trend, levels.residuals());
    return trend;
}

}  // namespace weir::inline WEIR_ABI
