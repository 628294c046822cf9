#pragma once

#include <weir/panel/cost/cost_sums.hpp>
#include <weir/panel/verify/findings.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// The cost cells of a shard, each held against itself, all of a stage against what else is known of its calls.
namespace weir::inline WEIR_ABI::panel {

/// What the cells of one stage come to.
struct CostTotals {
    std::uint64_t calls = 0;
    std::uint64_t items = 0;
    double ns = 0;
};

/// Looks at the cells of one stage. One that is being written, or was when its process was killed, may be a call apart.
inline CostTotals verify_cells(const layout::CostCells& cells, const std::string& where, Verification& result) {
    CostTotals totals;
    for (std::size_t number = 0; number < layout::CostCells::count; ++number) {
        const layout::CostCell cell = layout::read_cost(cells.cells[number]);
        const std::string name = joined("costs, cell ", std::to_string(number));
        const std::uint64_t under_way = result.certainty == Certainty::closed ? 0 : 1;
        if (cell.begun < cell.count || cell.begun - cell.count > under_way)
            result.add(joined(name, ", begun"), where, std::to_string(cell.count), std::to_string(cell.begun));
        // Once the first call is in, what is left of the sums can't be told from what the others left.
        const bool is_whole = cell.begun == cell.count;
        const bool is_empty = cell.count == 0 && cell.items == 0 && cell.ns == 0 && cell.items_squared == 0 &&
                              cell.ns_squared == 0 && cell.items_ns == 0;
        if (is_whole && !is_empty && !is_possible(cell, number))
            result.add(name, where, "the sums of calls with the items of the cell",
                       joined(std::to_string(cell.count), " calls with ", std::to_string(cell.items), " items"));
        totals.calls += cell.count;
        totals.items += is_whole ? cell.items : 0;
        totals.ns += is_whole ? cell.ns : 0;
    }
    return totals;
}

/// No more calls, items and time than the stage had in all: calls that threw, and outliers, are not in the cells. `calls`,
/// `items` and `total` were read after the cells.
inline void verify_costs(const CostTotals& costs, std::uint64_t calls, std::uint64_t items, std::uint64_t total,
                         const std::string& where, Verification& result) {
    constexpr double rounding = 1e-6;  // relative, of sums that were added one by one
    result.require_at_most("costs, calls", where, calls, costs.calls);
    result.require_at_most("costs, items", where, items, costs.items);
    if (!(costs.ns <= static_cast<double>(total) * (1 + rounding)))
        result.add("costs, ns", where, joined("at most ", std::to_string(total)), std::to_string(costs.ns));
}

}  // namespace weir::inline WEIR_ABI::panel
