// What can only be moved, by value.
// more than in place: g++ instructions 2 calls 14 stack 128
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <memory>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

using Box = std::unique_ptr<int>;
template <int>
Box stage(Box);

#ifdef BY_HAND
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct One {
    INLINED Box operator()(Box&& x) { return stages(static_cast<Box&&>(x)); }
    INLINED Box operator()(Box&& x) const { return stages(static_cast<Box&&>(x)); }

private:
    INLINED static Box stages(Box&& x) { return stage<1>(static_cast<Box&&>(x)); }
};
Box run_one(Box x) { return One{}(static_cast<Box&&>(x)); }
struct Five {
    INLINED Box operator()(Box&& x) { return stages(static_cast<Box&&>(x)); }
    INLINED Box operator()(Box&& x) const { return stages(static_cast<Box&&>(x)); }

private:
    INLINED static Box stages(Box&& x) {
        auto&& a = stage<1>(static_cast<Box&&>(x));
        auto&& b = stage<2>(static_cast<Box&&>(a));
        auto&& c = stage<3>(static_cast<Box&&>(b));
        auto&& d = stage<4>(static_cast<Box&&>(c));
        return stage<5>(static_cast<Box&&>(d));
    }
};
Box run_five(Box x) { return Five{}(static_cast<Box&&>(x)); }
struct Sixteen {
    INLINED Box operator()(Box&& x) { return stages(static_cast<Box&&>(x)); }
    INLINED Box operator()(Box&& x) const { return stages(static_cast<Box&&>(x)); }

private:
    INLINED static Box stages(Box&& x) {
        auto&& a = stage<1>(static_cast<Box&&>(x));
        auto&& b = stage<2>(static_cast<Box&&>(a));
        auto&& c = stage<3>(static_cast<Box&&>(b));
        auto&& d = stage<4>(static_cast<Box&&>(c));
        auto&& e = stage<5>(static_cast<Box&&>(d));
        auto&& f = stage<6>(static_cast<Box&&>(e));
        auto&& g = stage<7>(static_cast<Box&&>(f));
        auto&& h = stage<8>(static_cast<Box&&>(g));
        auto&& i = stage<9>(static_cast<Box&&>(h));
        auto&& j = stage<10>(static_cast<Box&&>(i));
        auto&& k = stage<11>(static_cast<Box&&>(j));
        auto&& l = stage<12>(static_cast<Box&&>(k));
        auto&& m = stage<13>(static_cast<Box&&>(l));
        auto&& n = stage<14>(static_cast<Box&&>(m));
        auto&& o = stage<15>(static_cast<Box&&>(n));
        return stage<16>(static_cast<Box&&>(o));
    }
};
Box run_sixteen(Box x) { return Sixteen{}(static_cast<Box&&>(x)); }
#else
Box run_one(Box x) { return stage<1>(static_cast<Box&&>(x)); }
Box run_five(Box x) {
    auto&& a = stage<1>(static_cast<Box&&>(x));
    auto&& b = stage<2>(static_cast<Box&&>(a));
    auto&& c = stage<3>(static_cast<Box&&>(b));
    auto&& d = stage<4>(static_cast<Box&&>(c));
    return stage<5>(static_cast<Box&&>(d));
}
Box run_sixteen(Box x) {
    auto&& a = stage<1>(static_cast<Box&&>(x));
    auto&& b = stage<2>(static_cast<Box&&>(a));
    auto&& c = stage<3>(static_cast<Box&&>(b));
    auto&& d = stage<4>(static_cast<Box&&>(c));
    auto&& e = stage<5>(static_cast<Box&&>(d));
    auto&& f = stage<6>(static_cast<Box&&>(e));
    auto&& g = stage<7>(static_cast<Box&&>(f));
    auto&& h = stage<8>(static_cast<Box&&>(g));
    auto&& i = stage<9>(static_cast<Box&&>(h));
    auto&& j = stage<10>(static_cast<Box&&>(i));
    auto&& k = stage<11>(static_cast<Box&&>(j));
    auto&& l = stage<12>(static_cast<Box&&>(k));
    auto&& m = stage<13>(static_cast<Box&&>(l));
    auto&& n = stage<14>(static_cast<Box&&>(m));
    auto&& o = stage<15>(static_cast<Box&&>(n));
    return stage<16>(static_cast<Box&&>(o));
}
#endif
#else
using One = weir::Pipeline<weir::Stage<"1", stage<1>> OFF_POLICY>;
Box run_one(Box x) { return One{}(static_cast<Box&&>(x)); }
using Five = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                            weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>> OFF_POLICY>;
Box run_five(Box x) { return Five{}(static_cast<Box&&>(x)); }
using Sixteen = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                               weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>>, weir::Stage<"6", stage<6>>,
                               weir::Stage<"7", stage<7>>, weir::Stage<"8", stage<8>>, weir::Stage<"9", stage<9>>,
                               weir::Stage<"10", stage<10>>, weir::Stage<"11", stage<11>>, weir::Stage<"12", stage<12>>,
                               weir::Stage<"13", stage<13>>, weir::Stage<"14", stage<14>>, weir::Stage<"15", stage<15>>,
                               weir::Stage<"16", stage<16>> OFF_POLICY>;
Box run_sixteen(Box x) { return Sixteen{}(static_cast<Box&&>(x)); }
#endif
