// The same without thresholds.
// reads: 4
// thresholds: none
#include <weir/weir.hpp>

inline int one(int x) noexcept { return x * 3; }
inline int two(int x) noexcept { return x ^ 21; }
inline int three(int x) noexcept { return x + 7; }

using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three>>;
int run(const P& p, int x) { return p(x); }
