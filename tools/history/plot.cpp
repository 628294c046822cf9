#include "history/plot.hpp"

#include <weir/export/text/style.hpp>
#include <weir/panel/format.hpp>
#include <weir/panel/history/robust.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

namespace weir_tool {

namespace {

using weir::panel::detail::Look;
using weir::panel::detail::painted;
using weir::panel::history::median;

struct Glyphs {
    const char* point;
    const char* level;
    const char* above;
    const char* below;
    const char* change;
    const char* axis;
};
constexpr Glyphs utf8_glyphs{"\xE2\x80\xA2", "\xE2\x94\x80", "\xE2\x96\xB2",
                             "\xE2\x96\xBC", "\xE2\x96\xB2", "\xE2\x94\x82"};
constexpr Glyphs ascii_glyphs{"o", "-", "^", "v", "^", "|"};

/// What one column shows.
struct Column {
    double value = 0;
    double level = 0;
    bool change = false;
};

std::vector<Column> columns_of(const PlotData& data, std::size_t most) {
    const std::size_t each = (data.values.size() + most - 1) / most;
    std::vector<Column> columns;
    for (std::size_t from = 0; from < data.values.size(); from += each) {
        const std::size_t count = std::min(each, data.values.size() - from);
        columns.push_back({median(std::span{data.values}.subspan(from, count)),
                           median(std::span{data.levels}.subspan(from, count)), false});
    }
    for (const std::size_t change : data.changes) columns[change / each].change = true;
    return columns;
}

struct Range {
    double low;
    double high;
};

/// From the least to the greatest, without what lies 8 deviations or more from its level: one build must not flatten all.
Range range_of(const PlotData& data) {
    std::vector<double> residuals;
    for (std::size_t i = 0; i < data.values.size(); ++i) residuals.push_back(data.values[i] - data.levels[i]);
    const double far_off = 8 * weir::panel::history::robust_deviation(residuals);
    Range range{data.levels[0], data.levels[0]};
    for (std::size_t i = 0; i < data.values.size(); ++i)
        for (const double value : {data.levels[i], std::abs(residuals[i]) <= far_off ? data.values[i] : data.levels[i]})
            range = {std::min(range.low, value), std::max(range.high, value)};
    // Not less than 2 % of height: what does not move at all is a line in the middle.
    const double pad = std::max(0.01 * range.high - (range.high - range.low) / 2, 0.0);
    return {range.low - pad, range.high + pad};
}

}  // namespace

std::string short_time(double ns) {
    constexpr const char* units[] = {"ns", "us", "ms", "s"};
    std::size_t unit = 0;
    while (ns >= 999.5 && unit + 1 < std::size(units)) ns /= 1000, ++unit;
    const int places = ns >= 99.95 ? 0 : ns >= 9.995 ? 1 : 2;
    return weir::panel::decimal(ns, places) + units[unit];
}

std::string trend_line(const std::vector<double>& values, std::size_t columns, bool utf8, double least) {
    constexpr const char* blocks[] = {"\xE2\x96\x81", "\xE2\x96\x82", "\xE2\x96\x83", "\xE2\x96\x84",
                                      "\xE2\x96\x85", "\xE2\x96\x86", "\xE2\x96\x87", "\xE2\x96\x88"};
    constexpr const char* letters[] = {"_", ".", ":", "-", "=", "+", "*", "#"};
    constexpr std::size_t heights = std::size(blocks);
    const std::span<const double> shown = std::span{values}.last(std::min(columns, values.size()));
    if (shown.empty()) return {};
    const auto [low, high] = std::minmax_element(shown.begin(), shown.end());
    const double height = std::max(*high - *low, least * *high);
    std::string line;
    for (const double value : shown) {
        const double share = height > 0 ? (value - *low) / height : 0;
        const auto step = std::min(heights - 1, static_cast<std::size_t>(share * static_cast<double>(heights)));
        line += utf8 ? blocks[step] : letters[step];
    }
    return line;
}

std::vector<std::string> plot(const PlotData& data, std::size_t columns, std::size_t rows, Style style) {
    constexpr std::size_t label = 7;  // the longest: "-1.24us"
    const Glyphs& glyphs = style.utf8 ? utf8_glyphs : ascii_glyphs;
    const std::size_t width = columns > label + 3 ? columns - label - 2 : 1;
    std::vector<std::string> lines;
    if (data.values.empty() || rows == 0) return lines;
    const std::vector<Column> shown = columns_of(data, width);
    const Range range = range_of(data);
    const double step = (range.high - range.low) / static_cast<double>(rows);
    // Row 0 is the highest.
    const auto row_of = [&](double value) {
        const double row = std::floor((range.high - value) / step);
        return static_cast<std::size_t>(std::clamp(row, 0.0, static_cast<double>(rows - 1)));
    };
    for (std::size_t row = 0; row < rows; ++row) {
        const bool has_label = row == 0 || row + 1 == rows || row == rows / 2;
        const double middle = range.high - (static_cast<double>(row) + 0.5) * step;
        std::string line = fmt::format("{:>{}} {}", has_label ? short_time(middle) : "", label, glyphs.axis);
        for (const Column& column : shown) {
            if (row_of(column.value) == row) {
                const char* glyph = column.value > range.high  ? glyphs.above
                                    : column.value < range.low ? glyphs.below
                                                               : glyphs.point;
                line += painted(glyph, glyph == glyphs.point ? Look::strong : Look::warning, style.colour);
            } else if (row_of(column.level) == row) {
                line += painted(glyphs.level, Look::faint, style.colour);
            } else {
                line += ' ';
            }
        }
        lines.push_back(line.substr(0, line.find_last_not_of(' ') + 1));
    }
    std::string marks(label + 2, ' ');
    for (const Column& column : shown) marks += column.change ? glyphs.change : " ";
    if (const std::size_t end = marks.find_last_not_of(' '); end != std::string::npos)
        lines.push_back(marks.substr(0, end + 1));
    return lines;
}

}  // namespace weir_tool
