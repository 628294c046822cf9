#pragma once

#include <weir/layout/schema.hpp>
#include <weir/layout/shard.hpp>

#include <cstddef>
#include <cstdint>

namespace weir::inline WEIR_ABI::layout {

/// What the calls with about as many items took: sums, of which a fit is made. Whole numbers where they are exact, else
/// doubles, which never overflow: ns * ns of a second is more than half of what 64 bits hold.
///
/// One thread writes. It sets `begun` to how many calls there will be once this one is counted, stores the sums, then sets
/// `count` to the same with release: a reader that takes `count` (acquire), copies, and finds `begun` the same has a copy
/// of whole calls.
struct alignas(64) CostCell {
    /// A call that takes more than this times the mean of its cell, and more than its items explain, is an outlier, unless
    /// there are more than one in so many: see count_cost.
    static constexpr double outlier_factor = 4;
    static constexpr std::uint64_t outliers_at_most = 8;

    std::uint64_t begun;
    std::uint64_t count;
    std::uint64_t items;
    double ns;
    double items_squared;  ///< the sum of the squares
    double ns_squared;
    double items_ns;    ///< the sum of the products
    std::uint64_t cut;  ///< outliers: calls that were left out, or count as less than they took
};
static_assert(sizeof(CostCell) == 64);

/// The calls of a stage by their items: cell 0 has those without, cell c those with 2^(c-1) up to 2^c - 1, the last all
/// over that. About half a trillion items have a cell of their own.
struct CostCells {
    static constexpr std::size_t count = 40;
    static constexpr std::size_t overflow = count - 1;

    CostCell cells[count];

    static constexpr std::size_t cell_of(std::uint64_t items) noexcept {
        const std::size_t bits = items == 0 ? 0 : 64 - static_cast<unsigned>(__builtin_clzll(items));
        return bits < overflow ? bits : overflow;
    }
};

namespace detail {

/// More than the cell's calls and the call's items explain: within a cell items differ by less than a factor of 2, and
/// no form that is fitted grows faster than n^3.
inline double most_of(const CostCell& cell, double items) noexcept {
    using namespace weir::detail;
    const auto calls = static_cast<double>(load_own(cell.count));
    const auto sum_of_items = static_cast<double>(load_own(cell.items));
    const double most = CostCell::outlier_factor *
                        (load_own(cell.ns) / calls + 1);  // a ns, for clocks that stand still
    const double more_items = sum_of_items > 0 ? items * calls / sum_of_items : 1;
    return more_items > 1 ? most * more_items * more_items * more_items : most;
}

/// Cuts the cell's only call to what the second shows it to have been: first calls fill caches and memory.
WEIR_COLD inline void cut_first(CostCell& cell, double items, double ns) noexcept {
    using namespace weir::detail;
    const auto first_items = static_cast<double>(load_own(cell.items));
    double most = CostCell::outlier_factor * (ns + 1);
    if (first_items > items && items > 0) {
        const double more_items = first_items / items;
        most *= more_items * more_items * more_items;
    }
    if (load_own(cell.ns) <= most) return;
    store(cell.ns, most);
    store(cell.ns_squared, most * most);
    store(cell.items_ns, first_items * most);
    store(cell.cut, load_own(cell.cut) + 1);
}

/// As how much the call counts; less than 0 where it is left out as an outlier.
WEIR_COLD inline double cut(CostCell& cell, double items, double ns) noexcept {
    using namespace weir::detail;
    const double most = most_of(cell, items);
    if (ns <= most) return ns;
    const std::uint64_t cut_before = load_own(cell.cut);
    store(cell.cut, cut_before + 1);
    return cut_before >= load_own(cell.count) / CostCell::outliers_at_most ? most : -1;
}

}  // namespace detail

/// Counts a call that took `ns` for `items`. The writer's. O(1).
///
/// Means are what adds up, and what a few calls that waited for the processor make useless. So a call that took more than
/// four times the mean of its cell is an outlier, and left out; where more than one in eight would be they are no outliers,
/// and count as four times the mean, so that the mean follows a stage whose calls came to take longer (trimmed, then
/// winsorised: Tukey, "The Future of Data Analysis", Ann. Math. Statist. 33, 1962, sections 14 and 18).
WEIR_NOINLINE inline void count_cost(CostCells& of_stage, std::uint64_t items, std::uint64_t ns) noexcept {
    using namespace weir::detail;
    CostCell& cell = of_stage.cells[CostCells::cell_of(items)];
    const std::uint64_t count = load_own(cell.count);
    const auto n = static_cast<double>(items);
    auto took = static_cast<double>(static_cast<std::int64_t>(ns));  // durations are below 2^63
    const double calls = static_cast<double>(static_cast<std::int64_t>(count));
    if (count != 0 && took * calls > CostCell::outlier_factor * load_own(cell.ns)) [[unlikely]] {
        took = detail::cut(cell, n, took);
        if (took < 0) return;
    }
    store(cell.begun, count + 1);
    release_fence();
    if (count == 1) [[unlikely]]
        detail::cut_first(cell, n, took);
    store(cell.items, load_own(cell.items) + items);
    store(cell.ns, load_own(cell.ns) + took);
    store(cell.items_squared, load_own(cell.items_squared) + n * n);
    store(cell.ns_squared, load_own(cell.ns_squared) + took * took);
    store(cell.items_ns, load_own(cell.items_ns) + n * took);
    store_release(cell.count, count + 1);
}

/// Copies a cell that may be written meanwhile. Looks again where it is; of a writer that was killed within a call, or is
/// too quick for a thousand looks, it is taken as it stands, a call of it perhaps in some of the sums only.
inline CostCell read_cost(const CostCell& cell) noexcept {
    using namespace weir::detail;
    constexpr int most_attempts = 1'000;
    CostCell copy{};
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        copy.count = load_acquire(cell.count);
        copy.items = load(cell.items);
        copy.ns = load(cell.ns);
        copy.items_squared = load(cell.items_squared);
        copy.ns_squared = load(cell.ns_squared);
        copy.items_ns = load(cell.items_ns);
        copy.cut = load(cell.cut);
        acquire_fence();
        copy.begun = load(cell.begun);
        if (copy.begun == copy.count) break;
    }
    return copy;
}

/// How many nodes before `node` have costs: the number of its CostCells where it has some itself. O(node).
inline std::uint32_t costs_before(const Schema& schema, std::uint32_t node) noexcept {
    std::uint32_t number = 0;
    for (std::uint32_t before = 0; before < node; ++before)
        number += (schema.nodes()[before].flags & NodeSchema::has_costs) != 0 ? 1 : 0;
    return number;
}

}  // namespace weir::inline WEIR_ABI::layout
