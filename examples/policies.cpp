// Policies stand in the same list as the stages, in any order: what is measured, and how.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <iostream>

using namespace weir::literals;

int twice(int x) {
    weir::ManualClock::advance(2_us);
    return 2 * x;
}
int increment(int x) {
    weir::ManualClock::advance(1_us);
    return x + 1;
}

using Twice = weir::Stage<"twice", twice>;
using Increment = weir::Stage<"increment", increment>;
using Clock = weir::ManualClock;

// Nothing said: statistics, thresholds and violations. The name is made of the first and the last stage's.
using Plain = weir::Pipeline<Twice, Increment, Clock>;
// Compiled out, whatever the flag WEIR_LEVEL says: as small and as fast as the two calls.
using Off = weir::Pipeline<Twice, Increment, weir::Off>;
// Also a record of each run: of each thread the last eight are kept.
using Traced = weir::Pipeline<weir::Name<"traced">, weir::Trace<8>, Twice, Increment, Clock>;
// One run in ten is measured; all are counted.
using Sampled = weir::Pipeline<weir::Name<"sampled">, weir::SampleEvery<10>, Twice, Increment, Clock>;
// Only one thread calls it: the state lies in the object, and no thread is looked up.
using Alone = weir::Pipeline<weir::Name<"alone">, weir::SingleThread, Twice, Increment, Clock>;
// The clock is a policy too. SteadyClock works everywhere; the default is the processor's counter where that is sound.
using Steady = weir::Pipeline<weir::Name<"steady">, weir::SteadyClock, Twice, Increment>;

static_assert(sizeof(Off) == 1);

template <class Pipeline>
void show() {
    Pipeline pipeline;
    for (int i = 0; i < 100; ++i) pipeline(i);
    const weir::Report report = weir::report(pipeline);
    std::cout << (report.pipeline.empty() ? "(nothing is known)" : report.pipeline) << ", level "
              << weir::name_of(report.level) << ": " << report.runs << " runs, " << report.measured << " measured, "
              << pipeline.trace().size() << " kept\n";
}

int main() {
    show<Plain>();
    show<Off>();
    show<Traced>();
    show<Sampled>();
    show<Alone>();
    show<Steady>();
}
