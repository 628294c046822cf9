#pragma once

#include <weir/export/text/printable.hpp>
#include <weir/export/text/table.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/report.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// The table of what a report's stages allocated.
namespace weir::inline WEIR_ABI::panel::detail {

/// Whether any stage has max_allocations, for which there are two columns more.
inline bool any_max_allocations(const std::vector<StageReport>& stages) {
    bool any = false;
    for_each_stage(stages, [&](const StageReport& stage) {
        any = any || (stage.allocations && stage.allocations->max_allocations);
    });
    return any;
}

inline std::vector<Styled> allocation_cells(const StageReport& stage, bool limits) {
    const std::size_t columns = limits ? 7 : 5;
    if (!stage.allocations) return std::vector<Styled>(columns);
    const AllocationReport& counted = *stage.allocations;
    const auto calls = static_cast<double>(counted.calls);
    std::vector<Styled> cells{{count_text(counted.calls)},
                              {count_text(counted.allocations)},
                              {decimal(static_cast<double>(counted.allocations) / calls, 2)},
                              {count_text(counted.most)}};
    if (limits) {
        const bool has_limit = counted.max_allocations.has_value();
        cells.push_back({has_limit ? count_text(*counted.max_allocations) : ""});
        cells.push_back(
            {has_limit ? count_text(counted.violations) : "", counted.violations > 0 ? Look::bad : Look::plain});
    }
    cells.push_back({compact(static_cast<double>(counted.bytes) / calls)});
    return cells;
}

inline void add_allocation_rows(Table& table, const std::vector<StageReport>& stages, bool limits, std::size_t depth) {
    for (const StageReport& stage : stages) {
        table.add_row(printable(stage.name), 2 * depth, "", allocation_cells(stage, limits));
        add_allocation_rows(table, stage.stages, limits, depth + 1);
    }
}

/// Nothing where the pipeline does not count, or has not run yet.
inline std::string allocations_text(const Report& report, std::size_t columns, bool colour) {
    if (report.allocation_counting == AllocationCounting::missing)
        return "\nallocations: not counted, for no file of the program includes <weir/with/allocations.hpp>;\n"
               "  include it in one\n";
    if (!report.total.allocations) return {};
    const bool limits = any_max_allocations(report.stages);
    Table table;
    table.add_column("allocations", Table::Align::left);
    for (const char* header : {"calls", "all", "a call", "most"}) table.add_column(header);
    if (limits) {
        table.add_column("max");
        table.add_column("over");
    }
    table.add_column("bytes a call");
    add_allocation_rows(table, report.stages, limits, 0);
    table.add_row("total", 0, "", allocation_cells(report.total, limits));
    return joined("\n", table.print(columns, colour));
}

}  // namespace weir::inline WEIR_ABI::panel::detail
