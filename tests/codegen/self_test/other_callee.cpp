// The same bytes, but another function is called: only the relocations differ.
// red: off by flag: differs
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

int one(int);
int two(int);

#ifdef BY_HAND
int run(int x) { return two(static_cast<int&&>(x)); }
#else
using P = weir::Pipeline<weir::Stage<"one", one> OFF_POLICY>;
int run(int x) { return P{}(static_cast<int&&>(x)); }
#endif
