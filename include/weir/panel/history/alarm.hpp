#pragma once

#include <weir/base/config.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

// How high the statistic of a split must be, where somebody looks after each build.
namespace weir::inline WEIR_ABI::panel::history {

namespace detail {

struct AlarmHeight {
    double rate;  ///< changes raised a build of a flat series
    double height;
};
/// What a long flat series of independent builds raises at each height, its distribution does not matter: found by
/// simulating it, as truth_trend --heights does again. The heights of neighbouring rates are joined by their logarithm.
inline constexpr AlarmHeight alarm_heights[] = {{1e-2, 3.35}, {1e-3, 4.15}, {1e-4, 4.85}, {1e-5, 5.60}};

}  // namespace detail

/// The height that a flat series passes `rate` times a build. Between 1e-5 and 1e-2; what is asked beyond is given these.
inline double alarm_height(double rate) {
    const auto& table = detail::alarm_heights;
    const double wanted = std::log(std::clamp(rate, std::prev(std::end(table))->rate, table[0].rate));
    std::size_t i = 1;
    while (i + 1 < std::size(table) && wanted < std::log(table[i].rate)) ++i;
    const double from = std::log(table[i - 1].rate), to = std::log(table[i].rate);
    return table[i - 1].height + (table[i].height - table[i - 1].height) * (from - wanted) / (from - to);
}

/// How often a build a flat series raises a change as high: the other way round, within the same bounds.
inline double alarm_rate(double height) {
    const auto& table = detail::alarm_heights;
    const double within = std::clamp(height, table[0].height, std::prev(std::end(table))->height);
    std::size_t i = 1;
    while (i + 1 < std::size(table) && within > table[i].height) ++i;
    const double share = (within - table[i - 1].height) / (table[i].height - table[i - 1].height);
    return std::exp(std::log(table[i - 1].rate) + share * (std::log(table[i].rate) - std::log(table[i - 1].rate)));
}

}  // namespace weir::inline WEIR_ABI::panel::history
