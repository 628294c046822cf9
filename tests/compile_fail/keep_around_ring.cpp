// More runs before a violation than the ring holds.
// expect: weir: weir::KeepSlowest and weir::KeepAround<Before, After> copy runs out of the ring of weir::Trace<Runs>, which is too short
// levels: none 0 1 2
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse, weir::milliseconds(1)>, weir::Trace<10>, weir::KeepAround<8, 1>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse, weir::milliseconds(1)>, weir::Trace<10>, weir::KeepAround<9, 1>> p;
#endif
