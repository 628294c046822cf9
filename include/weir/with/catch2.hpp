#pragma once

// For Catch2 (2 or 3): what a pipeline measured, as a test's condition.
#include <weir/with/catch2/matcher.hpp>
#include <weir/with/catch2/quantile_check.hpp>
#include <weir/with/catch2/threshold_check.hpp>

#include <string>
#include <utility>

namespace weir::inline WEIR_ABI {

namespace detail {

struct ThresholdCheck {
    [[nodiscard]] static std::string text() { return "is within its thresholds"; }
    template <class T>
    [[nodiscard]] static std::string fault(const T& reported) {
        return threshold_fault(report_of(reported));
    }
};

struct QuantileCheck {
    QuantileBound asked;

    [[nodiscard]] std::string text() const {
        return panel::joined("has the ", quantile_name(asked.quantile), " of ", asked.stage, " at ",
                             panel::exact(asked.bound), " or below");
    }
    template <class T>
    [[nodiscard]] std::string fault(const T& reported) const {
        return quantile_fault(report_of(reported), asked);
    }
};

}  // namespace detail

/// Matches a pipeline, a Report or a Recording of which no stage, no nested pipeline and not the run as a whole was ever
/// over its threshold: REQUIRE_THAT(pipeline, weir::WithinThresholds()). Exactly at it is not over. A failure tells which
/// were, in how many runs, and by how much at most.
///
/// Fails also where no run was measured, and where nothing has a threshold: such a test would hold whatever the code
/// does. Holds where the pipeline is off: then nothing is measured, and the same test is built and passes at each level;
/// run it at a level that measures. O(threads * stages).
class WithinThresholds : public detail::ReportMatcher<detail::ThresholdCheck> {
public:
    /// See the class.
    WithinThresholds() : ReportMatcher{detail::ThresholdCheck{}} {}
};

/// Matches a pipeline, a Report or a Recording of which `quantile` (0.99: of 99 % of the runs that came to the stage)
/// of the times of `stage` is at most `bound`: REQUIRE_THAT(pipeline, weir::StageBelow("parse", 0.99, 5_ms)). 1 is the
/// longest. `stage` is a path ("front_end/parse"), a name that only one stage has, or the pipeline's name or "total" for
/// the whole run. The quantile is the one that reports show, at most 1.1 % off; of 1 it is exact.
///
/// Fails also where there is no such stage, then it tells which there are, and where no run came to it. Holds where the
/// pipeline is off, as WithinThresholds() does. Throws std::invalid_argument where the quantile is not over 0 and up to 1
/// or the bound is not over 0.
class StageBelow : public detail::ReportMatcher<detail::QuantileCheck> {
public:
    /// See the class.
    StageBelow(std::string stage, double quantile, Nanoseconds bound)
        : ReportMatcher{detail::QuantileCheck{detail::checked({std::move(stage), quantile, bound})}} {}
};

}  // namespace weir::inline WEIR_ABI
