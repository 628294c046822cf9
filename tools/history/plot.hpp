#pragma once

#include "support/style.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace weir_tool {

/// The last values as a line of small bars between the least and the greatest among them: the newest at the right. Of
/// values that differ by less than `least` (a share) of the greatest the bars lie low, so that noise does not look like
/// mountains.
[[nodiscard]] std::string trend_line(const std::vector<double>& values, std::size_t columns, bool utf8,
                                     double least = 0.1);

/// What a plot is of.
struct PlotData {
    std::vector<double> values;
    std::vector<double> levels;        ///< of each value, the level that it belongs to
    std::vector<std::size_t> changes;  ///< the first values of new levels
};

/// Values as points over their levels as lines, in `rows` lines of `columns` at most: time at the left, changes marked
/// below. Where there are more values than columns, each column is the median of some, and the last may be of fewer. What
/// lies far above or below all else is drawn at the edge, as an arrow.
[[nodiscard]] std::vector<std::string> plot(const PlotData& data, std::size_t columns, std::size_t rows, Style style);

/// Three digits and a unit: "812ns", "1.24us", "12.3ms".
[[nodiscard]] std::string short_time(double ns);

}  // namespace weir_tool
