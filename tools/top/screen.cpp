#include "top/screen.hpp"

#include "top/columns.hpp"
#include "top/sparkline.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/export/text/stages.hpp>
#include <weir/panel/format.hpp>
#include <weir/panel/stages.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace weir_tool {

namespace {

using weir::panel::detail::Look;
using weir::panel::detail::painted;
using weir::panel::detail::Styled;
using weir::panel::detail::width_of;

/// A line that is filled from the left, and cut where it is full.
class Line {
public:
    Line(std::size_t width, Style style) : left_{width}, style_{style} {}

    void add(std::string_view text, Look look = Look::plain) {
        const std::string_view cut = text.substr(0, weir::panel::detail::bytes_of(text, left_));
        left_ -= width_of(cut);
        text_ += painted(cut, look, style_.colour);
    }
    void add_right(std::string_view text, std::size_t columns, Look look = Look::plain) {
        pad(columns - std::min(columns, width_of(text)));
        add(text, look);
    }
    void add_left(std::string_view text, std::size_t columns, Look look = Look::plain) {
        add(text, look);
        pad(columns - std::min(columns, width_of(text)));
    }
    void pad(std::size_t columns) { add(std::string(columns, ' ')); }
    /// Without the blanks at its end.
    [[nodiscard]] std::string text() const { return text_.substr(0, text_.find_last_not_of(' ') + 1); }

private:
    std::size_t left_;
    Style style_;
    std::string text_;
};

/// Three digits and a unit, at most six columns: "812ns", "1.24us", "12.3ms".
std::string time_text(double ns) {
    constexpr const char* units[] = {"ns", "us", "ms", "s"};
    std::size_t unit = 0;
    while (ns >= 999.5 && unit + 1 < std::size(units)) ns /= 1000, ++unit;
    const int places = unit == 0 || ns >= 99.95 ? 0 : ns >= 9.995 ? 1 : 2;
    return weir::panel::decimal(ns, places) + units[unit];
}

/// At most five columns: exact up to 99999.
std::string count_text(std::uint64_t count) {
    return count < 100'000 ? std::to_string(count) : weir::panel::compact(static_cast<double>(count));
}

std::string bar_text(double share, bool utf8) {
    if (utf8) return weir::panel::detail::bar_of(share, Columns::bar_columns);
    const auto filled = std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(Columns::bar_columns));
    return std::string(static_cast<std::size_t>(filled), '#');
}

std::string ascii(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (!weir::panel::detail::continues_character(c)) out += static_cast<unsigned char>(c) < 0x80 ? c : '?';
    return out;
}

std::string title(const Watched& watched, std::size_t width, Style style) {
    const auto& writer = watched.recording().head().writer;
    Line line{width, style};
    const std::string name = weir::panel::detail::printable(weir::panel::name_text(watched.recording().schema().name));
    line.add(style.utf8 ? name : ascii(name), Look::strong);
    line.add("  ");
    line.add(watched.state(), watched.ended() ? Look::warning : Look::good);
    if (watched.ended()) line.add(", last figures");
    line.add(fmt::format("  process {}", writer.process));
    line.add(fmt::format("  {} runs", watched.overall().runs));
    if (watched.during_seconds() > 0)
        line.add(fmt::format("  {}/s", weir::panel::compact(static_cast<double>(watched.during().runs) /
                                                            watched.during_seconds())));
    line.add("  ");
    line.add(weir::panel::detail::printable(weir::panel::name_text(writer.program)), Look::faint);
    return line.text();
}

/// Two lines: which figures are of what time, and what each column is.
std::vector<std::string> heads(const Columns& columns, std::size_t width, Style style) {
    Line groups{width, style};
    Line names{width, style};
    std::size_t group_width = 0;
    const auto add = [&](std::string_view name, std::size_t size) {
        names.add(" ");
        names.add_right(name, size, Look::faint);
        group_width += 1 + size;
    };
    const auto end_group = [&](std::string_view group) {
        groups.add_right(group.substr(0, group_width), group_width, Look::faint);
        group_width = 0;
    };
    names.add_left("stage", columns.name, Look::faint);
    groups.pad(columns.name);
    add("share", Columns::share);
    if (columns.bar) add("", Columns::bar_columns);
    if (columns.rates) add("per s", Columns::rate);
    add("p50", Columns::time);
    add("p99", Columns::time);
    if (columns.over_during) add("over", Columns::over);
    end_group("---- last interval");
    if (columns.overall_p50) add("p50", Columns::time);
    if (columns.overall_p99) add("p99", Columns::time);
    if (columns.over_overall) add("over", Columns::over);
    end_group(group_width > 12 ? "---- overall" : "all");
    if (columns.history > 0) {
        names.add(" ");
        names.add_left(columns.history < 15 ? "p99" : "p99 by interval", columns.history, Look::faint);
    }
    return {groups.text(), names.text()};
}

