// The whole run's threshold is a bare number.
// expect: weir: weir::Threshold of the pipeline is not a duration; write weir::Threshold<1000_ms>
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::Threshold<1_ms>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse>, weir::Threshold<1000>> p;
#endif
