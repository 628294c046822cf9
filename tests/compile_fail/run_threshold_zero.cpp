// The whole run's threshold is zero.
// expect: weir: weir::Threshold of the pipeline is zero or less.*give it a positive duration
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::Threshold<1_ms>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse>, weir::Threshold<0_ms>> p;
#endif
