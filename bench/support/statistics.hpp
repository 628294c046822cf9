#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace bench {

/// The value below which the share `q` of the values lies, between two of them in proportion; NaN where there is none.
inline double quantile(std::vector<double> values, double q) {
    if (values.empty()) return std::nan("");
    std::sort(values.begin(), values.end());
    const double at = q * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

inline double median(const std::vector<double>& values) { return quantile(values, 0.5); }

}  // namespace bench
