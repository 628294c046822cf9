// Nothing to fit into.
// expect: weir: weir::ThresholdsFit holds the stages' thresholds against the pipeline's, and the pipeline .*has none
// expect: 'f', 'r', 'a', 'm', 'e'
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse, 4_ms>, weir::Name<"frame">, weir::ThresholdsFit, weir::Threshold<4_ms>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse, 4_ms>, weir::Name<"frame">, weir::ThresholdsFit> p;
#endif
