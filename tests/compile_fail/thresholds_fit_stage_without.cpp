// A stage without a threshold among those that are to fit; within a pipeline that has none itself.
// expect: weir: weir::ThresholdsFit adds up the stages' thresholds, and a stage .*has none; give it one
// expect: 'i', 'n', 'd', 'e', 'x'
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
using Index = weir::Stage<"index", parse>;
#ifdef TWIN
using Inner = weir::Pipeline<weir::Stage<"read", parse, 1_ms>, Index, weir::Threshold<2_ms>>;
#else
using Inner = weir::Pipeline<weir::Stage<"read", parse, 1_ms>, Index>;
#endif
weir::Pipeline<weir::Stage<"parse", parse, 4_ms>, Inner, weir::Threshold<10_ms>, weir::ThresholdsFit> p;
