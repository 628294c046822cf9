#pragma once

#include <weir/base/config.hpp>

#include <boost/math/special_functions/erf.hpp>

namespace weir::inline WEIR_ABI::panel::history {

/// How many standard deviations to each side hold the share `confidence` of a normal distribution: 1.96 for 0.95.
/// `confidence` must lie between 0 and 1, both left out. By the inverse of the error function, of Boost.Math.
inline double normal_reach(double confidence) {
    constexpr double root_2 = 1.4142135623730950488;
    return root_2 * boost::math::erf_inv(confidence);
}

}  // namespace weir::inline WEIR_ABI::panel::history