std::string row_text(const Row& row, const Columns& columns, std::size_t width, Style style) {
    Line line{width, style};
    const auto cell = [&](const std::string& text, std::size_t size, Look look = Look::plain) {
        line.add(" ");
        line.add_right(text, size, look);
    };
    const auto time = [](const std::optional<Figures>& figures, double Figures::*member) {
        return !figures || figures->count == 0 ? std::string{"-"} : time_text((*figures).*member);
    };
    const auto over = [&](const std::optional<Figures>& figures) {
        const bool any = figures && figures->violations > 0;
        cell(!row.has_threshold ? ""
             : figures          ? count_text(figures->violations)
                                : "-",
             Columns::over, any ? Look::bad : Look::plain);
    };
    const std::string name = weir::panel::detail::shortened(row.name, columns.name);
    line.add_left(style.utf8 ? name : ascii(name), columns.name, row.is_total ? Look::strong : Look::plain);
    cell(fmt::format("{:.0f}%", row.share * 100), Columns::share);
    if (columns.bar) {
        line.add(" ");
        line.add_left(row.is_total ? "" : bar_text(row.share, style.utf8), Columns::bar_columns,
                      weir::panel::detail::look_of(row.share));
    }
    if (columns.rates) cell(row.rate ? weir::panel::compact(*row.rate) : "-", Columns::rate);
    cell(time(row.during, &Figures::p50), Columns::time);
    cell(time(row.during, &Figures::p99), Columns::time, Look::strong);
    if (columns.over_during) over(row.during);
    if (columns.overall_p50) cell(time(row.overall, &Figures::p50), Columns::time);
    if (columns.overall_p99) cell(time(row.overall, &Figures::p99), Columns::time);
    if (columns.over_overall) over(row.overall);
    if (columns.history > 0) {
        line.add(" ");
        line.add(sparkline(row.history, columns.history, style.utf8), Look::faint);
    }
    return line.text();
}

std::vector<std::string> help_lines() {
    return {"weir top: each stage in the last interval, and overall: since the start",
            "",
            "  share         of the time of all runs in the interval",
            "  per s         calls a second",
            "  p50 p99       half of the calls, 99 of 100 took no longer",
            "  over          calls that took longer than the stage's threshold",
            "  p99 by interval   from zero to the greatest shown, the newest at the right",
            "",
            "  s p v         sort by share, by p99, by calls over the threshold",
            "  n             as the stages are run; again: by name",
            "  1 to 9, 0     one recording, or all",
            "  up down       scroll",
            "  space         hold the figures; again: go on",
            "  q             quit",
            "",
            "any key goes back"};
}

std::string key_line(const AllWatched& all, const View& view, std::size_t width, Style style) {
    Line line{width, style};
    if (view.paused) {
        line.add("paused", Look::warning);
        line.add("  ");
    }
    line.add(fmt::format("by {}", name_of(view.order)), Look::strong);
    line.add("  q quit  space pause  s p v n sort  ? help", Look::faint);
    if (all.size() > 1)
        line.add(fmt::format("  1-{} one of {}, 0 all", std::min<std::size_t>(all.size(), 9), all.size()), Look::faint);
    return line.text();
}

}  // namespace

std::vector<std::string> make_block(const Watched& watched, Order order, std::size_t width, Style style) {
    const std::vector<Row> rows = make_rows(watched, order);
    std::size_t longest = 0;
    for (const Row& row : rows) longest = std::max(longest, width_of(row.name));
    const Columns columns = columns_for(width, longest);
    std::vector<std::string> lines{title(watched, width, style)};
    for (std::string& head : heads(columns, width, style)) lines.push_back(std::move(head));
    for (const Row& row : rows) lines.push_back(row_text(row, columns, width, style));
    return lines;
}

std::vector<std::string> make_screen(const AllWatched& all, View& view, Size size, Style style) {
    std::vector<std::string> lines;
    if (view.help) {
        for (const std::string& text : help_lines()) {
            Line line{size.columns, style};
            line.add(text);
            lines.push_back(line.text());
        }
        lines.resize(std::min(lines.size(), size.rows));
        return lines;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (view.selected != 0 && view.selected != i + 1) continue;
        if (!lines.empty()) lines.emplace_back();
        for (std::string& line : make_block(*all[i], view.order, size.columns, style)) lines.push_back(std::move(line));
    }
    const std::size_t room = size.rows > 1 ? size.rows - 1 : 1;
    if (lines.size() > room) {
        view.scrolled = std::min(view.scrolled, lines.size() - room);
        const auto first = lines.begin() + static_cast<std::ptrdiff_t>(view.scrolled);
        lines.erase(lines.begin(), first);
        const std::size_t hidden = lines.size() - room;
        lines.resize(room);
        if (hidden > 0) {
            Line line{size.columns, style};
            line.add(fmt::format("{} more lines below: scroll with the arrow keys", hidden + 1), Look::faint);
            lines.back() = line.text();
        }
    } else {
        view.scrolled = 0;
    }
    if (size.rows > 1) lines.push_back(key_line(all, view, size.columns, style));
    return lines;
}

}  // namespace weir_tool
