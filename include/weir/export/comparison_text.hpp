#pragma once

#include <weir/export/text/printable.hpp>
#include <weir/export/text/table.hpp>
#include <weir/export/text/width.hpp>
#include <weir/panel/compare/comparison.hpp>
#include <weir/panel/compare/wording.hpp>
#include <weir/panel/format.hpp>
#include <weir/panel/joined.hpp>

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI {

namespace panel::detail {

inline constexpr std::size_t comparison_columns = 100;

inline Look look_of(const std::optional<CompareVerdict>& verdict, bool faster) {
    if (!verdict) return Look::faint;
    if (*verdict == CompareVerdict::worse) return Look::bad;
    if (*verdict == CompareVerdict::inconclusive) return Look::warning;
    return faster ? Look::good : Look::plain;
}

/// "faster" beside the verdicts: no worse, and by more than the least effect that counts.
inline std::string verdict_text(const ComparedStage& stage) {
    if (!stage.verdict) return "not judged";
    return stage.faster ? "faster" : name_of(*stage.verdict);
}

inline Nanoseconds rounded_ns(double ns) {
    constexpr double longest = 9.2e18;
    return Nanoseconds{ns < longest ? std::llround(ns) : std::int64_t{1} << 62};
}

/// "+5.1% [+4.2,+6.0]": the interval in per cent too.
inline Styled shift_cell(const Shift& shift) {
    if (!shift.change) return {"-", Look::faint};
    std::string text = shift_text(*shift.change);
    if (!shift.verdict) return {text, Look::faint};
    const auto bound = [](double change) {
        std::string bound_text = shift_text(change);
        if (bound_text.ends_with('%')) bound_text.pop_back();
        return bound_text;
    };
    return {joined(text, " [", bound(shift.low), ",", bound(shift.high), "]"), look_of(shift.verdict, shift.faster)};
}

inline void add_compared(Table& table, const ComparedStage& stage, const std::string& name, std::size_t indent) {
    const Shift& mean = stage.shifts[0];
    std::vector<Styled> cells{{mean.before_ns ? rounded(rounded_ns(*mean.before_ns)) : "-"},
                              {percent(stage.share_before)}};
    for (const Shift& shift : stage.shifts) cells.push_back(shift_cell(shift));
    cells.push_back({verdict_text(stage), look_of(stage.verdict, stage.faster)});
    table.add_row(printable(name), indent, stage.is_small ? "*" : "", std::move(cells));
}

inline std::string comparison_table(const Comparison& comparison, bool colour) {
    Table table;
    table.add_column("stage", Table::Align::left);
    for (const char* header : {"before", "share", "mean", "p50", "p99"}) table.add_column(header);
    table.add_column("verdict", Table::Align::left);
    for (const ComparedStage& stage : comparison.stages) add_compared(table, stage, stage.name, 2 * stage.depth);
    add_compared(table, comparison.total, "total", 0);
    return table.print(comparison_columns, colour);
}

inline std::string change_text(const StageChange& change) {
    switch (change.kind) {
    case StageChange::Kind::added: return joined(change.path, " is new: there is nothing to hold it against");
    case StageChange::Kind::removed: return joined(change.path, " is gone: it counts in the whole run alone");
    case StageChange::Kind::renamed: break;
    }
    return joined(change.path_before, " is now called ", change.path,
                  ": it stands in the same place between the same neighbours");
}

/// "head", then a line for each text, wrapped; nothing where there is none.
inline std::string list_text(std::string_view head, const std::vector<std::string>& texts) {
    if (texts.empty()) return {};
    std::string out = joined("\n", head, "\n");
    for (const std::string& text : texts) out += joined("  ", wrapped(printable(text), comparison_columns, 2), "\n");
    return out;
}

inline std::string sides_text(const Comparison& comparison) {
    return joined(printable(comparison.pipeline), ": ", recordings_text(comparison.recordings_before), " of ",
                  std::to_string(comparison.runs_before), " runs before, ",
                  recordings_text(comparison.recordings_after), " of ", std::to_string(comparison.runs_after),
                  " runs after");
}

/// What the table leaves to be said of single stages.
inline std::vector<std::string> remarks_of(const Comparison& comparison) {
    std::vector<std::string> remarks;
    const auto look = [&](const ComparedStage& stage, const std::string& name) {
        for (const Shift& shift : stage.shifts)
            if (shift.verdict == CompareVerdict::inconclusive && stage.verdict == CompareVerdict::inconclusive &&
                shift.figure != Figure::p99)
                remarks.push_back(
                    joined(name, ", ", name_of(shift.figure), ": ",
                           shift.recordings
                               ? joined("about ", recordings_text(static_cast<std::size_t>(*shift.recordings)),
                                        " on each side would decide it")
                               : "as large as what counts, or too noisy: not even 1000 recordings would "
                                 "decide it"));
            else if (!shift.verdict && !shift.why.empty() && shift.figure == Figure::mean && !shift.change)
                remarks.push_back(joined(name, " was not judged: it ", shift.why));
    };
    for (const ComparedStage& stage : comparison.stages) look(stage, stage.path);
    look(comparison.total, "total");
    return remarks;
}

inline std::string comparison_text(const Comparison& comparison, bool colour) {
    const Look look = comparison.verdict == CompareVerdict::worse      ? Look::bad
                      : comparison.verdict == CompareVerdict::no_worse ? Look::good
                                                                       : Look::warning;
    const std::string verdict = name_of(comparison.verdict);
    std::string out = joined(painted(verdict, look, colour), ": ",
                             wrapped(printable(comparison.headline), comparison_columns, verdict.size() + 2), "\n",
                             wrapped(sides_text(comparison), comparison_columns, 0), "\n\n",
                             comparison_table(comparison, colour));
    bool any_small = false;
    for (const ComparedStage& stage : comparison.stages) any_small = any_small || stage.is_small;
    if (any_small)
        out += joined("  * less than ", share_text(comparison.options.min_share),
                      " of the time: its doubt is not the whole's\n");
    std::vector<std::string> changes;
    for (const StageChange& change : comparison.changes) changes.push_back(change_text(change));
    out += list_text("stages", changes) + list_text("warnings", comparison.warnings);
    out += list_text("to decide", remarks_of(comparison));
    return out + list_text("rests on", {comparison.rests_on});
}

}  // namespace panel::detail

/// The comparison as a page of text within 100 columns, UTF-8, without colours.
[[nodiscard]] inline std::string to_string(const Comparison& comparison) {
    return panel::detail::comparison_text(comparison, false);
}

/// Writes the same page, with colours where a report would have them.
inline std::ostream& operator<<(std::ostream& stream, const Comparison& comparison) {
    const std::string text = panel::detail::comparison_text(comparison, panel::detail::shows_colour(stream));
    return stream.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace weir::inline WEIR_ABI
