// The same policy twice.
// expect: weir: weir::CountAllocations stands twice; keep one
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::CountAllocations> p;
#else
weir::Pipeline<weir::CountAllocations, weir::Stage<"parse", parse>, weir::CountAllocations> p;
#endif
