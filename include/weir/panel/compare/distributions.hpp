#pragma once

#include <weir/panel/normal.hpp>

#include <boost/math/special_functions/beta.hpp>

#include <cmath>

namespace weir::inline WEIR_ABI::panel {

/// The value that Student's t with `df` degrees of freedom exceeds with probability `tail`, 0 < tail < 1/2, df > 0. By the
/// incomplete beta function: P(|t| > q) = I_x(df/2, 1/2) at x = df / (df + q^2) (Abramowitz and Stegun, 26.7.1).
inline double student_t_quantile(double df, double tail) {
    double rest = 0;  // 1 - x, which x near 1 would lose
    const double x = boost::math::ibeta_inv(df / 2, 0.5, 2 * tail, &rest);
    return std::sqrt(df * rest / x);
}

}  // namespace weir::inline WEIR_ABI::panel
