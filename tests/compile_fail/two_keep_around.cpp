// The runs around violations kept twice.
// expect: weir: the pipeline keeps the runs around violations twice; keep one
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse, weir::milliseconds(1)>, weir::KeepAround<1, 2>> p;
#else
weir::Pipeline<weir::KeepAround<1, 2>, weir::Stage<"parse", parse, weir::milliseconds(1)>, weir::KeepAround<1, 2>> p;
#endif
