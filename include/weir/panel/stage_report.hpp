#pragma once

#include <weir/base/duration.hpp>
#include <weir/panel/allocations.hpp>
#include <weir/panel/cost/cost_model.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI {

/// A bucket of a stage's histogram that is not empty. Which times its slot counts: layout::Histogram.
struct HistogramBucket {
    std::uint32_t slot = 0;   ///< its number
    std::uint64_t count = 0;  ///< calls in it
};

/// What the calls of a stage took in a batch: runs that followed one another in time.
struct BatchReport {
    std::uint64_t count = 0;  ///< 0: the batch came to no call of the stage; the times are then 0
    double mean_ns = 0;       ///< nanoseconds
    double p50_ns = 0;        ///< nanoseconds
    double p99_ns = 0;        ///< nanoseconds
};

/// What was measured of one stage, of a nested pipeline (then `stages` are its own), or of the whole run.
///
/// Times are of the measured runs that came to the stage, those that stopped or threw there among them; all
/// are zero while `count` is.
struct StageReport {
    std::string name;  ///< the stage's own
    std::string path;  ///< "outer/inner/stage" in nested pipelines, else the name; names it within its report

    std::uint64_t count = 0;  ///< measured calls
    Nanoseconds total;        ///< of all of them, exact
    Nanoseconds min;          ///< exact
    Nanoseconds mean;         ///< rounded
    Nanoseconds max;          ///< exact
    Nanoseconds p50;          ///< the median; percentiles are at most 1.1 % and half a nanosecond off
    Nanoseconds p90;          ///< of 90 % of the calls the time, or less
    Nanoseconds p99;          ///< of 99 %
    Nanoseconds p999;         ///< of 99.9 %

    std::optional<Nanoseconds> threshold;  ///< the stage's, if it has one
    std::uint64_t violations = 0;          ///< of `count`, those that took longer than the threshold
    Nanoseconds excess;         ///< of `total`, what was over the threshold; at most 1.1 % of these calls' time off
    std::uint64_t stopped = 0;  ///< runs that ended here with an empty result, measured or not
    std::uint64_t errors = 0;   ///< runs that ended here by an exception, measured or not

    bool has_items = false;                  ///< whether anything counts items here
    std::uint64_t items = 0;                 ///< of all measured calls
    std::optional<double> items_per_second;  ///< items / total; empty where there are no items or no time
    std::optional<double> ns_per_item;       ///< total / items; empty where there are no items
    /// How the time depends on the items of a call; empty where no call was counted by them: of stages whose type does
    /// not say that they have items, of nested pipelines and the whole run.
    std::optional<CostModel> cost;

    double share = 0;       ///< of the time of all runs, 0 to 1
    Nanoseconds suspended;  ///< of `total`, spent waiting; 0 where that is not kept apart
    /// Of the time of the slow runs (Report::tail), 0 to 1; empty where they are not known, or too few.
    std::optional<double> slow_share;
    std::optional<double>
        recorded_share;  ///< to compare that with: of the time of the runs whose records were looked at
    /// The mean is less than 10 times what the instrument costs per stage; false when that is unknown.
    bool short_against_instrument = false;

    std::optional<AllocationReport> allocations;  ///< empty where none of its calls was counted
    std::vector<HistogramBucket> buckets;         ///< by rising slots
    std::vector<BatchReport> batches;             ///< by time; only in reports that comparable() made

    std::vector<StageReport> stages;  ///< of a nested pipeline, in the order in which they are run
};

namespace panel {

/// Calls `visit` with each stage that is no nested pipeline, in the order in which they are run.
template <class Visit>
void for_each_leaf(const std::vector<StageReport>& stages, const Visit& visit) {
    for (const StageReport& stage : stages)
        if (stage.stages.empty()) visit(stage);
        else for_each_leaf(stage.stages, visit);
}

/// Calls `visit` with each stage and each nested pipeline, a nested pipeline before its own stages.
template <class Visit>
void for_each_stage(const std::vector<StageReport>& stages, const Visit& visit) {
    for (const StageReport& stage : stages) {
        visit(stage);
        for_each_stage(stage.stages, visit);
    }
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
