#pragma once

#include <weir/panel/snapshot.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace weir::inline WEIR_ABI::panel {

/// The value that stands for a slot of a histogram, in nanoseconds: the geometric middle of the slot's
/// bucket, which is at most a factor of 2^(1/64), 1.1 %, from all that the bucket counts. Exact for 0 and 1.
/// The overflow slot has no upper end but `max`: its middle may be off by a factor of sqrt(max / 2^42).
inline double middle_of_slot(std::size_t slot, double max) {
    using layout::Histogram;
    if (slot < 2) return static_cast<double>(slot);
    if (slot >= Histogram::overflow_slot) {
        const double lower_end = std::exp2(static_cast<double>(Histogram::octaves));
        return std::sqrt(lower_end * std::max(lower_end, max));
    }
    return std::exp2((static_cast<double>(slot - 2) + 0.5) / static_cast<double>(Histogram::per_octave));
}

/// The q-quantile in nanoseconds by nearest rank: the least value that q of all that is counted do not exceed.
///
/// The value of the rank's bucket, clamped to [min, max]: at most 1.1 % off up to 2^42 ns (73 minutes), exact
/// for the least and the greatest rank. 0 where nothing is counted. O(slots).
///
/// The error is that of a base-2 exponential histogram at scale 5, (base - 1) / (base + 1) for the base
/// 2^(1/32): https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram
inline double quantile(const NodeSnapshot& node, double q) {
    const auto& counts = node.histogram.counts;
    const auto min = static_cast<double>(node.min);
    const auto max = static_cast<double>(node.max);
    // Not the count of calls: of a run that is being counted, the histogram may not know yet.
    std::uint64_t counted = 0;
    for (const std::uint64_t count : counts) counted += count;
    if (counted == 0) return min;

    const double wanted = std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(counted));
    if (wanted <= 1) return min;
    if (wanted >= static_cast<double>(counted)) return max;
    const auto rank = static_cast<std::uint64_t>(wanted);
    std::size_t slot = 0;
    // Of a damaged file the counts may have wrapped around: no further than to the last slot.
    for (std::uint64_t passed = counts[0]; passed < rank && slot < layout::Histogram::overflow_slot;)
        passed += counts[++slot];
    return std::clamp(middle_of_slot(slot, max), min, std::max(min, max));
}

/// The nanoseconds that calls took beyond a threshold, in all. From the histogram: at most 1.1 % of the time of the calls
/// that were over it off; 0 where `node` has no violations. O(slots).
inline double time_over(const NodeSnapshot& node, std::int64_t threshold) {
    if (node.violations == 0 || threshold < 0) return 0;
    const auto least = static_cast<double>(threshold);
    const auto min = static_cast<double>(node.min);
    const auto max = static_cast<double>(std::max(node.min, node.max));
    double sum = 0;
    for (std::size_t slot = 0; slot < layout::Histogram::slot_count; ++slot) {
        if (node.histogram.counts[slot] == 0) continue;
        const double value = std::clamp(middle_of_slot(slot, max), min, max);
        if (value > least) sum += (value - least) * static_cast<double>(node.histogram.counts[slot]);
    }
    return std::min(sum, static_cast<double>(node.total));
}

}  // namespace weir::inline WEIR_ABI::panel
