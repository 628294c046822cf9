// A pipeline in a benchmark: its stages are the benchmark's counters. Needs Google Benchmark.
#include <weir/weir.hpp>
#include <weir/with/google_benchmark.hpp>

#include <algorithm>
#include <numeric>
#include <vector>

namespace {

std::vector<int> sorted(std::vector<int> values) {
    std::sort(values.begin(), values.end());
    return values;
}
std::size_t distinct(const std::vector<int>& values) {
    std::size_t count = values.empty() ? 0 : 1;
    for (std::size_t i = 1; i < values.size(); ++i) count += values[i] != values[i - 1] ? 1U : 0U;
    return count;
}

using Distinct = weir::Pipeline<weir::Stage<"sort", sorted>, weir::Stage<"distinct", distinct>>;

void count_distinct(benchmark::State& state) {
    std::vector<int> values(static_cast<std::size_t>(state.range(0)));
    std::iota(values.rbegin(), values.rend(), 0);
    weir::benchmark_pipeline<Distinct>(state, values);  // each run sorts a copy, made outside of its stages
}
BENCHMARK(count_distinct)->Arg(512)->Arg(8192);
BENCHMARK(count_distinct)->Arg(512)->Threads(2);  // the quantiles of both threads' runs together

}  // namespace

BENCHMARK_MAIN();
