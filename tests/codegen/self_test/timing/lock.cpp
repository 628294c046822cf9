// A stage that locks the bus.
// red: lock
// reads: 2
// thresholds: none
#include <weir/weir.hpp>

#include <atomic>

inline int one(std::atomic<int>& x) noexcept { return ++x; }

using P = weir::Pipeline<weir::Stage<"one", one>>;
int run(const P& p, std::atomic<int>& x) { return p(x); }
