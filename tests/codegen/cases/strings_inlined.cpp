// Strings by value, moved on; inlined.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <string>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

template <int N>
inline std::string stage(std::string s) {
    s += static_cast<char>('a' + N);
    return s;
}

#ifdef BY_HAND
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct One {
    INLINED std::string operator()(std::string&& x) { return stages(static_cast<std::string&&>(x)); }
    INLINED std::string operator()(std::string&& x) const { return stages(static_cast<std::string&&>(x)); }

private:
    INLINED static std::string stages(std::string&& x) {
        return stage<1>(static_cast<std::string&&>(x));
    }
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
#else
std::string run_one(std::string x) {
    return stage<1>(static_cast<std::string&&>(x));
}
std::string run_five(std::string x) {
    auto&& a = stage<1>(static_cast<std::string&&>(x));
    auto&& b = stage<2>(static_cast<std::string&&>(a));
    auto&& c = stage<3>(static_cast<std::string&&>(b));
    auto&& d = stage<4>(static_cast<std::string&&>(c));
    return stage<5>(static_cast<std::string&&>(d));
}
#endif
#else
using One = weir::Pipeline<weir::Stage<"1", stage<1>> OFF_POLICY>;
std::string run_one(std::string x) { return One{}(static_cast<std::string&&>(x)); }
using Five = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                            weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>> OFF_POLICY>;
std::string run_five(std::string x) { return Five{}(static_cast<std::string&&>(x)); }
#endif
