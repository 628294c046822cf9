// A benchmark's pipeline consumes an argument that is there once.
// expect: weir: benchmark_pipeline runs the pipeline many times, and it consumes an argument that cannot be copied
// levels: none 0
// needs: benchmark/benchmark.h
#include <weir/with/google_benchmark.hpp>

#include <memory>

int count(std::unique_ptr<int> given) { return *given; }
std::unique_ptr<int> make(int value) { return std::make_unique<int>(value); }
#ifdef TWIN
using Count = weir::Pipeline<weir::Stage<"make", make>, weir::Stage<"count", count>>;
void benchmarked(benchmark::State& state) { weir::benchmark_pipeline<Count>(state, 5); }
#else
using Count = weir::Pipeline<weir::Stage<"count", count>>;
void benchmarked(benchmark::State& state) { weir::benchmark_pipeline<Count>(state, make(5)); }
#endif
