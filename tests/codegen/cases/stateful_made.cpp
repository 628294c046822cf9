// Stages with state, made in the function.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

int one(int);
struct Sum {
    long sum;
    int operator()(int x);
};
struct Scale {
    double by;
    double operator()(int x) const { return by * x; }
};

#ifdef BY_HAND
struct P {
    P(Sum&& s, Scale&& c) : sum(s), scale(c) {}
    Sum sum;
    Scale scale;
};
double run(int x) {
    P p{Sum{5}, Scale{2.5}};
    auto&& a = one(static_cast<int&&>(x));
    auto&& b = p.sum(static_cast<int&&>(a));
    return p.scale(static_cast<int&&>(b));
}
#else
using P = weir::Pipeline<weir::Stage<"one", one>, Sum, Scale OFF_POLICY>;
double run(int x) {
    P p{weir::Stage<"one", one>{}, Sum{5}, Scale{2.5}};
    return p(static_cast<int&&>(x));
}
#endif
