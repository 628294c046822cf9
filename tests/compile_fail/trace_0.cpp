// A trace of no runs.
// expect: weir: weir::Trace<0> keeps no run; name how many
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::Trace<1>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse>, weir::Trace<0>> p;
#endif
