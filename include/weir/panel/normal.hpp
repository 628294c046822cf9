#pragma once

#include <weir/base/config.hpp>

#include <boost/math/special_functions/erf.hpp>

#include <cmath>

// By the inverse of the error function, of Boost.Math. A file of its own: the rest of what comparing takes of Boost.Math
// takes long to compile.
namespace weir::inline WEIR_ABI::panel {

/// The value that a standard normal variable exceeds with probability `tail`, 0 < tail < 1/2.
inline double normal_quantile(double tail) { return std::sqrt(2.0) * boost::math::erfc_inv(2 * tail); }

/// How many standard deviations to each side hold the share `confidence` of a normal distribution: 1.96 for 0.95.
/// `confidence` must lie between 0 and 1, both left out.
inline double normal_reach(double confidence) { return normal_quantile((1 - confidence) / 2); }

}  // namespace weir::inline WEIR_ABI::panel
