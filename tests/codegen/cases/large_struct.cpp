// A struct of 64 bytes by value.
// alike: clang++
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

struct Big {
    long n[8];
};
Big one(Big);
Big two(Big);
Big three(Big);
Big four(Big);
Big five(Big);

#ifdef BY_HAND
Big run(Big x) {
    auto&& a = one(static_cast<Big&&>(x));
    auto&& b = two(static_cast<Big&&>(a));
    auto&& c = three(static_cast<Big&&>(b));
    auto&& d = four(static_cast<Big&&>(c));
    return five(static_cast<Big&&>(d));
}
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three>,
                         weir::Stage<"four", four>, weir::Stage<"five", five> OFF_POLICY>;
Big run(Big x) { return P{}(static_cast<Big&&>(x)); }
#endif
