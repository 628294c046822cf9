// The slowest runs kept twice.
// expect: weir: the pipeline keeps its slowest runs twice; keep one
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::KeepSlowest<4>> p;
#else
weir::Pipeline<weir::KeepSlowest<4>, weir::Stage<"parse", parse>, weir::KeepSlowest<8>> p;
#endif
