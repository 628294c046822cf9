#include "history/notes.hpp"
#include "history/plot.hpp"
#include "history/show.hpp"
#include "support/numbers.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/export/text/table.hpp>
#include <weir/export/text/width.hpp>
#include <weir/panel/format.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace weir_tool {

namespace {

using weir::panel::detail::Look;
using weir::panel::detail::painted;
using weir::panel::detail::printable;
using weir::panel::detail::Styled;
using weir::panel::detail::Table;

/// "+5.2%", with a digit more where it is small.
std::string share_text(double share) {
    const double percent = 100 * share;
    const std::string digits = weir::panel::decimal(std::abs(percent), std::abs(percent) < 0.995 ? 2 : 1);
    return fmt::format("{}{}%", percent < 0 ? "-" : "+", digits);
}

Look look_of(double size) { return size > 0 ? Look::bad : Look::good; }

/// A text under a head, in lines that fit.
std::string item(std::size_t columns, std::string_view head, Look look, const std::string& text, Style style) {
    constexpr std::size_t indent = 14;
    const std::string pad(indent - 2 - std::min(indent - 2, head.size()), ' ');
    return fmt::format("  {}{}{}\n", painted(head, look, style.colour), pad,
                       weir::panel::detail::wrapped(text, columns, indent));
}

std::string title(const Shown& shown, Style style) {
    const Entry& first = shown.entries.front();
    const Entry& last = shown.entries.back();
    return fmt::format("{}: {}, {} ({}) to {} ({}); {}\n",
                       painted(printable(last.pipeline), Look::strong, style.colour),
                       counted(shown.entries.size(), "build"), printable(first.label),
                       weir::panel::utc_text(first.at_utc_ns).substr(0, 10), printable(last.label),
                       weir::panel::utc_text(last.at_utc_ns).substr(0, 10), name_of(shown.metric));
}

std::string table(const Shown& shown, std::size_t columns, Style style) {
    constexpr std::size_t least_line = 8, most_line = 60;
    Table table;
    table.add_column("stage", Table::Align::left);
    for (const char* header : {"last", "level", "noise", "change"}) table.add_column(header);
    table.add_column("at", Table::Align::left);
    table.add_column("a build since");
    const auto add_rows = [&](Table& to, std::size_t line) {
        for (const Series& series : shown.series) {
            const weir::Trend& trend = series.trend;
            std::vector<Styled> cells(6);
            if (!series.values.empty()) {
                cells[0].text = short_time(series.values.back());
                cells[1].text = short_time(trend.level);
                cells[2].text = weir::panel::percent(trend.noise);
            }
            if (!trend.changes.empty()) {
                const weir::Change& change = trend.changes.back();
                cells[3] = {share_text(change.size.value), look_of(change.size.value)};
                cells[4].text = weir::panel::detail::shortened(label_of(shown.entries, series.builds[change.first]),
                                                               12);
            }
            if (trend.slope && (trend.slope->rises || trend.slope->falls))
                cells[5] = {share_text(trend.slope->each.value), look_of(trend.slope->each.value)};
            if (line > 0) cells.push_back({trend_line(series.values, line, style.utf8), Look::faint});
            to.add_row(name_of(series), 0, "", std::move(cells));
        }
    };
    Table plain = table;
    add_rows(plain, 0);
    const std::size_t used = plain.width(2, 24) + 2;
    const std::size_t line = columns > used + least_line ? std::min(columns - used, most_line) : 0;
    if (line > 0) table.add_column(weir::panel::detail::shortened("builds", line), Table::Align::left);
    add_rows(table, line);
    return table.print(columns, style.colour);
}

std::string change_text(const Shown& shown, const Series& series, const weir::Change& change) {
    const auto label = [&](std::size_t value) { return label_of(shown.entries, series.builds[value]); };
    std::string text = fmt::format("{}: {} ({} to {}) at {}", name_of(series), share_text(change.size.value),
                                   share_text(change.size.low), share_text(change.size.high), label(change.first));
    if (change.earliest != change.latest)
        text += fmt::format(", or from {} to {}", label(change.earliest), label(change.latest));
    text += fmt::format(", {} to {}, raised by {}", short_time(change.before), short_time(change.after),
                        label(change.raised));
    constexpr double rarest = 1.0001e-5;
    text += change.false_rate <= rarest
                ? "; noise alone does as much in less than 1 of 100000 builds"
                : fmt::format("; noise alone does as much in 1 of {:.0f} builds", 1 / change.false_rate);
    if (change.gradual) text += "; it came gradually: a straight line fits better than a step";
    if (const std::string with = suspects_of(shown.entries, series, change); !with.empty())
        text += fmt::format("; not the code alone: {}", with);
    return text;
}

std::string changes_text(const Shown& shown, std::size_t columns, Style style) {
    std::string out;
    for (const Series& series : shown.series)
        for (const weir::Change& change : series.trend.changes)
            out += item(columns, change.size.value > 0 ? "worse" : "better", look_of(change.size.value),
                        change_text(shown, series, change), style);
    for (const Series& series : shown.series)
        for (const weir::Withdrawn& one : series.trend.withdrawn)
            out += item(columns, "withdrawn", Look::faint,
                        fmt::format("{}: {} raised a change at {}, which later builds do not bear out", name_of(series),
                                    label_of(shown.entries, series.builds[one.raised]),
                                    label_of(shown.entries, series.builds[one.first])),
                        style);
    return out.empty() ? "\nno change\n" : "\nchanges\n" + out;
}

/// What the trend of one stage says besides its changes.
std::vector<std::string> remarks_of(const Shown& shown, const Series& series) {
    const weir::Trend& trend = series.trend;
    const std::string name = name_of(series);
    const auto label = [&](std::size_t value) { return label_of(shown.entries, series.builds[value]); };
    std::vector<std::string> remarks;
    if (series.values.empty()) return {name + " was never measured"};
    if (series.values.size() < trend.needed)
        remarks.push_back(fmt::format("{} has {}, of which no change can be told from noise yet: {} are needed", name,
                                      counted(series.values.size(), "build"), trend.needed));
    if (series.without > 0)
        remarks.push_back(fmt::format("{} did not run in {} between", name, counted(series.without, "build")));
    if (trend.pending > 0)
        remarks.push_back(
            fmt::format("{}: the last {} {} far from the level, too few yet to tell a change from a slow host", name,
                        counted(trend.pending, "build"), trend.pending == 1 ? "lies" : "lie"));
    constexpr std::size_t most = 5;
    const auto& outliers = trend.outliers;
    std::string labels;
    for (std::size_t i = outliers.size() - std::min(most, outliers.size()); i < outliers.size(); ++i)
        labels += (labels.empty() ? "" : ", ") + label(outliers[i]);
    if (!outliers.empty())
        remarks.push_back(fmt::format("{}: {} far off, which {} no change{}: {}", name,
                                      counted(outliers.size(), "build"), outliers.size() == 1 ? "is" : "are",
                                      outliers.size() > most ? ", the last" : "", labels));
    return remarks;
}

std::string remarks_text(const Shown& shown, std::size_t columns) {
    std::vector<std::string> all = shown.notes;
    for (const Series& series : shown.series)
        for (std::string& remark : remarks_of(shown, series)) all.push_back(std::move(remark));
    std::string out;
    for (const std::string& remark : all) out += "  " + weir::panel::detail::wrapped(remark, columns, 2) + "\n";
    return out.empty() ? "" : "\nnotes\n" + out;
}

std::string plot_text(const Series& series, std::size_t columns, Style style) {
    constexpr std::size_t rows = 12;
    PlotData data;
    data.values = series.values;
    for (const weir::Change& change : series.trend.changes) {
        data.levels.resize(change.first, change.before);
        data.changes.push_back(change.first);
    }
    data.levels.resize(series.values.size(), series.trend.level);
    std::string out = "\n";
    for (const std::string& line : plot(data, columns, rows, style)) out += line + "\n";
    return out;
}

std::string slope_text(const Shown& shown, const Series& series, std::size_t columns) {
    if (!series.trend.slope) return {};
    const weir::Slope& slope = *series.trend.slope;
    const std::string text = fmt::format("slope since {}: {} a build ({} to {}), {}",
                                         label_of(shown.entries, series.builds[slope.first]),
                                         share_text(slope.each.value), share_text(slope.each.low),
                                         share_text(slope.each.high),
                                         slope.rises   ? "it rises"
                                         : slope.falls ? "it falls"
                                                       : "no drift that could be told from noise");
    return "\n" + weir::panel::detail::wrapped(text, columns, 2) + "\n";
}

}  // namespace

std::string shown_text(const Shown& shown, std::size_t columns, Style style) {
    std::string out = weir::panel::detail::wrapped(title(shown, style), columns, 2) + "\n" +
                      table(shown, columns, style);
    if (shown.one_stage && !shown.series.front().values.empty()) {
        out += plot_text(shown.series.front(), columns, style);
        out += slope_text(shown, shown.series.front(), columns);
    }
    out += changes_text(shown, columns, style) + remarks_text(shown, columns);
    return out + fmt::format("\nintervals hold with {:g} %\n", 100 * shown.confidence);
}

}  // namespace weir_tool
