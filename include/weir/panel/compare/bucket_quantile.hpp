#pragma once

#include <weir/layout/histogram.hpp>
#include <weir/panel/stage_report.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// The least and the greatest whole number of nanoseconds that a slot of layout::Histogram counts; the greatest of the
/// overflow slot is `max`. Where a slot counts none, the greatest is the lesser.
inline std::pair<double, double> range_of_slot(std::uint32_t slot, double max) {
    using layout::Histogram;
    if (slot < 2) return {slot, slot};
    const auto end = [](std::uint32_t bucket) {
        return std::exp2(static_cast<double>(bucket) / static_cast<double>(Histogram::per_octave));
    };
    const double first = std::floor(end(slot - 2)) + 1;
    return {first, slot >= Histogram::overflow_slot ? std::max(first, max) : std::floor(end(slot - 1))};
}

/// The q-quantile in nanoseconds of what buckets by rising slots count, with the calls of a bucket spread evenly over its
/// whole numbers, each of which stands for half a nanosecond to both sides. Empty where nothing is counted.
///
/// panel::quantile gives a bucket's middle, which is what a report should show, but moves in steps of 2.2 %: two quantiles
/// that are held against each other must not. O(buckets). (Zar, Biostatistical
/// Analysis, 5th ed., 3.2: the median of grouped data.)
inline std::optional<double> interpolated_quantile(const std::vector<HistogramBucket>& buckets, double min, double max,
                                                   double q) {
    double counted = 0;
    for (const HistogramBucket& bucket : buckets) counted += static_cast<double>(bucket.count);
    if (!(counted > 0)) return std::nullopt;
    double rank = std::clamp(q, 0.0, 1.0) * counted;
    for (const HistogramBucket& bucket : buckets) {
        const auto count = static_cast<double>(bucket.count);
        if (rank > count && &bucket != &buckets.back()) {
            rank -= count;
            continue;
        }
        auto [first, last] = range_of_slot(bucket.slot, max);
        if (min > first && min <= last) first = min;
        if (max < last && max >= first) last = max;
        const double share = count > 0 ? std::min(1.0, rank / count) : 0;
        return std::max(0.0, first - 0.5 + share * (std::max(first, last) - first + 1));
    }
    return std::nullopt;
}

/// The same of a stage of a report.
inline std::optional<double> interpolated_quantile(const StageReport& stage, double q) {
    return interpolated_quantile(stage.buckets, static_cast<double>(stage.min.count()),
                                 static_cast<double>(stage.max.count()), q);
}

}  // namespace weir::inline WEIR_ABI::panel
