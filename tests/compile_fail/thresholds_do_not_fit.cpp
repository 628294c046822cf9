// The stages may take longer together than the run: both sums are named.
// expect: weir: weir::ThresholdsFit: the thresholds of the stages together are longer than the pipeline's own
// expect: StagesTogether<11000000L?>
// expect: WholeRun<10000000L?>
// expect: 'f', 'r', 'a', 'm', 'e'
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
int enter(int x) { return x; }
using Parse = weir::Stage<"parse", parse, 4_ms>;
#ifdef TWIN
using Index = weir::Stage<"index", enter, 6_ms>;
#else
using Index = weir::Stage<"index", enter, 7_ms>;
#endif
weir::Pipeline<Parse, Index, weir::Name<"frame">, weir::Threshold<10_ms>, weir::ThresholdsFit> p;
