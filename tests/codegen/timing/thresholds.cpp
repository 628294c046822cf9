// Inlined stages that do not throw; two of them and the run with a threshold.
// reads: 4
// thresholds: 4123457 7654321 987654321
#include <weir/weir.hpp>

inline int one(int x) noexcept { return x * 3; }
inline int two(int x) noexcept { return x ^ 21; }
inline int three(int x) noexcept { return x + 7; }

using P = weir::Pipeline<weir::Stage<"one", one, weir::nanoseconds(4123457)>, weir::Stage<"two", two>,
                         weir::Stage<"three", three, weir::nanoseconds(7654321)>,
                         weir::Threshold<weir::nanoseconds(987654321)>>;
int run(const P& p, int x) { return p(x); }
