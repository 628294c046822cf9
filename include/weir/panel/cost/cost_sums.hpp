#pragma once

#include <weir/layout/cost_cells.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

// The cost cells of a stage, summed over shards.
namespace weir::inline WEIR_ABI::panel {

/// The sums of one cell over all shards. Plain data.
struct CostSums {
    std::uint64_t calls = 0;
    double items = 0;
    double ns = 0;
    double items_squared = 0;
    double ns_squared = 0;
    double items_ns = 0;
    std::uint64_t cut = 0;
};

/// Whether a cell can be what calls leave: its calls have the items of its place, and no mean is more than its mean square
/// allows. Of a damaged file it may hold anything, infinities among it.
inline bool is_possible(const layout::CostCell& cell, std::size_t number) noexcept {
    using layout::CostCells;
    constexpr double rounding = 1e-6;  // relative, of sums that were added one by one
    constexpr auto most_calls = std::uint64_t{1} << 43;
    if (cell.count == 0 || cell.count > most_calls) return false;
    const auto calls = static_cast<double>(cell.count), items = static_cast<double>(cell.items);
    const double least = number == 0 ? 0 : std::exp2(static_cast<double>(number - 1));
    const double most = number == 0                     ? 0
                        : number == CostCells::overflow ? 0x1p64
                                                        : std::exp2(static_cast<double>(number)) - 1;
    const auto within = [](double value, double from, double to) {
        return value >= from - rounding * std::abs(from) && value <= to + rounding * std::abs(to);  // false for NaN
    };
    const double longest = calls * 0x1p63;
    if (number < CostCells::overflow && !within(items, calls * least, calls * most)) return false;
    if (!within(cell.ns, 0, longest) || !within(cell.items_squared, items * items / calls, calls * most * most))
        return false;
    return within(cell.ns_squared, cell.ns * cell.ns / calls, longest * 0x1p63) &&
           within(cell.items_ns, cell.ns * least, cell.ns * most);
}

/// Adds the cells of one shard. What is impossible is left out. Safe while they are written.
inline void add(std::vector<CostSums>& sums, const layout::CostCells& cells) {
    using layout::CostCells;
    sums.resize(CostCells::count);
    for (std::size_t number = 0; number < CostCells::count; ++number) {
        const layout::CostCell cell = layout::read_cost(cells.cells[number]);
        if (!is_possible(cell, number)) continue;
        CostSums& sum = sums[number];
        sum.calls += cell.count;
        sum.items += static_cast<double>(cell.items);
        sum.ns += cell.ns;
        sum.items_squared += cell.items_squared;
        sum.ns_squared += cell.ns_squared;
        sum.items_ns += cell.items_ns;
        sum.cut += cell.cut;
    }
}

/// What was counted between two looks.
inline std::vector<CostSums> between(const std::vector<CostSums>& before, const std::vector<CostSums>& after) {
    std::vector<CostSums> during = after;
    const auto less = [](auto& value, auto earlier) { value = value > earlier ? value - earlier : 0; };
    for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
        less(during[i].calls, before[i].calls);
        less(during[i].items, before[i].items);
        less(during[i].ns, before[i].ns);
        less(during[i].items_squared, before[i].items_squared);
        less(during[i].ns_squared, before[i].ns_squared);
        less(during[i].items_ns, before[i].items_ns);
        less(during[i].cut, before[i].cut);
    }
    return during;
}

}  // namespace weir::inline WEIR_ABI::panel
