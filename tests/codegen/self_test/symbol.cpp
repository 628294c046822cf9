// A symbol of weir is left.
// red: symbols of weir are left
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

int one(int);

#ifdef BY_HAND
int run(int x) { return one(static_cast<int&&>(x)); }
int of_weir = 0;
#else
using P = weir::Pipeline<weir::Stage<"one", one> OFF_POLICY>;
int run(int x) { return P{}(static_cast<int&&>(x)); }
int of_weir = 0;
#endif
