#pragma once

#include "workloads.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace bench {

/// A way to run a workload: what the tables say of it.
struct VariantFacts {
    std::string name;
    std::string what;
    bool wall_time;
};

/// Which time counts. Processor time leaves out what other programs take; what waits for a thread of its own is to be
/// measured by the wall's.
enum class TimeOf : unsigned char { processor, wall };

/// In the order of the tables.
inline std::vector<VariantFacts>& variants() {
    static std::vector<VariantFacts> all;
    return all;
}

/// Registers Variant<W>::run for each workload W.
template <template <class> class Variant>
void add(const std::string& name, const std::string& what, TimeOf time = TimeOf::processor) {
    variants().push_back({name, what, time == TimeOf::wall});
    const auto add_one = [&]<class W>(std::type_identity<W>) {
        benchmark::internal::Benchmark* added = benchmark::RegisterBenchmark((facts_of<W>().id + "/" + name).c_str(),
                                                                             &Variant<W>::run);
        if (time == TimeOf::wall) added->UseRealTime();
    };
    [&]<class... W>(std::type_identity<std::tuple<W...>>) {
        (add_one(std::type_identity<W>{}), ...);
    }(std::type_identity<Workloads>{});
}

/// Runs `run(x)`, which gives the next x, until the repetition is over: each run waits for the one before.
template <class Run>
void repeat(benchmark::State& state, Run&& run) {
    std::uint64_t x = 1;
    benchmark::DoNotOptimize(x);
    for ([[maybe_unused]] auto again : state) x = run(x);
    benchmark::DoNotOptimize(x);
}

/// Calls `f` with the number of each stage of W, as a constant: a loop that is written out.
template <class W, class F>
void for_each_stage(F&& f) {
    [&]<std::size_t... I>(std::index_sequence<I...>) { (f(std::integral_constant<std::size_t, I>{}), ...); }
    (std::make_index_sequence<W::stages>{});
}

void add_by_hand();   ///< bare, the limit, paired reads
void add_of_weir();   ///< weir at its levels and with its policies
void add_of_habit();  ///< what is written without a library

}  // namespace bench
