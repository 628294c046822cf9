#pragma once

#include <weir/base/duration.hpp>
#include <weir/base/level.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI {

/// Where a figure of a later measurement is to be expected.
struct PredictedRange {
    Nanoseconds low;                  ///< the lower end
    std::optional<Nanoseconds> high;  ///< empty where it may be above all that was recorded
};

/// Figures of the whole run.
struct RunFigures {
    Nanoseconds mean;                ///< of all measured runs
    std::optional<Nanoseconds> p50;  ///< of the runs whose records were looked at; empty where there are none
    std::optional<Nanoseconds> p99;  ///< of the same
};

/// The run with one stage made faster.
struct StageWhatIf {
    std::string stage;                         ///< its path
    bool is_pipeline = false;                  ///< a nested one, all of whose stages are made faster
    RunFigures run;                            ///< the whole run, were it so
    double gain = 0;                           ///< of the mean, 0 to 1; below 0 where the stage is made slower
    double p50_gain = 0;                       ///< of the p50
    double p99_gain = 0;                       ///< of the p99
    std::optional<PredictedRange> mean_range;  ///< these are left out where they were not asked for, or cannot be told
    std::optional<PredictedRange> p50_range;   ///< of the p50
    std::optional<PredictedRange> p99_range;   ///< of the p99
};

/// What would be gained if a stage were made faster, for each stage: of each recorded run the part of its time that the
/// stage would then not take is taken off, and the percentiles are of what is left. So it is exact for runs whose stages
/// follow one another, and says nothing of what a faster stage does to the others (by caches, by load).
struct WhatIf {
    std::string pipeline;             ///< its name
    double factor = 0;                ///< how many times faster
    double confidence = 0;            ///< of the ranges; 0 where there are none
    std::uint64_t measured = 0;       ///< runs, of which the mean is
    std::uint64_t recorded = 0;       ///< runs, of which the percentiles are: the newest of the rings
    RunFigures now;                   ///< the run as it is
    std::vector<StageWhatIf> stages;  ///< the largest gain of the mean first; nested pipelines and their stages too
    std::string note;                 ///< what is not known and why; empty where all is
};

}  // namespace weir::inline WEIR_ABI
