#include "pipelines.hpp"
#include "variants.hpp"

#include <weir/with/allocations.hpp>

namespace bench {

namespace {

using namespace weir::literals;

/// One pipeline for all repetitions, as a program has it: what its first run makes is not measured again and again.
template <class W, class... Policies>
struct Weir {
    static void run(benchmark::State& state) {
        static Pipeline<W::stage, W::stages, kept_threshold, Policies...> pipeline;
        repeat(state, [](std::uint64_t x) { return pipeline(x); });
    }
};

template <class W>
using Off = Weir<W, weir::Off>;
template <class W>
using Timing = Weir<W, weir::Timing>;
template <class W>
using SampledTiming = Weir<W, weir::Timing, weir::SampleEvery<64>>;
template <class W>
using SampledTrace = Weir<W, weir::Trace<>, weir::SampleEvery<64>>;
template <class W>
using SingleTiming = Weir<W, weir::Timing, weir::SingleThread>;
template <class W>
using SingleTrace = Weir<W, weir::Trace<>, weir::SingleThread>;
template <class W>
using KeepingSlowest = Weir<W, weir::Trace<>, weir::KeepSlowest<16>>;
template <class W>
using KeepingAround = Weir<W, weir::Trace<>, weir::KeepAround<4, 4>>;
template <class W>
using CountingTiming = Weir<W, weir::Timing, weir::CountAllocations>;
template <class W>
using SteadyTiming = Weir<W, weir::Timing, weir::SteadyClock>;

/// Everything on: statistics, records, thresholds of stages and of the run, a handler that waits for violations.
template <class W>
struct Trace {
    static void run(benchmark::State& state) {
        static Pipeline<W::stage, W::stages, kept_threshold, weir::Trace<>, weir::Threshold<60_s>> pipeline;
        static std::uint64_t told = 0;
        static const bool has_handler = (pipeline.on_violation([](const weir::Violation&) { ++told; }), true);
        benchmark::DoNotOptimize(has_handler);
        repeat(state, [](std::uint64_t x) { return pipeline(x); });
    }
};

/// The dearest that weir can do: every stage of every run is over its threshold, each is told to a handler, and the run
/// has a name that is looked up.
template <class W>
struct Worst {
    static void run(benchmark::State& state) {
        static Pipeline<W::stage, W::stages, 1_ns, weir::Trace<>> pipeline;
        static std::uint64_t told = 0;
        static const bool has_handler = (pipeline.on_violation([](const weir::Violation&) { ++told; }), true);
        benchmark::DoNotOptimize(has_handler);
        repeat(state, [](std::uint64_t x) { return pipeline(weir::Key{"request"}, x); });
    }
};

}  // namespace

void add_of_weir() {
    add<Off>("off", "weir::Off");
    add<Timing>("timing", "weir::Timing: sums, histograms, thresholds compared and kept");
    add<Trace>("trace", "weir::Trace<>: all of timing, a record of each run, a handler of violations, of which there "
                        "are none");
    add<SampledTiming>("timing, SampleEvery<64>", "one run in 64 is measured, all are counted");
    add<SampledTrace>("trace, SampleEvery<64>", "one run in 64 is measured and recorded, all are counted");
    add<SingleTiming>("timing, SingleThread", "no thread is looked up");
    add<SingleTrace>("trace, SingleThread", "no thread is looked up");
    add<KeepingSlowest>("trace, KeepSlowest<16>", "a record of each run, and the slowest 16 kept");
    add<KeepingAround>("trace, KeepAround<4, 4>",
                       "a record of each run; those around violations are kept, of which there are none");
    add<SteadyTiming>("timing, SteadyClock", "the system's clock in place of the counter");
    add<CountingTiming>("timing, CountAllocations",
                        "what each stage allocates is counted as well; these allocate nothing");
    add<Worst>("trace, worst case", "every stage of every run violates its threshold, each violation is told to a "
                                    "handler, each run has a name for its key");
}

}  // namespace bench
