// The same policy twice.
// expect: weir: weir::ThresholdsFit stands twice; keep one
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse, 1_ms>, weir::Threshold<1_s>, weir::ThresholdsFit> p;
#else
weir::Pipeline<weir::ThresholdsFit, weir::Stage<"parse", parse, 1_ms>, weir::Threshold<1_s>, weir::ThresholdsFit> p;
#endif
