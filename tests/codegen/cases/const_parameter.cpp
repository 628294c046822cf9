// The pipeline is a const parameter.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

int one(int);
int two(int);
int three(int);
int four(int);
int five(int);

#ifdef BY_HAND
struct P;
int run(const P&, int x) {
    auto&& a = one(static_cast<int&&>(x));
    auto&& b = two(static_cast<int&&>(a));
    auto&& c = three(static_cast<int&&>(b));
    auto&& d = four(static_cast<int&&>(c));
    return five(static_cast<int&&>(d));
}
#else
struct P : weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three>,
                          weir::Stage<"four", four>, weir::Stage<"five", five> OFF_POLICY> {};
int run(const P& p, int x) { return p(static_cast<int&&>(x)); }
#endif
