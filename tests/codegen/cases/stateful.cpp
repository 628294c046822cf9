// Stages with state, in a pipeline that is a parameter.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

template <int>
struct Sum {
    long sum;
    int operator()(int x);
};

#ifdef BY_HAND
struct One {
    Sum<1> s1;
};
int run_one(One& p, int x) { return p.s1(static_cast<int&&>(x)); }
struct Five {
    Sum<1> s1;
    Sum<2> s2;
    Sum<3> s3;
    Sum<4> s4;
    Sum<5> s5;
};
int run_five(Five& p, int x) {
    auto&& a = p.s1(static_cast<int&&>(x));
    auto&& b = p.s2(static_cast<int&&>(a));
    auto&& c = p.s3(static_cast<int&&>(b));
    auto&& d = p.s4(static_cast<int&&>(c));
    return p.s5(static_cast<int&&>(d));
}
struct Sixteen {
    Sum<1> s1;
    Sum<2> s2;
    Sum<3> s3;
    Sum<4> s4;
    Sum<5> s5;
    Sum<6> s6;
    Sum<7> s7;
    Sum<8> s8;
    Sum<9> s9;
    Sum<10> s10;
    Sum<11> s11;
    Sum<12> s12;
    Sum<13> s13;
    Sum<14> s14;
    Sum<15> s15;
    Sum<16> s16;
};
int run_sixteen(Sixteen& p, int x) {
    auto&& a = p.s1(static_cast<int&&>(x));
    auto&& b = p.s2(static_cast<int&&>(a));
    auto&& c = p.s3(static_cast<int&&>(b));
    auto&& d = p.s4(static_cast<int&&>(c));
    auto&& e = p.s5(static_cast<int&&>(d));
    auto&& f = p.s6(static_cast<int&&>(e));
    auto&& g = p.s7(static_cast<int&&>(f));
    auto&& h = p.s8(static_cast<int&&>(g));
    auto&& i = p.s9(static_cast<int&&>(h));
    auto&& j = p.s10(static_cast<int&&>(i));
    auto&& k = p.s11(static_cast<int&&>(j));
    auto&& l = p.s12(static_cast<int&&>(k));
    auto&& m = p.s13(static_cast<int&&>(l));
    auto&& n = p.s14(static_cast<int&&>(m));
    auto&& o = p.s15(static_cast<int&&>(n));
    return p.s16(static_cast<int&&>(o));
}
#else
struct One : weir::Pipeline<Sum<1> OFF_POLICY> {};
int run_one(One& p, int x) { return p(static_cast<int&&>(x)); }
struct Five : weir::Pipeline<Sum<1>, Sum<2>, Sum<3>, Sum<4>, Sum<5> OFF_POLICY> {};
int run_five(Five& p, int x) { return p(static_cast<int&&>(x)); }
struct Sixteen : weir::Pipeline<Sum<1>, Sum<2>, Sum<3>, Sum<4>, Sum<5>, Sum<6>, Sum<7>, Sum<8>, Sum<9>, Sum<10>,
                                Sum<11>, Sum<12>, Sum<13>, Sum<14>, Sum<15>, Sum<16> OFF_POLICY> {};
int run_sixteen(Sixteen& p, int x) { return p(static_cast<int&&>(x)); }
#endif
