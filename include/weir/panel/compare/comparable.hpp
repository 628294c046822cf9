#pragma once

#include <weir/panel/compare/bucket_quantile.hpp>
#include <weir/panel/recording.hpp>
#include <weir/panel/runs.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace weir::inline WEIR_ABI {

namespace panel {

/// Batches of a recording. 10 to 30 are enough, more are no gain (Schmeiser, Batch Size Effects in the Analysis of
/// Simulation Output, Operations Research 30, 1982).
inline constexpr std::size_t batch_count = 20;
inline constexpr std::size_t least_batch = 10;  ///< runs in one, for there to be batches

namespace detail {

/// What the runs of a batch took in a node.
struct BatchSums {
    std::uint64_t count = 0;
    double total = 0;
    std::uint64_t min = ~std::uint64_t{0};
    std::uint64_t max = 0;
    layout::Histogram histogram{};

    void add(std::uint64_t ns) noexcept {
        ++count;
        total += static_cast<double>(ns);
        min = std::min(min, ns);
        max = std::max(max, ns);
        ++histogram.counts[layout::slot_of(ns)];
    }
    [[nodiscard]] BatchReport report() const {
        BatchReport batch;
        if (count == 0) return batch;
        std::vector<HistogramBucket> buckets;
        for (std::uint32_t slot = 0; slot < layout::Histogram::slot_count; ++slot)
            if (histogram.counts[slot] > 0) buckets.push_back({slot, histogram.counts[slot]});
        const auto least = static_cast<double>(min), greatest = static_cast<double>(max);
        batch.count = count;
        batch.mean_ns = total / static_cast<double>(count);
        batch.p50_ns = interpolated_quantile(buckets, least, greatest, 0.5).value_or(0);
        batch.p99_ns = interpolated_quantile(buckets, least, greatest, 0.99).value_or(0);
        return batch;
    }
};

/// The starts at which batches begin, but the first; empty where there are too few runs for batches.
inline std::vector<std::uint64_t> batch_starts(const Source& source) {
    std::vector<std::uint64_t> starts;
    for_each_run(source, [&](const RawRun& run) {
        if (!run.kept) starts.push_back(run.start());
    });
    std::vector<std::uint64_t> firsts;
    if (starts.size() < batch_count * least_batch) return firsts;
    std::sort(starts.begin(), starts.end());
    for (std::size_t i = 1; i < batch_count; ++i) firsts.push_back(starts[i * starts.size() / batch_count]);
    return firsts;
}

/// The report's stages in the order of the schema's nodes: the whole run, then each stage before its own.
inline std::vector<StageReport*> nodes_of(Report& report) {
    std::vector<StageReport*> nodes{&report.total};
    const auto add = [&nodes](auto& self, std::vector<StageReport>& stages) -> void {
        for (StageReport& stage : stages) {
            nodes.push_back(&stage);
            self(self, stage.stages);
        }
    };
    add(add, report.stages);
    return nodes;
}

}  // namespace detail

/// Fills StageReport::batches from the run records, which the rings have by time: the runs of all threads, by their
/// starts, in batches of as many each. Leaves them empty where the rings hold fewer than 200. O(runs * stages) and a sort;
/// memory: 8 bytes a run, and 4 MB.
inline void add_batches(Report& report, const Source& source) {
    constexpr std::size_t nodes_at_once = 16;
    if (source.schema == nullptr) return;
    const std::vector<std::uint64_t> firsts = detail::batch_starts(source);
    const std::vector<StageReport*> nodes = detail::nodes_of(report);
    if (firsts.empty() || nodes.size() != source.schema->node_count) return;
    for (std::size_t from = 0; from < nodes.size(); from += nodes_at_once) {
        const std::size_t end = std::min(from + nodes_at_once, nodes.size());
        std::vector<detail::BatchSums> sums((end - from) * batch_count);
        for_each_run(source, [&](const RawRun& run) {
            if (run.kept) return;
            const auto batch = static_cast<std::size_t>(std::upper_bound(firsts.begin(), firsts.end(), run.start()) -
                                                        firsts.begin());
            for (std::size_t node = from; node < end; ++node)
                if (const std::uint64_t ns = run.duration_of(source.schema->nodes()[node]); ns != RawRun::not_run)
                    sums[(node - from) * batch_count + batch].add(ns);
        });
        for (std::size_t node = from; node < end; ++node)
            for (std::size_t batch = 0; batch < batch_count; ++batch)
                nodes[node]->batches.push_back(sums[(node - from) * batch_count + batch].report());
    }
}

}  // namespace panel

/// report(recording) with StageReport::batches, by which one recording can be held against one other. Throws what
/// report(recording) throws. O(runs * stages).
[[nodiscard]] inline Report comparable(const Recording& recording) {
    Report made = report(recording);
    panel::add_batches(made, recording.source());
    panel::require_whole(recording);
    return made;
}

}  // namespace weir::inline WEIR_ABI
