#pragma once

#include <weir/base/config.hpp>

#include <cmath>

namespace weir::inline WEIR_ABI {

/// How a stage's time grows with its items n: as a + b f(n).
enum class Growth : unsigned char { none, logarithmic, linear, linearithmic, quadratic, cubic };

/// f(n) as text: "1", "log n", "n", "n log n", "n^2" or "n^3".
constexpr const char* name_of(Growth growth) noexcept {
    switch (growth) {
    case Growth::none: return "1";
    case Growth::logarithmic: return "log n";
    case Growth::linear: return "n";
    case Growth::linearithmic: return "n log n";
    case Growth::quadratic: return "n^2";
    case Growth::cubic: return "n^3";
    }
    return "?";
}

namespace panel {

/// f(n), for n of at least 1; logarithms are those to base 2.
inline double grown(Growth growth, double n) noexcept {
    switch (growth) {
    case Growth::none: return 1;
    case Growth::logarithmic: return std::log2(n);
    case Growth::linear: return n;
    case Growth::linearithmic: return n * std::log2(n);
    case Growth::quadratic: return n * n;
    case Growth::cubic: return n * n * n;
    }
    return 1;
}

/// The n of at least 1 and at most `most` for which f(n) is `value`; the nearer end where there is none. By bisection of
/// log n, for all forms alike: 60 halvings of what is at most 64 octaves.
inline double items_where(Growth growth, double value, double most) noexcept {
    double low = 0, high = std::log2(most);
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (grown(growth, std::exp2(middle)) < value ? low : high) = middle;
    }
    return std::exp2(high);
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
