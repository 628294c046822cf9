#pragma once

// The door to the panel: weir::report(pipeline) gives a Report, which prints itself.
#include <weir/export/text.hpp>
#include <weir/panel/live_source.hpp>
#include <weir/panel/report.hpp>
#include <weir/pipeline/pipeline.hpp>
#if !WEIR_OFF_EVERYWHERE
#include <weir/pipeline/own_cost.hpp>
#endif

namespace weir::inline WEIR_ABI {

#if !WEIR_OFF_EVERYWHERE
namespace detail {

/// What the panel reads of a pipeline of this process, and what measuring it costs.
struct PipelineSource : panel::LiveSource {
    template <class P>
    explicit PipelineSource(const P& pipeline) : LiveSource{pipeline.weir_recorder()} {
        const OwnCost cost = own_cost_of<typename P::weir_settings>();
        source.own_cost_run_ns = cost.run;
        source.own_cost_stage_ns = cost.stage;
    }
};

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
    if constexpr (P::level != Level::off) return panel::make_report(detail::PipelineSource{pipeline}.source, options);
#endif
    Report nothing = panel::make_report({});
    nothing.pipeline = P::name.data();
    return nothing;
}

}  // namespace weir::inline WEIR_ABI
