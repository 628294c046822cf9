// The runs around no violation.
// expect: weir: weir::KeepAround<Before, After, 0> keeps the runs around no violation
// levels: none 0 1 2
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse, weir::milliseconds(1)>, weir::KeepAround<0, 0, 1>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse, weir::milliseconds(1)>, weir::KeepAround<1, 1, 0>> p;
#endif
