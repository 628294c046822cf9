// One clock read too few.
// red: reads the counter 2 times
// reads: 1
// thresholds: none
#include <weir/weir.hpp>

inline int one(int x) noexcept { return x * 3; }

using P = weir::Pipeline<weir::Stage<"one", one>>;
int run(const P& p, int x) { return p(x); }
