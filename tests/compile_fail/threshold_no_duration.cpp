// A stage's threshold is a bare number.
// expect: weir: a stage's threshold is not a duration.*write 5_ms
// expect: 'p', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse, 5_ms>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse, 5>> p;
#endif
