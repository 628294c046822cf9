// The control does not differ: the pipeline is off at every level.
// red: control: level timing has the code
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

int one(int);

#ifdef BY_HAND
int run(int x) { return one(static_cast<int&&>(x)); }
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Off>;
int run(int x) { return P{}(static_cast<int&&>(x)); }
#endif
