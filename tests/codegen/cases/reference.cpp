// By reference.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

struct Words;
template <int>
const Words& stage(const Words&);

#ifdef BY_HAND
const Words& run_one(const Words& x) { return stage<1>(x); }
const Words& run_five(const Words& x) {
    auto&& a = stage<1>(x);
    auto&& b = stage<2>(a);
    auto&& c = stage<3>(b);
    auto&& d = stage<4>(c);
    return stage<5>(d);
}
const Words& run_sixteen(const Words& x) {
    auto&& a = stage<1>(x);
    auto&& b = stage<2>(a);
    auto&& c = stage<3>(b);
    auto&& d = stage<4>(c);
    auto&& e = stage<5>(d);
    auto&& f = stage<6>(e);
    auto&& g = stage<7>(f);
    auto&& h = stage<8>(g);
    auto&& i = stage<9>(h);
    auto&& j = stage<10>(i);
    auto&& k = stage<11>(j);
    auto&& l = stage<12>(k);
    auto&& m = stage<13>(l);
    auto&& n = stage<14>(m);
    auto&& o = stage<15>(n);
    return stage<16>(o);
}
#else
using One = weir::Pipeline<weir::Stage<"1", stage<1>> OFF_POLICY>;
const Words& run_one(const Words& x) { return One{}(x); }
using Five = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                            weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>> OFF_POLICY>;
const Words& run_five(const Words& x) { return Five{}(x); }
using Sixteen = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                               weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>>, weir::Stage<"6", stage<6>>,
                               weir::Stage<"7", stage<7>>, weir::Stage<"8", stage<8>>, weir::Stage<"9", stage<9>>,
                               weir::Stage<"10", stage<10>>, weir::Stage<"11", stage<11>>, weir::Stage<"12", stage<12>>,
                               weir::Stage<"13", stage<13>>, weir::Stage<"14", stage<14>>, weir::Stage<"15", stage<15>>,
                               weir::Stage<"16", stage<16>> OFF_POLICY>;
const Words& run_sixteen(const Words& x) { return Sixteen{}(x); }
#endif
