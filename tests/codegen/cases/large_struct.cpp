// A struct of 64 bytes by value.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

struct Big {
    long n[8];
};
template <int>
Big stage(Big);

#ifdef BY_HAND
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct One {
    INLINED Big operator()(Big&& x) { return stages(static_cast<Big&&>(x)); }
    INLINED Big operator()(Big&& x) const { return stages(static_cast<Big&&>(x)); }

private:
    INLINED static Big stages(Big&& x) { return stage<1>(static_cast<Big&&>(x)); }
};
Big run_one(Big x) { return One{}(static_cast<Big&&>(x)); }
struct Five {
    INLINED Big operator()(Big&& x) { return stages(static_cast<Big&&>(x)); }
    INLINED Big operator()(Big&& x) const { return stages(static_cast<Big&&>(x)); }

private:
    INLINED static Big stages(Big&& x) {
        auto&& a = stage<1>(static_cast<Big&&>(x));
        auto&& b = stage<2>(static_cast<Big&&>(a));
        auto&& c = stage<3>(static_cast<Big&&>(b));
        auto&& d = stage<4>(static_cast<Big&&>(c));
        return stage<5>(static_cast<Big&&>(d));
    }
};
Big run_five(Big x) { return Five{}(static_cast<Big&&>(x)); }
struct Sixteen {
    INLINED Big operator()(Big&& x) { return stages(static_cast<Big&&>(x)); }
    INLINED Big operator()(Big&& x) const { return stages(static_cast<Big&&>(x)); }

private:
    INLINED static Big stages(Big&& x) {
        auto&& a = stage<1>(static_cast<Big&&>(x));
        auto&& b = stage<2>(static_cast<Big&&>(a));
        auto&& c = stage<3>(static_cast<Big&&>(b));
        auto&& d = stage<4>(static_cast<Big&&>(c));
        auto&& e = stage<5>(static_cast<Big&&>(d));
        auto&& f = stage<6>(static_cast<Big&&>(e));
        auto&& g = stage<7>(static_cast<Big&&>(f));
        auto&& h = stage<8>(static_cast<Big&&>(g));
        auto&& i = stage<9>(static_cast<Big&&>(h));
        auto&& j = stage<10>(static_cast<Big&&>(i));
        auto&& k = stage<11>(static_cast<Big&&>(j));
        auto&& l = stage<12>(static_cast<Big&&>(k));
        auto&& m = stage<13>(static_cast<Big&&>(l));
        auto&& n = stage<14>(static_cast<Big&&>(m));
        auto&& o = stage<15>(static_cast<Big&&>(n));
        return stage<16>(static_cast<Big&&>(o));
    }
};
Big run_sixteen(Big x) { return Sixteen{}(static_cast<Big&&>(x)); }
#else
Big run_one(Big x) { return stage<1>(static_cast<Big&&>(x)); }
Big run_five(Big x) {
    auto&& a = stage<1>(static_cast<Big&&>(x));
    auto&& b = stage<2>(static_cast<Big&&>(a));
    auto&& c = stage<3>(static_cast<Big&&>(b));
    auto&& d = stage<4>(static_cast<Big&&>(c));
    return stage<5>(static_cast<Big&&>(d));
}
Big run_sixteen(Big x) {
    auto&& a = stage<1>(static_cast<Big&&>(x));
    auto&& b = stage<2>(static_cast<Big&&>(a));
    auto&& c = stage<3>(static_cast<Big&&>(b));
    auto&& d = stage<4>(static_cast<Big&&>(c));
    auto&& e = stage<5>(static_cast<Big&&>(d));
    auto&& f = stage<6>(static_cast<Big&&>(e));
    auto&& g = stage<7>(static_cast<Big&&>(f));
    auto&& h = stage<8>(static_cast<Big&&>(g));
    auto&& i = stage<9>(static_cast<Big&&>(h));
    auto&& j = stage<10>(static_cast<Big&&>(i));
    auto&& k = stage<11>(static_cast<Big&&>(j));
    auto&& l = stage<12>(static_cast<Big&&>(k));
    auto&& m = stage<13>(static_cast<Big&&>(l));
    auto&& n = stage<14>(static_cast<Big&&>(m));
    auto&& o = stage<15>(static_cast<Big&&>(n));
    return stage<16>(static_cast<Big&&>(o));
}
#endif
#else
using One = weir::Pipeline<weir::Stage<"1", stage<1>> OFF_POLICY>;
Big run_one(Big x) { return One{}(static_cast<Big&&>(x)); }
using Five = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                            weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>> OFF_POLICY>;
Big run_five(Big x) { return Five{}(static_cast<Big&&>(x)); }
using Sixteen = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                               weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>>, weir::Stage<"6", stage<6>>,
                               weir::Stage<"7", stage<7>>, weir::Stage<"8", stage<8>>, weir::Stage<"9", stage<9>>,
                               weir::Stage<"10", stage<10>>, weir::Stage<"11", stage<11>>, weir::Stage<"12", stage<12>>,
                               weir::Stage<"13", stage<13>>, weir::Stage<"14", stage<14>>, weir::Stage<"15", stage<15>>,
                               weir::Stage<"16", stage<16>> OFF_POLICY>;
Big run_sixteen(Big x) { return Sixteen{}(static_cast<Big&&>(x)); }
#endif
