// A pipeline in a pipeline; strings by value.
// more than in place: g++ instructions 0 calls 0 stack 16
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
struct Inner {
    INLINED std::string operator()(std::string&& x) { return stages(static_cast<std::string&&>(x)); }
    INLINED std::string operator()(std::string&& x) const { return stages(static_cast<std::string&&>(x)); }

private:
    INLINED static std::string stages(std::string&& x) {
        auto&& a = stage<2>(static_cast<std::string&&>(x));
        auto&& b = stage<3>(static_cast<std::string&&>(a));
        return stage<4>(static_cast<std::string&&>(b));
    }
};
struct Outer {
    INLINED std::string operator()(std::string&& x) { return stages(static_cast<std::string&&>(x)); }
    INLINED std::string operator()(std::string&& x) const { return stages(static_cast<std::string&&>(x)); }

private:
    INLINED static std::string stages(std::string&& x) {
        auto&& a = stage<1>(static_cast<std::string&&>(x));
        auto&& b = Inner{}(static_cast<std::string&&>(a));
        return stage<5>(static_cast<std::string&&>(b));
    }
};
std::string run(std::string x) { return Outer{}(static_cast<std::string&&>(x)); }
#else
std::string run(std::string x) {
    auto&& a = stage<1>(static_cast<std::string&&>(x));
    auto&& b = stage<2>(static_cast<std::string&&>(a));
    auto&& c = stage<3>(static_cast<std::string&&>(b));
    auto&& d = stage<4>(static_cast<std::string&&>(c));
    return stage<5>(static_cast<std::string&&>(d));
}
#endif
#else
using Inner =
    weir::Pipeline<weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>, weir::Stage<"4", stage<4>> OFF_POLICY>;
using P = weir::Pipeline<weir::Stage<"1", stage<1>>, Inner, weir::Stage<"5", stage<5>> OFF_POLICY>;
std::string run(std::string x) { return P{}(static_cast<std::string&&>(x)); }
#endif
