#pragma once

#include <weir/panel/history/shift.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace weir::inline WEIR_ABI {

/// What find_trend() is asked.
struct TrendOptions {
    double confidence = 0.95;      ///< of the intervals; more than 0, less than 1
    double false_changes = 0.001;  ///< changes a build that a flat history may raise: 1e-5 to 0.01
    double least = 0;              ///< a change of a lesser share is none: 0.02 is 2 %
    double resolution = 0;         ///< the values are rounded to steps of this share: a change must be more than one
};

/// A step in a history: from one build on it takes so much longer, or shorter.
struct Change {
    std::size_t first = 0;          ///< the first value after it
    std::size_t earliest = 0;       ///< it lies in [earliest, latest], with the confidence asked for
    std::size_t latest = 0;         ///< see earliest
    std::size_t raised = 0;         ///< the value with which it was first seen, by who looked after each
    double before = 0;              ///< the level, a median, from the change before
    double after = 0;               ///< the level, a median, to the change after
    panel::history::Estimate size;  ///< after / before - 1: 0.05 is 5 % more
    double false_rate = 0;          ///< how often a build a flat history raises one as clear; 1e-5: or less often
    bool gradual = false;           ///< a straight line fits what was before and after better than the step does
};

/// A change that was raised and then went: with the values that came after it, it is no clearer than noise.
struct Withdrawn {
    std::size_t first = 0;   ///< the first value after it
    std::size_t raised = 0;  ///< the value with which it was first seen
};

/// What the values did since the last change, each a share of the one before.
struct Slope {
    std::size_t first = 0;          ///< of the values that it is of
    panel::history::Estimate each;  ///< 0.001 is 0.1 % more from one value to the next
    bool rises = false;             ///< its interval lies above 0
    bool falls = false;             ///< below
};

/// What a series of builds does, as plain data.
struct Trend {
    std::vector<Change> changes;        ///< in order
    std::vector<Withdrawn> withdrawn;   ///< raised once, and not borne out by what came later
    std::optional<Slope> slope;         ///< none where there are fewer than 10 values since the last change
    double level = 0;                   ///< the median since the last change
    double noise = 0;                   ///< the robust standard deviation from one build to another, a share
    double autocorrelation = 0;         ///< of neighbours, 0 to 0.9: found, and allowed for in the intervals
    std::vector<std::size_t> outliers;  ///< values far off their level, which are no change
    std::size_t pending = 0;            ///< so many at the end lie far off on one side: too few yet to be a change
    std::size_t needed = 0;             ///< values before the least clear change could be raised at all
};

}  // namespace weir::inline WEIR_ABI
