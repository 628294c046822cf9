#pragma once

#include <weir/pipeline/pipeline.hpp>
#if !WEIR_OFF_EVERYWHERE
#include <weir/panel/stages.hpp>
#include <weir/with/google_benchmark/loop_figures.hpp>
#endif

#include <benchmark/benchmark.h>

#include <optional>
#include <string>

namespace weir::inline WEIR_ABI {

namespace detail {

#if !WEIR_OFF_EVERYWHERE
/// Pipelines of one type have the same stages, and are added up.
template <class P>
inline LoopFigures loop_figures;

inline void set_counters(benchmark::State& state, const layout::Schema& schema, const panel::Snapshot& loop) {
    panel::Source source;
    source.schema = &schema;
    const auto set = [&state](const std::string& stage, const char* figure, double value) {
        state.counters[stage + figure] = benchmark::Counter{value};
    };
    const auto set_times = [&set](const std::string& name, const StageReport& stage) {
        set(name, ".mean", static_cast<double>(stage.total.count()) / static_cast<double>(stage.count));
        set(name, ".p50", static_cast<double>(stage.p50.count()));
        set(name, ".p99", static_cast<double>(stage.p99.count()));
    };
    if (loop.nodes[0].count == 0) return;
    set_times("total", panel::make_stage(schema.nodes()[0], loop.nodes[0], 0, 0));
    panel::for_each_stage(panel::make_stages(source, loop), [&](const StageReport& stage) {
        set(stage.path, ".share", stage.share);
        if (stage.count == 0) return;  // no time is no time of 0
        set_times(stage.path, stage);
        if (stage.has_items || stage.items > 0)
            set(stage.path, ".items_per_second", stage.items_per_second.value_or(0));
    });
}
#endif

}  // namespace detail

/// What a pipeline measures while this lives, as counters of a benchmark: made right before the loop of each of its
/// threads, gone after it. benchmark_pipeline() does so; write it where the loop is your own, and for marks:
///   weir::StageCounters counters{state, frame};
///   for (auto _ : state) { auto run = frame.start(); ... }
///
/// For each stage, named by its path ("parse", "front_end/parse" in a nested pipeline): `parse.mean`, `parse.p50` and
/// `parse.p99`, nanoseconds; `parse.share` of the time of all runs, 0 to 1; `parse.items_per_second` of the stage's own
/// time, where it counts items. For the whole run `total.mean`, `total.p50` and `total.p99`. A stage that no run came to has its share alone, 0.
///
/// Each is what weir::report would say of the runs in the loop, of all threads together: of quantiles neither the sum
/// nor the mean over threads means anything. So one thread has all counters, which Google Benchmark adds to nothing;
/// runs that others make of the same pipeline meanwhile are counted too. Off: no counters.
template <class P>
class StageCounters {
public:
    /// Right before the loop. Both must outlive it.
    StageCounters([[maybe_unused]] benchmark::State& state, [[maybe_unused]] const P& pipeline)
#if !WEIR_OFF_EVERYWHERE
        : state_{state}, pipeline_{pipeline} {
        if constexpr (P::level != Level::off) detail::loop_figures<P>.enter(pipeline.weir_recorder());
    }
#else
    {
    }
#endif
    StageCounters(const StageCounters&) = delete;
    StageCounters& operator=(const StageCounters&) = delete;
#if !WEIR_OFF_EVERYWHERE
    ~StageCounters() {
        if constexpr (P::level != Level::off) {
            const detail::Recorder& recorder = pipeline_.weir_recorder();
            if (const auto loop = detail::loop_figures<P>.leave(recorder))
                detail::set_counters(state_, *recorder.schema, *loop);
        }
    }

private:
    benchmark::State& state_;
    const P& pipeline_;
#endif
};

}  // namespace weir::inline WEIR_ABI
