// Two clocks.
// expect: weir: the pipeline has two clocks; keep one
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::SteadyClock> p;
#else
weir::Pipeline<weir::SteadyClock, weir::Stage<"parse", parse>, weir::ManualClock> p;
#endif
