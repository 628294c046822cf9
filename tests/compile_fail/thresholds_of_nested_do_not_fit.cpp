// A pipeline in the list counts by its own threshold, and where it has none by its stages'.
// expect: weir: weir::ThresholdsFit: the thresholds of the stages together are longer than the pipeline's own
// expect: StagesTogether<9000000L?>
// expect: WholeRun<8000000L?>
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
using A = weir::Pipeline<weir::Stage<"a", parse, 2_ms>, weir::Stage<"b", parse, 3_ms>, weir::Name<"first">>;
// Its stages may take longer than it may: of that the pipeline around it says nothing.
using B = weir::Pipeline<weir::Stage<"c", parse, 20_ms>, weir::Stage<"d", parse>, weir::Threshold<3_ms>,
                         weir::Name<"second">>;
#ifdef TWIN
using Last = weir::Pipeline<weir::Stage<"e", parse>, weir::Threshold<0.5_ms>, weir::Off>;
weir::Pipeline<A, B, Last, weir::Threshold<8500_us>, weir::ThresholdsFit> p;
#else
using Last = weir::Stage<"e", parse, 1_ms>;
weir::Pipeline<A, B, Last, weir::Threshold<8_ms>, weir::ThresholdsFit> p;
#endif
