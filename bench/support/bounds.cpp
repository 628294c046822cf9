#include "bounds.hpp"

#include <fmt/format.h>

#include <cmath>

namespace bench {

namespace {

constexpr const char* title = "Bounds";

std::string shown(double value, bool percent, int digits) {
    if (!percent && value == std::floor(value)) return fmt::format("{:.0f}", value);
    return percent ? fmt::format("{:.{}f} %", value * 100, digits) : fmt::format("{:.{}f}", value, digits);
}

}  // namespace

void add_bound(const Bound& bound, Result& result) {
    if (result.tables.empty() || result.tables.front().title != title)
        result.tables.insert(result.tables.begin(), {title,
                                                     "the figures of the tables below",
                                                     {},
                                                     {"variant", "workload", "bound", "measured", "kept"},
                                                     {}});
    const bool kept = bound.is_least ? bound.measured >= bound.bound : bound.measured <= bound.bound;
    result.tables.front().rows.push_back(
        {bound.variant, bound.workload,
         (bound.is_least ? "at least " : "at most ") + shown(bound.bound, bound.percent, bound.percent ? 1 : 2),
         shown(bound.measured, bound.percent, bound.percent ? 2 : 3), kept ? "yes" : "NO"});
}

}  // namespace bench
