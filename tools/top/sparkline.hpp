#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>
#include <string>

namespace weir_tool {

/// The last values as a line of small bars from zero to the greatest among them, the newest at the right. A value below
/// zero stands for none and leaves a blank. UTF-8 has blocks (U+2581 to U+2588), ASCII heights of its own.
inline std::string sparkline(const std::deque<double>& values, std::size_t columns, bool utf8) {
    constexpr const char* blocks[] = {"\xE2\x96\x81", "\xE2\x96\x82", "\xE2\x96\x83", "\xE2\x96\x84",
                                      "\xE2\x96\x85", "\xE2\x96\x86", "\xE2\x96\x87", "\xE2\x96\x88"};
    constexpr const char* letters[] = {"_", ".", ":", "-", "=", "+", "*", "#"};
    constexpr std::size_t heights = std::size(blocks);
    const std::size_t shown = std::min(columns, values.size());
    const auto first = values.end() - static_cast<std::ptrdiff_t>(shown);
    double greatest = 0;
    std::for_each(first, values.end(), [&](double value) { greatest = std::max(greatest, value); });

    std::string line(columns - shown, ' ');
    std::for_each(first, values.end(), [&](double value) {
        if (value < 0) {
            line += ' ';
            return;
        }
        const double height = greatest > 0 ? std::floor(value / greatest * static_cast<double>(heights)) : 0;
        const auto step = std::min(heights - 1, static_cast<std::size_t>(height));
        line += utf8 ? blocks[step] : letters[step];
    });
    return line;
}

}  // namespace weir_tool
