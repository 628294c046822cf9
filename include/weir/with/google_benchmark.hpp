#pragma once

// For Google Benchmark (1.7 or newer): one line makes a benchmark of a pipeline, whose counters are its stages.
#include <weir/with/google_benchmark/loop_arguments.hpp>
#include <weir/with/google_benchmark/stage_counters.hpp>

#include <benchmark/benchmark.h>

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace weir::inline WEIR_ABI {

namespace detail {

/// The same object, of which the compiler no longer knows what it holds, and which somebody may be going to read.
template <class T>
WEIR_INLINE T& hidden(T& object) {
    T* where = std::addressof(object);
    // Not benchmark::DoNotOptimize: deprecated for const objects, and of a pointer at -O2 with the address sanitizer g++
    // 12 makes a program of it that reads elsewhere.
    asm volatile("" : "+r"(where) : : "memory");
    return *where;
}

template <class P, class... G>
WEIR_INLINE void run_once(P& pipeline, G&&... given) {
    using Result = decltype(pipeline(given.hand()...));
    (static_cast<void>(hidden(given.value)), ...);
    if constexpr (std::is_void_v<Result>) pipeline(given.hand()...);
    else {
        Result result = pipeline(given.hand()...);
        static_cast<void>(hidden(result));
    }
    (static_cast<void>(hidden(given.value)), ...);  // a stage may have worked on it
}

template <class P, std::size_t... I, class... Args>
void run_loop(benchmark::State& state, P& pipeline, std::index_sequence<I...>, Args&&... args) {
    using How = LoopArguments<P, Args...>;
    constexpr bool repeatable = can_be_repeated<P, Args...>(std::index_sequence<I...>{});
    static_cast<void>(ArgumentsCanBeRepeated<repeatable, Args...>{});
    const StageCounters<std::remove_const_t<P>> counters{state, pipeline};
    for (auto _ : state) run_once(pipeline, Given<How::template how<I>, std::remove_cvref_t<Args>>{hidden(args)}...);
}

/// An array or a function as the pointer that a stage by value would get, all else as it is.
template <class T>
WEIR_INLINE decltype(auto) without_decay(T&& value) noexcept {
    using Decayed = std::decay_t<T>;
    if constexpr (std::is_same_v<Decayed, std::remove_cvref_t<T>>) return static_cast<T&&>(value);
    else return Decayed{value};
}

}  // namespace detail

/// Runs the pipeline in the benchmark's loop, and gives the benchmark the counters of its stages: see StageCounters.
///
///   static void sorting(benchmark::State& state) { weir::benchmark_pipeline<Sort>(state, make(state.range(0))); }
///   BENCHMARK(sorting)->Range(8, 4096);
///
/// Each turn of the loop is one run with the same arguments (a weir::Key may stand in front). What the pipeline may
/// consume or change is copied before each run: the copy is in the benchmark's own time, and in no stage's. What it
/// only looks at (a first stage by const reference, or by value what is trivially copyable) is not copied; what cannot
/// be copied is given as it is, and each run finds what the one before left. The compiler knows neither what the
/// arguments hold nor that nobody uses the result. Throws what a stage throws, which ends the program.
///
/// P is made anew for each call, by each thread of `->Threads(n)`; the other overload takes one of yours, where a stage
/// is not made without arguments, or where the threads are to share it (then give it const, or from each thread a copy).
/// Only the runs of this loop count, not what it measured before.
template <class P, class... Args>
    requires requires { typename std::remove_const_t<P>::weir_settings; }
void benchmark_pipeline(benchmark::State& state, P& pipeline, Args&&... args) {
    constexpr bool marks = P::weir_settings::marks;
    static_assert(!marks, "weir: benchmark_pipeline calls the pipeline, and one of marks is not called; write the loop "
                          "yourself, after: weir::StageCounters counters{state, pipeline};");
    if constexpr (!marks)
        detail::run_loop(state, pipeline, std::index_sequence_for<Args...>{},
                         detail::without_decay(static_cast<Args&&>(args))...);
}
/// The same with a pipeline made here.
template <class P, class... Args>
    requires requires { typename P::weir_settings; }
void benchmark_pipeline(benchmark::State& state, Args&&... args) {
    constexpr bool is_made_here = detail::made_of_nothing<P>;
    static_assert(is_made_here, "weir: benchmark_pipeline<P> makes the pipeline, and a stage of it is not made without "
                                "arguments; make it yourself: benchmark_pipeline(state, pipeline, arguments...)");
    if constexpr (is_made_here) {
        P pipeline;
        benchmark_pipeline(state, pipeline, static_cast<Args&&>(args)...);
    }
}

}  // namespace weir::inline WEIR_ABI
