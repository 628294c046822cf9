#pragma once

#include <weir/export/text/item.hpp>
#include <weir/export/text/printable.hpp>
#include <weir/export/text/table.hpp>
#include <weir/panel/report.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

// The table of a report's stages.
namespace weir::inline WEIR_ABI::panel::detail {

inline constexpr std::size_t readable_name = 20;
inline constexpr std::size_t bar_columns = 6;

/// A bar of whole and eighth blocks (U+2588 to U+258F), of `columns` for a share of 1.
inline std::string bar_of(double share, std::size_t columns = bar_columns) {
    constexpr const char* eighths[] = {"",
                                       "\xE2\x96\x8F",
                                       "\xE2\x96\x8E",
                                       "\xE2\x96\x8D",
                                       "\xE2\x96\x8C",
                                       "\xE2\x96\x8B",
                                       "\xE2\x96\x8A",
                                       "\xE2\x96\x89"};
    const auto filled = static_cast<std::size_t>(
        std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(8 * columns)));
    std::string bar;
    for (std::size_t i = 0; i < filled / 8; ++i) bar += "\xE2\x96\x88";
    return bar + eighths[filled % 8];
}

/// Which columns there are: those that are mostly empty only where something is in them, the bar where there
/// is room.
struct StageColumns {
    bool bar = true;
    bool slow = false;     ///< the share in slow runs
    bool waiting = false;  ///< the share that a stage spent waiting
    bool thresholds = false;
    bool errors = false;
    bool stopped = false;
    bool items = false;

    explicit StageColumns(const Report& report) {
        const auto look = [&](const StageReport& stage) {
            slow = slow || stage.slow_share.has_value();
            waiting = waiting || stage.suspended > Nanoseconds{};
            thresholds = thresholds || stage.threshold.has_value();
            errors = errors || stage.errors > 0;
            stopped = stopped || stage.stopped > 0;
            items = items || stage.items_per_second.has_value();
        };
        look(report.total);
        for_each_stage(report.stages, look);
    }
};

inline Look look_of(double share) {
    return share > critical_share ? Look::bad : share > high_share ? Look::warning : Look::good;
}

/// Of the stage's time, what it spent waiting.
inline std::string waiting_text(const StageReport& stage) {
    if (stage.suspended <= Nanoseconds{} || stage.total <= Nanoseconds{}) return {};
    return decimal(static_cast<double>(stage.suspended.count()) / static_cast<double>(stage.total.count()) * 100, 1) +
           "%";
}

inline std::vector<Styled> stage_cells(const StageReport& stage, const StageColumns& columns, bool is_total) {
    const bool ran = stage.count > 0;
    const auto time = [&](Nanoseconds ns) { return Styled{ran ? rounded(ns) : "-"}; };
    const auto count = [](std::uint64_t n, Look look) { return Styled{n == 0 ? "" : count_text(n), look}; };
    std::vector<Styled> cells{{count_text(stage.count)}, time(stage.p50),
                              time(stage.p99),           time(stage.max),
                              time(stage.mean),          {ran ? decimal(stage.share * 100, 1) + "%" : "-"}};
    if (columns.bar) cells.push_back({is_total ? "" : bar_of(stage.share), look_of(stage.share)});
    if (columns.slow) cells.push_back({stage.slow_share ? decimal(*stage.slow_share * 100, 1) + "%" : ""});
    if (columns.waiting) cells.push_back({waiting_text(stage)});
    if (columns.thresholds) {
        cells.push_back({stage.threshold ? exact(*stage.threshold) : ""});
        cells.push_back(
            {stage.threshold ? count_text(stage.violations) : "", stage.violations > 0 ? Look::bad : Look::plain});
    }
    if (columns.errors) cells.push_back(count(stage.errors, Look::bad));
    if (columns.stopped) cells.push_back(count(stage.stopped, Look::plain));
    if (columns.items) cells.push_back({stage.items_per_second ? compact(*stage.items_per_second) : ""});
    return cells;
}

inline void add_stages(Table& table, const std::vector<StageReport>& stages, const StageColumns& columns,
                       std::size_t depth) {
    for (const StageReport& stage : stages) {
        table.add_row(printable(stage.name), 2 * depth, stage.short_against_instrument ? "*" : "",
                      stage_cells(stage, columns, false));
        add_stages(table, stage.stages, columns, depth + 1);
    }
}

inline Table make_table(const Report& report, const StageColumns& columns) {
    Table table;
    table.add_column("stage", Table::Align::left);
    for (const char* header : {"runs", "p50", "p99", "max", "mean", "share"}) table.add_column(header);
    if (columns.bar) table.add_column("", Table::Align::left);
    if (columns.slow) table.add_column("slow");
    if (columns.waiting) table.add_column("waiting");
    if (columns.thresholds) {
        table.add_column("threshold");
        table.add_column("over");
    }
    if (columns.errors) table.add_column("errors");
    if (columns.stopped) table.add_column("stopped");
    if (columns.items) table.add_column("items/s");
    add_stages(table, report.stages, columns, 0);
    table.add_row("total", 0, "", stage_cells(report.total, columns, true));
    return table;
}

inline std::string stages_text(const Report& report, bool colour) {
    StageColumns columns{report};
    Table table = make_table(report, columns);
    if (table.width(1, readable_name) > text_columns) {
        columns.bar = false;
        table = make_table(report, columns);
    }
    return table.print(text_columns, colour);
}

}  // namespace weir::inline WEIR_ABI::panel::detail
