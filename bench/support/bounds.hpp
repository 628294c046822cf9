#pragma once

#include "result.hpp"

namespace bench {

/// What weir promises of a figure, and the figure.
struct Bound {
    std::string variant;
    std::string workload;
    double measured;
    double bound;           ///< the most it may be
    bool percent = false;   ///< shown as a percentage
    bool is_least = false;  ///< the bound is the least it may be
};

/// Adds a row to the table of bounds, which is made with the first.
void add_bound(const Bound& bound, Result& result);

}  // namespace bench
