// A stage's threshold is zero.
// expect: weir: a stage's threshold is zero or less.*give it a positive duration
// expect: 'p', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse, 1_ms>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse, 0_ms>> p;
#endif
