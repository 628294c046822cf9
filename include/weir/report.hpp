#pragma once

// The door to the panel: weir::report(pipeline) gives a Report, which prints itself.
#include <weir/export/text.hpp>
#include <weir/panel/report.hpp>
#include <weir/pipeline/pipeline.hpp>
#if !WEIR_OFF_EVERYWHERE
#include <weir/pipeline/own_cost.hpp>
#endif

namespace weir::inline WEIR_ABI {

/// What the pipeline has measured until now. Any thread may ask, at any time: runs that are under way are not in it
/// yet. Of a pipeline that is off: a Report with its name and nothing else. O(threads * stages); the first of a kind
/// of pipeline takes about a millisecond more, to measure what measuring costs.
template <class P>
    requires requires { typename P::weir_settings; }
[[nodiscard]] Report report([[maybe_unused]] const P& pipeline) {
#if !WEIR_OFF_EVERYWHERE
    if constexpr (P::level != Level::off) {
        using Clock = typename P::weir_settings::ClockUsed;
        detail::Recorder& recorder = pipeline.weir_recorder();
        const layout::Shared shared = recorder.copy_shared();
        panel::Source source;
        source.schema = recorder.schema;
        source.shared = &shared;
        source.keys = recorder.keys.table();
        recorder.for_each_shard([&](const layout::Shard& shard) { source.shards.push_back(&shard); });
        if constexpr (!std::is_same_v<Clock, ManualClock>) {
            const auto cost = detail::own_cost<P::level, Clock>();
            source.own_cost_run_ns = cost.run;
            source.own_cost_stage_ns = cost.stage;
        }
        return panel::make_report(source);
    }
#endif
    Report nothing = panel::make_report({});
    nothing.pipeline = P::name.data();
    return nothing;
}

}  // namespace weir::inline WEIR_ABI
