// Two names.
// expect: weir: the pipeline has two names; keep one
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::Name<"a">> p;
#else
weir::Pipeline<weir::Name<"a">, weir::Stage<"parse", parse>, weir::Name<"b">> p;
#endif
