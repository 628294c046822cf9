#pragma once

#include <weir/panel/cost/cost_sums.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

// From the cells of a stage to the points that a curve is fitted to.
namespace weir::inline WEIR_ABI::panel {

/// What calls of about `items` took.
struct CostPoint {
    double items = 0;
    double ns = 0;
    double calls = 0;
    double noise = 0;  ///< the variance of one call's time, relative to the square of ns
};

struct CostPoints {
    std::vector<CostPoint> points;  ///< by increasing items
    std::size_t cells = 0;          ///< that they are of
    std::uint64_t calls = 0;        ///< all, those of cells with too few among them
    std::uint64_t cut = 0;
    double items_from = 0;  ///< about the least and the greatest items of the calls that the points are of
    double items_to = 0;
};

namespace detail {

/// The mean, spread and slope within one cell.
struct CellMoments {
    std::size_t number = 0;
    double calls = 0;
    double items = 0;
    double spread = 0;  ///< the standard deviation of the items; 0 where it is next to nothing
    double ns = 0;
    double slope = 0;  ///< of ns over items, by least squares
    double noise = 0;  ///< relative variance about that line
    double freedom = 0;
};

/// Whether sums can be those of calls of a cell. Those of one look are; a difference of two looks at a damaged file may be
/// anything.
inline bool are_of_calls(const CostSums& sums, std::size_t number) {
    const auto calls = static_cast<double>(sums.calls);
    const double least = std::exp2(static_cast<double>(number - 1)), longest = calls * 0x1p63;
    // Within a cell items differ by `least` at most, and so have a variance of a fourth of its square at most.
    return sums.items >= 0.999 * calls * least && sums.items <= 2.001 * calls * least &&
           sums.items_squared <= sums.items * sums.items / calls + 0.26 * calls * least * least && sums.ns >= 0 &&
           sums.ns <= longest && sums.ns_squared <= longest * 0x1p63;
}

inline CellMoments moments_of(const CostSums& sums, std::size_t number) {
    constexpr double least_spread = 0.02;  // relative; below it a slope is rounding and noise
    CellMoments cell;
    cell.number = number;
    cell.calls = static_cast<double>(sums.calls);
    cell.items = sums.items / cell.calls;
    cell.ns = sums.ns / cell.calls;
    const double items_variance = sums.items_squared / cell.calls - cell.items * cell.items;
    double variance = std::max(0.0, sums.ns_squared / cell.calls - cell.ns * cell.ns);
    cell.freedom = cell.calls - 1;
    if (items_variance > least_spread * cell.items * least_spread * cell.items) {
        const double slope = (sums.items_ns / cell.calls - cell.items * cell.ns) / items_variance;
        const double spread = std::sqrt(items_variance);
        // A line that is not above 0 where the calls are is none that a cost can have.
        if (std::abs(slope) * spread < cell.ns) {
            cell.slope = slope;
            cell.spread = spread;
            variance = std::max(0.0, variance - slope * slope * items_variance);
            cell.freedom = cell.calls - 2;
        }
    }
    const double ns = std::max(cell.ns, 1.0);
    cell.noise = variance * cell.calls / cell.freedom / (ns * ns);
    return cell;
}

/// The noise of a cell of few calls is itself known badly, and one that came out small by chance would outweigh all
/// others. So each is drawn towards that of all, as if `weight` more calls had it (Smyth, "Linear models and empirical
/// Bayes methods", Stat. Appl. Genet. Mol. Biol. 3, 2004, section 3: variances of many samples).
inline void share_noise(std::vector<CellMoments>& cells) {
    constexpr double weight = 8;
    constexpr double most = 100;  // a cell of many calls is one voice among the cells, not all of them
    double sum = 0, voices = 0;
    for (const CellMoments& cell : cells) {
        sum += std::min(cell.freedom, most) * cell.noise;
        voices += std::min(cell.freedom, most);
    }
    if (voices <= 0) return;
    for (CellMoments& cell : cells)
        cell.noise = (weight * sum / voices + cell.freedom * cell.noise) / (weight + cell.freedom);
}

}  // namespace detail

/// Of each cell two points, at its mean items plus and minus their standard deviation, each with half of its calls, on
/// the line through what the calls took: two points have the same count, sums, squares and products as all of them. So
/// what a convex f adds to the mean over a cell, f'' / 2 times the variance of the items, is in the fit, and so is the
/// slope within the cell (two-point Gauss quadrature: Davis and Rabinowitz, "Methods of Numerical Integration", 1984,
/// section 2.7). What is left is of the third order: for n^3 and items spread evenly by size 0.2 % of the mean; without
/// the spread it would be 11 %.
///
/// Of a cell with items that do not spread: one point. Left out: calls without items, which often return early; the last
/// cell, whose items are anything; cells of fewer than 8 calls, where one outlier is all that is seen. O(cells).
inline CostPoints points_of(const std::vector<CostSums>& sums) {
    constexpr std::uint64_t least_calls = 8;
    CostPoints all;
    std::vector<detail::CellMoments> cells;
    for (std::size_t number = 0; number < sums.size(); ++number) {
        all.calls += sums[number].calls;
        all.cut += sums[number].cut;
        if (number == 0 || number == layout::CostCells::overflow || sums[number].calls < least_calls) continue;
        if (!detail::are_of_calls(sums[number], number)) continue;
        cells.push_back(detail::moments_of(sums[number], number));
    }
    if (cells.empty()) return all;
    detail::share_noise(cells);
    all.cells = cells.size();
    for (const detail::CellMoments& cell : cells) {
        if (cell.spread == 0) {
            all.points.push_back({cell.items, cell.ns, cell.calls, cell.noise});
            continue;
        }
        const double rise = cell.slope * cell.spread;
        // The noise is relative, and the two are to have the cell's own.
        const double low = cell.ns - rise, high = cell.ns + rise;
        all.points.push_back(
            {cell.items - cell.spread, low, cell.calls / 2, cell.noise * cell.ns / low * cell.ns / low});
        all.points.push_back(
            {cell.items + cell.spread, high, cell.calls / 2, cell.noise * cell.ns / high * cell.ns / high});
    }
    // Items that are spread evenly reach to the square root of 3 standard deviations from their mean.
    const auto reach = [](const detail::CellMoments& cell, double sign) {
        const double least = std::exp2(static_cast<double>(cell.number - 1));
        return std::clamp(cell.items + sign * std::sqrt(3.0) * cell.spread, least, 2 * least - 1);
    };
    all.items_from = reach(cells.front(), -1);
    all.items_to = reach(cells.back(), 1);
    return all;
}

}  // namespace weir::inline WEIR_ABI::panel
