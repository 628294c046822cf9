// Levels that contradict each other.
// expect: weir: the pipeline has two levels that contradict each other; keep one
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::Off> p;
#else
weir::Pipeline<weir::Off, weir::Stage<"parse", parse>, weir::Timing> p;
#endif
