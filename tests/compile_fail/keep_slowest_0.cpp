// The slowest zero runs.
// expect: weir: weir::KeepSlowest<0> keeps no run; name how many
// levels: none 0 1 2
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::KeepSlowest<1>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse>, weir::KeepSlowest<0>> p;
#endif
