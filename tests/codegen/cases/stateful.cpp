// Stages with state, in a pipeline that is a parameter.
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
    Sum sum;
    Scale scale;
};
double run(P& p, int x) {
    auto&& a = one(static_cast<int&&>(x));
    auto&& b = p.sum(static_cast<int&&>(a));
    return p.scale(static_cast<int&&>(b));
}
#else
struct P : weir::Pipeline<weir::Stage<"one", one>, Sum, Scale OFF_POLICY> {};
double run(P& p, int x) { return p(static_cast<int&&>(x)); }
#endif
