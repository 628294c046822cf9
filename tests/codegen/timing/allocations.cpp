// Allocations counted beside: two words of the thread read at each boundary, and nothing called for it.
// reads: 4
// thresholds: none
#include <weir/weir.hpp>

int one(int x) { return x + 1; }
int two(int x) { return x * 2; }
int three(int x) { return x - 3; }

using Pipeline = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three>,
                                weir::CountAllocations>;
int call(const Pipeline& pipeline, int x) { return pipeline(x); }
