// A ring that no run of two slots is whole in.
// expect: weir: weir::KeepSlowest and weir::KeepAround<Before, After> copy runs out of the ring of weir::Trace<Runs>, which is too short
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::Trace<2>, weir::KeepSlowest<4>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse>, weir::Trace<1>, weir::KeepSlowest<4>> p;
#endif
