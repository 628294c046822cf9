// Marks fit into their frame, or they do not.
// expect: weir: weir::ThresholdsFit: the thresholds of the stages together are longer
// expect: StagesTogether<17000000L?>
// expect: WholeRun<16000000L?>
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
#ifdef TWIN
using Draw = weir::Mark<"draw", 12_ms>;
#else
using Draw = weir::Mark<"draw", 13_ms>;
#endif
weir::Pipeline<weir::Mark<"physics", 4_ms>, Draw, weir::Threshold<16_ms>, weir::ThresholdsFit> frame;
