// Opaque stages that do not throw.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

template <int>
int stage(int) noexcept;

#ifdef BY_HAND
int run_one(int x) { return stage<1>(static_cast<int&&>(x)); }
int run_five(int x) {
    auto&& a = stage<1>(static_cast<int&&>(x));
    auto&& b = stage<2>(static_cast<int&&>(a));
    auto&& c = stage<3>(static_cast<int&&>(b));
    auto&& d = stage<4>(static_cast<int&&>(c));
    return stage<5>(static_cast<int&&>(d));
}
int run_sixteen(int x) {
    auto&& a = stage<1>(static_cast<int&&>(x));
    auto&& b = stage<2>(static_cast<int&&>(a));
    auto&& c = stage<3>(static_cast<int&&>(b));
    auto&& d = stage<4>(static_cast<int&&>(c));
    auto&& e = stage<5>(static_cast<int&&>(d));
    auto&& f = stage<6>(static_cast<int&&>(e));
    auto&& g = stage<7>(static_cast<int&&>(f));
    auto&& h = stage<8>(static_cast<int&&>(g));
    auto&& i = stage<9>(static_cast<int&&>(h));
    auto&& j = stage<10>(static_cast<int&&>(i));
    auto&& k = stage<11>(static_cast<int&&>(j));
    auto&& l = stage<12>(static_cast<int&&>(k));
    auto&& m = stage<13>(static_cast<int&&>(l));
    auto&& n = stage<14>(static_cast<int&&>(m));
    auto&& o = stage<15>(static_cast<int&&>(n));
    return stage<16>(static_cast<int&&>(o));
}
#else
using One = weir::Pipeline<weir::Stage<"1", stage<1>> OFF_POLICY>;
int run_one(int x) { return One{}(static_cast<int&&>(x)); }
using Five = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                            weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>> OFF_POLICY>;
int run_five(int x) { return Five{}(static_cast<int&&>(x)); }
using Sixteen = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                               weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>>, weir::Stage<"6", stage<6>>,
                               weir::Stage<"7", stage<7>>, weir::Stage<"8", stage<8>>, weir::Stage<"9", stage<9>>,
                               weir::Stage<"10", stage<10>>, weir::Stage<"11", stage<11>>, weir::Stage<"12", stage<12>>,
                               weir::Stage<"13", stage<13>>, weir::Stage<"14", stage<14>>, weir::Stage<"15", stage<15>>,
                               weir::Stage<"16", stage<16>> OFF_POLICY>;
int run_sixteen(int x) { return Sixteen{}(static_cast<int&&>(x)); }
#endif
