// A stage that allocates.
// red: calls .*_Zn[wam]
// reads: 2
// thresholds: none
#include <weir/weir.hpp>

#include <new>

inline int* one(int x) noexcept { return new (std::nothrow) int(x); }

using P = weir::Pipeline<weir::Stage<"one", one>>;
int* run(const P& p, int x) { return p(x); }
