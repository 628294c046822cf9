// A benchmark calls a pipeline of marks.
// expect: weir: benchmark_pipeline calls the pipeline, and one of marks is not called.*weir::StageCounters
// levels: none 0
// needs: benchmark/benchmark.h
#include <weir/with/google_benchmark.hpp>

using Physics = weir::Mark<"physics">;
using Frame = weir::Pipeline<Physics, weir::Mark<"render">, weir::Name<"frame">>;
void benchmarked(benchmark::State& state) {
    const Frame frame;
#ifdef TWIN
    const weir::StageCounters counters{state, frame};
    for (auto _ : state) {
        auto run = frame.start();
        run.done<Physics>();
    }
#else
    weir::benchmark_pipeline(state, frame);
#endif
}
