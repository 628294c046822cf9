// The same at level trace, with runs that are kept: what keeps them is cold. What runs
// with a key or a filter call is not.
// level: 2
// calls: store_some end_untraced
// reads: 4
// thresholds: 4123457 987654321
#include <weir/weir.hpp>

inline int one(int x) noexcept { return x * 3; }
inline int two(int x) noexcept { return x ^ 21; }
inline int three(int x) noexcept { return x + 7; }

using P = weir::Pipeline<weir::Stage<"one", one, weir::nanoseconds(4123457)>, weir::Stage<"two", two>,
                         weir::Stage<"three", three>, weir::Threshold<weir::nanoseconds(987654321)>,
                         weir::KeepSlowest<16>, weir::KeepAround<4, 4>>;
int run(const P& p, int x) { return p(x); }
