// Five stages that are inlined.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

inline int one(int x) { return x + 3; }
inline int two(int x) { return x * 7; }
inline int three(int x) { return x ^ (x >> 3); }
inline int four(int x) { return x - 11; }
inline int five(int x) { return x * x; }

#ifdef BY_HAND
int run(int x) {
    auto&& a = one(static_cast<int&&>(x));
    auto&& b = two(static_cast<int&&>(a));
    auto&& c = three(static_cast<int&&>(b));
    auto&& d = four(static_cast<int&&>(c));
    return five(static_cast<int&&>(d));
}
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three>,
                         weir::Stage<"four", four>, weir::Stage<"five", five> OFF_POLICY>;
int run(int x) { return P{}(static_cast<int&&>(x)); }
#endif
