#pragma once

// The door to the panel: weir::report(pipeline) gives a Report, which prints itself.
#include <weir/export/text.hpp>
#include <weir/panel/report.hpp>
#include <weir/pipeline/pipeline.hpp>
#if !WEIR_OFF_EVERYWHERE
#include <weir/pipeline/own_cost.hpp>
#endif

namespace weir::inline WEIR_ABI {

#if !WEIR_OFF_EVERYWHERE
namespace detail {

/// What the panel reads of a pipeline of this process, and a copy of what is shared, which it points to.
struct LiveSource {
    layout::Shared shared;
    panel::Source source;
};
template <class P>
const panel::Source& source_of(const P& pipeline, LiveSource& live) {
    Recorder& recorder = pipeline.weir_recorder();
    live.shared = recorder.copy_shared();
    live.source.schema = recorder.schema;
    live.source.shared = &live.shared;
    live.source.keys = recorder.keys.table();
    recorder.for_each_shard([&](const layout::Shard& shard) { live.source.shards.push_back(&shard); });
    const OwnCost cost = own_cost_of<typename P::weir_settings>();
    live.source.own_cost_run_ns = cost.run;
    live.source.own_cost_stage_ns = cost.stage;
    return live.source;
}

}  // namespace detail
#endif

/// What the pipeline has measured until now. Any thread may ask, at any time: runs that are under way are not in it
/// yet. Of a pipeline that is off: a Report with its name and nothing else. O(threads * stages), and at level trace a
/// bounded number of single runs; the first of a kind of pipeline takes about a millisecond more, to measure what measuring
/// costs.
template <class P>
    requires requires { typename P::weir_settings; }
[[nodiscard]] Report report([[maybe_unused]] const P& pipeline, [[maybe_unused]] const ReportOptions& options = {}) {
#if !WEIR_OFF_EVERYWHERE
    if constexpr (P::level != Level::off) {
        detail::LiveSource live;
        return panel::make_report(detail::source_of(pipeline, live), options);
    }
#endif
    Report nothing = panel::make_report({});
    nothing.pipeline = P::name.data();
    return nothing;
}

}  // namespace weir::inline WEIR_ABI
