#pragma once

#include <weir/base/thrown.hpp>
#include <weir/panel/history/levels.hpp>
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

/// How many values there must be for the clearest change to be raised: those half of which lie above all others.
inline std::size_t values_needed(double rate) {
    const double wanted = alarm_height(rate);
    const auto greatest = [](std::size_t n) {
        const std::size_t half = n / 2;
        const auto left = static_cast<double>(half), right = static_cast<double>(n - half);
        return detail::normal_height(std::sqrt(3 * left * right / (left + right + 1)), left, right);
    };
    std::size_t n = 8;
    while (greatest(n) < wanted) ++n;
    return n;
}

inline void check(std::span<const double> values, const TrendOptions& options) {
    const auto require = [](bool kept, const std::string& what, double found) {
        if (!kept) WEIR_THROW(std::invalid_argument{joined("expected ", what, ", found ", std::to_string(found))});
    };
    require(options.confidence > 0 && options.confidence < 1, "a confidence between 0 and 1", options.confidence);
    require(options.false_changes >= 1e-5 && options.false_changes <= 1e-2,
            "a rate of false changes from 0.00001 to 0.01", options.false_changes);
    require(options.least >= 0 && options.least < 1e9, "a least change of 0 or more", options.least);
    require(options.resolution >= 0 && options.resolution < 1, "a resolution from 0 to 1", options.resolution);
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
/// those that were raised by looking after each, so that a flat history raises one in 1 / options.false_changes builds or
/// fewer, whatever the distribution of its noise; `bench/truth/trend` shows how that is kept. A change of any size takes
/// five or six builds to be raised, for four in a row may be a slow host's.
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
    trend.withdrawn = levels.withdrawn();
    const auto last = levels.part(levels.changes());
    trend.level = std::exp(median(last));
    trend.noise = levels.noise();
    trend.autocorrelation = levels.related();
    trend.slope = slope_since(last, levels.first_of(levels.changes()), levels.related(), options.confidence);
    fill_outliers(trend, levels.residuals());
    return trend;
}

}  // namespace weir::inline WEIR_ABI
