// Two thresholds of the whole run.
// expect: weir: the pipeline has two thresholds of the whole run; keep one
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::Threshold<1_s>> p;
#else
weir::Pipeline<weir::Threshold<1_s>, weir::Stage<"parse", parse>, weir::Threshold<2_s>> p;
#endif
