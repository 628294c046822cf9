// A stage's name is empty.
// expect: weir: a stage's name is empty; give it one
// expect: parse
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"p", parse>> p;
#else
weir::Pipeline<weir::Stage<"", parse>> p;
#endif
