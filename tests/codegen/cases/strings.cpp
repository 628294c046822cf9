// Strings by value, moved on; opaque.
// more than in place: g++ instructions 3 calls 0 stack 128
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <string>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

template <int>
std::string stage(std::string);

#ifdef BY_HAND
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct One {
    INLINED std::string operator()(std::string&& x) { return stages(static_cast<std::string&&>(x)); }
    INLINED std::string operator()(std::string&& x) const { return stages(static_cast<std::string&&>(x)); }

private:
    INLINED static std::string stages(std::string&& x) { return stage<1>(static_cast<std::string&&>(x)); }
};
std::string run_one(std::string x) { return One{}(static_cast<std::string&&>(x)); }
struct Five {
    INLINED std::string operator()(std::string&& x) { return stages(static_cast<std::string&&>(x)); }
    INLINED std::string operator()(std::string&& x) const { return stages(static_cast<std::string&&>(x)); }

private:
    INLINED static std::string stages(std::string&& x) {
        auto&& a = stage<1>(static_cast<std::string&&>(x));
        auto&& b = stage<2>(static_cast<std::string&&>(a));
        auto&& c = stage<3>(static_cast<std::string&&>(b));
        auto&& d = stage<4>(static_cast<std::string&&>(c));
        return stage<5>(static_cast<std::string&&>(d));
    }
};
std::string run_five(std::string x) { return Five{}(static_cast<std::string&&>(x)); }
struct Sixteen {
    INLINED std::string operator()(std::string&& x) { return stages(static_cast<std::string&&>(x)); }
    INLINED std::string operator()(std::string&& x) const { return stages(static_cast<std::string&&>(x)); }

private:
    INLINED static std::string stages(std::string&& x) {
        auto&& a = stage<1>(static_cast<std::string&&>(x));
        auto&& b = stage<2>(static_cast<std::string&&>(a));
        auto&& c = stage<3>(static_cast<std::string&&>(b));
        auto&& d = stage<4>(static_cast<std::string&&>(c));
        auto&& e = stage<5>(static_cast<std::string&&>(d));
        auto&& f = stage<6>(static_cast<std::string&&>(e));
        auto&& g = stage<7>(static_cast<std::string&&>(f));
        auto&& h = stage<8>(static_cast<std::string&&>(g));
        auto&& i = stage<9>(static_cast<std::string&&>(h));
        auto&& j = stage<10>(static_cast<std::string&&>(i));
        auto&& k = stage<11>(static_cast<std::string&&>(j));
        auto&& l = stage<12>(static_cast<std::string&&>(k));
        auto&& m = stage<13>(static_cast<std::string&&>(l));
        auto&& n = stage<14>(static_cast<std::string&&>(m));
        auto&& o = stage<15>(static_cast<std::string&&>(n));
        return stage<16>(static_cast<std::string&&>(o));
    }
};
std::string run_sixteen(std::string x) { return Sixteen{}(static_cast<std::string&&>(x)); }
#else
std::string run_one(std::string x) { return stage<1>(static_cast<std::string&&>(x)); }
std::string run_five(std::string x) {
    auto&& a = stage<1>(static_cast<std::string&&>(x));
    auto&& b = stage<2>(static_cast<std::string&&>(a));
    auto&& c = stage<3>(static_cast<std::string&&>(b));
    auto&& d = stage<4>(static_cast<std::string&&>(c));
    return stage<5>(static_cast<std::string&&>(d));
}
std::string run_sixteen(std::string x) {
    auto&& a = stage<1>(static_cast<std::string&&>(x));
    auto&& b = stage<2>(static_cast<std::string&&>(a));
    auto&& c = stage<3>(static_cast<std::string&&>(b));
    auto&& d = stage<4>(static_cast<std::string&&>(c));
    auto&& e = stage<5>(static_cast<std::string&&>(d));
    auto&& f = stage<6>(static_cast<std::string&&>(e));
    auto&& g = stage<7>(static_cast<std::string&&>(f));
    auto&& h = stage<8>(static_cast<std::string&&>(g));
    auto&& i = stage<9>(static_cast<std::string&&>(h));
    auto&& j = stage<10>(static_cast<std::string&&>(i));
    auto&& k = stage<11>(static_cast<std::string&&>(j));
    auto&& l = stage<12>(static_cast<std::string&&>(k));
    auto&& m = stage<13>(static_cast<std::string&&>(l));
    auto&& n = stage<14>(static_cast<std::string&&>(m));
    auto&& o = stage<15>(static_cast<std::string&&>(n));
    return stage<16>(static_cast<std::string&&>(o));
}
#endif
#else
using One = weir::Pipeline<weir::Stage<"1", stage<1>> OFF_POLICY>;
std::string run_one(std::string x) { return One{}(static_cast<std::string&&>(x)); }
using Five = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                            weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>> OFF_POLICY>;
std::string run_five(std::string x) { return Five{}(static_cast<std::string&&>(x)); }
using Sixteen = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                               weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>>, weir::Stage<"6", stage<6>>,
                               weir::Stage<"7", stage<7>>, weir::Stage<"8", stage<8>>, weir::Stage<"9", stage<9>>,
                               weir::Stage<"10", stage<10>>, weir::Stage<"11", stage<11>>, weir::Stage<"12", stage<12>>,
                               weir::Stage<"13", stage<13>>, weir::Stage<"14", stage<14>>, weir::Stage<"15", stage<15>>,
                               weir::Stage<"16", stage<16>> OFF_POLICY>;
std::string run_sixteen(std::string x) { return Sixteen{}(static_cast<std::string&&>(x)); }
#endif
