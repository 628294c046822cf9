// More runs than can be counted.
// expect: weir: weir::KeepAround<Before, After, Violations> keeps more than 4294967295 runs of each thread
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse, weir::milliseconds(1)>, weir::KeepAround<1, 2>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse, weir::milliseconds(1)>, weir::KeepAround<1, 4000000000, 2>> p;
#endif
