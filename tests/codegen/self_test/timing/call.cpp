// A stage that is not inlined.
// red: calls .*opaque
// reads: 3
// thresholds: none
#include <weir/weir.hpp>

int opaque(int) noexcept;
inline int two(int x) noexcept { return x ^ 21; }

using P = weir::Pipeline<weir::Stage<"opaque", opaque>, weir::Stage<"two", two>>;
int run(const P& p, int x) { return p(x); }
