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
/// yet. Of a pipeline that is off: a Report with nothing in it. O(threads * stages); the first of a kind of pipeline
/// takes about a millisecond more, to measure what measuring costs.
template <class P>
    requires requires { typename P::weir_settings; }
[[nodiscard]] Report report(const P& pipeline) {
    panel::Source source;
#if WEIR_OFF_EVERYWHERE
    static_cast<void>(pipeline);
    return panel::make_report(source);
#else
    if constexpr (P::level == Level::off) {
        static_cast<void>(pipeline);
        return panel::make_report(source);
    } else {
        using Settings = typename P::weir_settings;
        detail::Recorder& recorder = pipeline.weir_recorder();
        const layout::Shared shared = recorder.copy_shared();
        source.schema = recorder.schema;
        source.shared = &shared;
        source.keys = recorder.keys.table();
        recorder.for_each_shard([&](const layout::Shard& shard) { source.shards.push_back(&shard); });
        if constexpr (!std::is_same_v<typename Settings::ClockUsed, ManualClock>) {
            const auto cost = detail::own_cost<P::level, typename Settings::ClockUsed>();
            source.own_cost_run_ns = cost.run;
            source.own_cost_stage_ns = cost.stage;
        }
        return panel::make_report(source);
    }
#endif
}

}  // namespace weir::inline WEIR_ABI
