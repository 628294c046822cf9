// Runs kept around violations that there cannot be.
// expect: weir: weir::KeepAround keeps runs around violations, and the pipeline .*has no threshold
// levels: none 2
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse, weir::milliseconds(1)>, weir::Trace<>, weir::KeepAround<1, 2>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse>, weir::Trace<>, weir::KeepAround<1, 2>> p;
#endif
