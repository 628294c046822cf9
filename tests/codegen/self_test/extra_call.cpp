// A call too many on one side.
// red: off by flag: differs
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

int one(int);

#ifdef BY_HAND
int run(int x) { return one(one(x)); }
#else
using P = weir::Pipeline<weir::Stage<"one", one> OFF_POLICY>;
int run(int x) { return P{}(static_cast<int&&>(x)); }
#endif
