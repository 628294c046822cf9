// A threshold that no stage has.
// red: threshold 5555555 is no immediate
// reads: 2
// thresholds: 5555555
#include <weir/weir.hpp>

inline int one(int x) noexcept { return x * 3; }

using P = weir::Pipeline<weir::Stage<"one", one, weir::nanoseconds(4123457)>>;
int run(const P& p, int x) { return p(x); }
