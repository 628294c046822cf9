#pragma once

#include "history/log.hpp"
#include "history/series.hpp"
#include "support/style.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace weir_tool {

/// All that `weir history show` prints, before it is text or JSON.
struct Shown {
    std::vector<Entry> entries;
    Metric metric = Metric::mean;
    double confidence = 0.95;
    std::vector<Series> series;
    std::vector<std::string> notes;
    bool one_stage = false;  ///< one was asked for: with a plot
};

[[nodiscard]] std::string shown_text(const Shown& shown, std::size_t columns, Style style);

/// One object:
///
///     format            "weir-trend"
///     version           1
///     pipeline, metric  strings; the metric is "mean", "p50" or "p99"
///     confidence        number, of all intervals
///     builds            [{label, at_utc_ns, host}], in the order of the log
///     series            [stage]:
///         stage         string: its path; "total" is the whole run
///         builds        [integer], of each value the index of its build
///         values_ns     [number]
///         level_ns      number, the median since the last change; null where there is no value
///         noise         number, the robust standard deviation from build to build, a share
///         autocorrelation    number, of neighbouring builds
///         needed        integer, builds before any change could be raised
///         changes       [{build (index), label, earliest, latest, raised (labels), before_ns, after_ns, size, size_low,
///                       size_high (shares: 0.05 is 5 % more), false_rate (a build), gradual (boolean), with (what else
///                       changed, or "")}]
///         withdrawn     [{label, raised}], raised once and not borne out by later builds
///         slope         {from (label), each, each_low, each_high (shares a build), rises, falls (booleans)}, or null
///         outliers      [label]
///         pending       integer: so many builds at the end lie far off on one side
///     notes             [string]
[[nodiscard]] nlohmann::ordered_json shown_json(const Shown& shown);

}  // namespace weir_tool
