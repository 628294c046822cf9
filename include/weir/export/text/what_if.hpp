#pragma once

#include <weir/export/text/printable.hpp>
#include <weir/export/text/table.hpp>
#include <weir/panel/format.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/what_if/what_if.hpp>

#include <cmath>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

namespace panel::detail {

inline std::string time_text(const std::optional<Nanoseconds>& time) { return time ? rounded(*time) : "-"; }
inline std::string change_text(double gain) { return std::abs(gain) < 0.0005 ? "0.0%" : percent(-gain); }
inline std::string range_text(const std::optional<PredictedRange>& range) {
    if (!range) return {};
    return range->high ? joined(rounded(range->low), " to ", rounded(*range->high))
                       : joined("from ", rounded(range->low));
}

inline std::string what_if_title(const WhatIf& what_if) {
    const std::string speed = what_if.factor == 2 ? "twice" : joined(factor_text(what_if.factor), " times");
    const std::string runs = joined(std::to_string(what_if.measured), what_if.measured == 1 ? " run" : " runs");
    const std::string of = what_if.recorded == 0 || what_if.recorded == what_if.measured
                               ? ""
                               : joined("; percentiles are of the newest ", std::to_string(what_if.recorded),
                                        " of them");
    return joined(printable(what_if.pipeline), ": the whole run, were a stage ", speed, " as fast; of ", runs, of);
}

inline Table what_if_table(const WhatIf& what_if) {
    const bool has_ranges = what_if.confidence > 0;
    const bool has_percentiles = what_if.recorded > 0;
    Table table;
    table.add_column("stage", Table::Align::left);
    table.add_column("mean");
    table.add_column("change");
    for (const char* name : {"p50", "p99"}) {
        if (!has_percentiles) continue;
        table.add_column(name);
        table.add_column("change");
        if (has_ranges) table.add_column("range", Table::Align::left);
    }
    const auto add = [&](const std::string& name, const RunFigures& run, const StageWhatIf* stage) {
        std::vector<Styled> cells{{rounded(run.mean)}, {stage == nullptr ? "" : change_text(stage->gain)}};
        if (has_percentiles) {
            cells.push_back({time_text(run.p50)});
            cells.push_back({stage == nullptr ? "" : change_text(stage->p50_gain)});
            if (has_ranges) cells.push_back({stage == nullptr ? "" : range_text(stage->p50_range)});
            cells.push_back({time_text(run.p99)});
            cells.push_back({stage == nullptr ? "" : change_text(stage->p99_gain)});
            if (has_ranges) cells.push_back({stage == nullptr ? "" : range_text(stage->p99_range)});
        }
        table.add_row(name, 0, "", std::move(cells));
    };
    add("as it is", what_if.now, nullptr);
    for (const StageWhatIf& stage : what_if.stages) add(printable(stage.stage), stage.run, &stage);
    return table;
}

inline std::string what_if_text(const WhatIf& what_if, bool colour) {
    constexpr std::size_t columns = 100;
    std::string out = wrapped(what_if_title(what_if), columns, 0) + "\n";
    if (!what_if.stages.empty()) out += joined("\n", what_if_table(what_if).print(columns, colour));
    if (what_if.confidence > 0 && !what_if.stages.empty()) {
        const std::string certainty = factor_text(what_if.confidence * 100) + "%";
        out += joined("\n",
                      wrapped(joined("range: where the percentile of as many later runs is to be expected, with a "
                                     "confidence of ",
                                     certainty, "; \"from\" where it may be above all that was recorded"),
                              columns, 0),
                      "\n");
    }
    if (!what_if.note.empty()) out += joined("\n", wrapped(what_if.note, columns, 0), "\n");
    return out;
}

}  // namespace panel::detail

/// What-if as a table within 100 columns, the largest gain of the mean first.
[[nodiscard]] inline std::string to_string(const WhatIf& what_if) {
    return panel::detail::what_if_text(what_if, false);
}
/// Writes the same table; with colours as a report.
inline std::ostream& operator<<(std::ostream& stream, const WhatIf& what_if) {
    const std::string text = panel::detail::what_if_text(what_if, panel::detail::shows_colour(stream));
    return stream.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace weir::inline WEIR_ABI
