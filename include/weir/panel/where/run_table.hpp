#pragma once

#include <weir/panel/run/ring_reader.hpp>
#include <weir/panel/source.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// How many runs a RunTable takes, so that its cost is bounded whatever the rings hold.
struct RunTableBounds {
    std::size_t most_runs = std::size_t{1} << 14;
    std::size_t most_cells = std::size_t{1} << 18;  ///< runs times leaves
};

/// The durations of single runs side by side, of the rings alone: runs that were kept for being slow would make any share
/// or percentile one of slow runs. Nanoseconds; a leaf that a run did not come to has none.
struct RunTable {
    /// A run that says it took longer is damaged: sums of a million such runs would no longer be exact.
    static constexpr std::uint64_t longest = std::uint64_t{1} << 53;

    std::uint32_t leaf_count = 0;
    std::vector<std::uint64_t> totals;     ///< of each run, the sum of its leaves
    std::vector<std::uint64_t> durations;  ///< run after run, a number for each leaf
    bool is_bounded = false;               ///< rings hold more: the newest of each shard were taken
    std::uint64_t overwritten = 0;         ///< slots that were written anew before they could be copied
    std::uint64_t damaged = 0;

    [[nodiscard]] std::size_t size() const noexcept { return totals.size(); }
    /// Of the run's time, what it spent in a node of the schema: a stage, a nested pipeline, all.
    [[nodiscard]] std::uint64_t duration(std::size_t run, const layout::NodeSchema& node) const noexcept {
        std::uint64_t sum = 0;
        const std::uint64_t* const row = durations.data() + run * leaf_count;
        for (std::uint32_t leaf = node.first_leaf; leaf < node.first_leaf + node.leaf_count; ++leaf) sum += row[leaf];
        return sum;
    }

    void add(const RawRun& run) {
        const std::size_t before = durations.size();
        std::uint64_t total = 0;
        for (std::uint32_t leaf = 0; leaf < leaf_count; ++leaf) {
            const std::uint64_t ns = run.duration(leaf);
            const std::uint64_t taken = ns == RawRun::not_run ? 0 : ns;
            if (taken > longest - total) {
                durations.resize(before);
                ++damaged;
                return;
            }
            total += taken;
            durations.push_back(taken);
        }
        totals.push_back(total);
    }
    /// Takes nanoseconds off each leaf that a run came to, not below zero.
    void take_off(std::uint64_t ns) {
        for (std::size_t run = 0; run < size(); ++run) {
            std::uint64_t total = 0;
            for (std::size_t cell = run * leaf_count; cell < (run + 1) * leaf_count; ++cell) {
                durations[cell] -= std::min(durations[cell], ns);
                total += durations[cell];
            }
            totals[run] = total;
        }
    }
};

/// The newest runs of the rings, an equal part of each shard's as far as it has them, shard by shard and oldest first.
/// Empty below level trace. Safe while the shards are being written. O(runs taken * leaves).
[[nodiscard]] inline RunTable read_run_table(const Source& source, const RunTableBounds& bounds = {}) {
    RunTable table;
    if (source.schema == nullptr) return table;
    const layout::Schema& schema = *source.schema;
    if (schema.ring_capacity == 0 || schema.record_size == 0 || schema.leaf_count == 0) return table;
    table.leaf_count = schema.leaf_count;
    const std::size_t most = std::min(bounds.most_runs,
                                      std::max<std::size_t>(1, bounds.most_cells / schema.leaf_count));
    RingReader ring{schema, source.is_file};
    RunCounts counts;
    for (std::size_t i = 0; i < source.shards.size(); ++i) {
        const layout::Shard& shard = *source.shards[i];
        const std::size_t left = most - std::min(most, table.size());
        const std::size_t share = (left + source.shards.size() - i - 1) / (source.shards.size() - i);
        const std::uint64_t held = std::min(weir::detail::load(shard.ended), schema.ring_capacity);
        table.is_bounded = table.is_bounded || held > share;
        ring.read(
            shard, i, counts, [&](const RawRun& run) { table.add(run); }, share);
    }
    table.overwritten = counts.overwritten;
    table.damaged += counts.malformed;
    return table;
}

/// The value of that rank, from 1 to as many as there are, of values that it reorders; whole ones below 2^53 are exact.
/// O(values).
[[nodiscard]] inline double value_of_rank(std::vector<double>& values, std::size_t rank) {
    if (values.empty()) return 0;
    const auto place = values.begin() +
                       static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(rank, 1, values.size()) - 1);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

/// The q-quantile by nearest rank, of values that it reorders. O(values).
[[nodiscard]] inline double nearest_rank(std::vector<double>& values, double q) {
    return value_of_rank(values, static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size()))));
}

}  // namespace weir::inline WEIR_ABI::panel
