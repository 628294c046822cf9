// A benchmark makes a pipeline whose stage is not made without arguments.
// expect: weir: benchmark_pipeline<P> makes the pipeline, and a stage of it is not made without arguments
// levels: none 0
// needs: benchmark/benchmark.h
#include <weir/with/google_benchmark.hpp>

struct Scale {
    static constexpr auto name = "scale";
    explicit Scale(int by) : factor{by} {}
    int operator()(int n) const { return n * factor; }
    int factor;
};
using Scaled = weir::Pipeline<weir::Pipeline<Scale, weir::Name<"inner">>, weir::Name<"outer">>;
void benchmarked(benchmark::State& state) {
#ifdef TWIN
    using One = weir::Pipeline<Scale>;
    const One pipeline{Scale{2}};
    weir::benchmark_pipeline(state, pipeline, 5);
#else
    weir::benchmark_pipeline<Scaled>(state, 5);
#endif
}
