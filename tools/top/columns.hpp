#pragma once

#include <cstddef>

namespace weir_tool {

/// Which columns of the screen there is room for, and how wide those are that stretch.
struct Columns {
    static constexpr std::size_t share = 5, rate = 5, time = 6, over = 5, least_name = 8, bar_columns = 5;

    std::size_t name = least_name;
    std::size_t history = 0;  ///< 0: none, as for the flags below
    bool bar = false;
    bool rates = false;
    bool over_during = false;
    bool overall_p50 = false;
    bool overall_p99 = false;
    bool over_overall = false;
};

/// The columns for a screen of a width, where the longest name takes `longest`. The name, the share, and p50 and p99 of
/// the interval are always there; then come, as far as there is room: violations of the interval, rate, history,
/// overall p99 and violations, the bar, overall p50, a wider name, a longer history.
[[nodiscard]] constexpr Columns columns_for(std::size_t width, std::size_t longest) noexcept {
    constexpr std::size_t gap = 1, least_history = 8, most_history = 60;
    Columns columns;
    std::size_t used = Columns::least_name + gap + Columns::share + 2 * (gap + Columns::time);
    const auto fits = [&](std::size_t wanted) {
        if (used + gap + wanted > width) return false;
        used += gap + wanted;
        return true;
    };
    columns.over_during = fits(Columns::over);
    columns.rates = columns.over_during && fits(Columns::rate);
    if (columns.rates && fits(least_history)) columns.history = least_history;
    columns.overall_p99 = columns.history > 0 && fits(Columns::time);
    columns.over_overall = columns.overall_p99 && fits(Columns::over);
    columns.bar = columns.over_overall && fits(Columns::bar_columns);
    columns.overall_p50 = columns.bar && fits(Columns::time);
    std::size_t left = width > used ? width - used : 0;
    if (longest > columns.name) {
        const std::size_t more = longest - columns.name < left ? longest - columns.name : left;
        columns.name += more;
        left -= more;
    }
    if (columns.history > 0)
        columns.history = columns.history + left < most_history ? columns.history + left : most_history;
    return columns;
}

}  // namespace weir_tool
