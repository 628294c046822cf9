#pragma once

#include <weir/panel/stages.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

// Times without what the instrument itself took: only where that is asked for.
namespace weir::inline WEIR_ABI::panel {

namespace detail {

inline void take_off(Nanoseconds& time, double ns) {
    const auto left = static_cast<double>(time.count()) - ns;
    time = left > 0 ? whole(left) : Nanoseconds{};
}
inline void take_off_percentiles(StageReport& stage, double ns) {
    for (Nanoseconds* time : {&stage.min, &stage.max, &stage.p50, &stage.p90, &stage.p99, &stage.p999})
        take_off(*time, ns);
}
inline void set_total(StageReport& stage, Nanoseconds total) {
    stage.total = total;
    if (stage.count == 0) return;
    stage.mean = whole(static_cast<double>(total.count()) / static_cast<double>(stage.count));
    fill_items(stage);
}

/// Returns the number of leaves.
inline std::size_t take_off(StageReport& stage, double per_call);

/// Of the stages of a group, which is the sum of them. Returns the number of leaves.
inline std::size_t take_off_group(StageReport& group, std::vector<StageReport>& stages, double per_call) {
    std::size_t leaves = 0;
    std::uint64_t total = 0;
    for (StageReport& stage : stages) {
        leaves += take_off(stage, per_call);
        total += static_cast<std::uint64_t>(stage.total.count());
    }
    take_off_percentiles(group, per_call * static_cast<double>(leaves));
    set_total(group, whole(total));
    return leaves;
}
inline std::size_t take_off(StageReport& stage, double per_call) {
    if (!stage.stages.empty()) return take_off_group(stage, stage.stages, per_call);
    Nanoseconds total = stage.total;
    take_off(total, per_call * static_cast<double>(stage.count));
    take_off_percentiles(stage, per_call);
    set_total(stage, total);
    return 1;
}
inline void set_shares(std::vector<StageReport>& stages, double run_total) {
    for (StageReport& stage : stages) {
        const auto total = static_cast<double>(stage.total.count());
        stage.share = run_total > 0 ? std::min(1.0, total / run_total) : 0;
        set_shares(stage.stages, run_total);
    }
}

}  // namespace detail

/// Takes the instrument's cost of a stage off each call's time, not below zero: of each stage its total, mean and
/// percentiles; of groups and of the run what that makes in all their stages, so that stages still add up to the run.
/// Violations and the time over thresholds stay as they were measured. O(stages).
inline void take_off_own_cost(StageReport& total, std::vector<StageReport>& stages, double per_stage_ns) {
    if (per_stage_ns <= 0) return;
    detail::take_off_group(total, stages, per_stage_ns);
    detail::set_shares(stages, static_cast<double>(total.total.count()));
    total.share = total.total > Nanoseconds{} ? 1 : 0;
}

}  // namespace weir::inline WEIR_ABI::panel
