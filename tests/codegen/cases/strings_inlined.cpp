// Strings by value, moved on; inlined.
// more than in place: clang++ instructions 1 calls 0 stack 0
// alone
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <string>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

inline std::string one(std::string s) {
    s += 'a';
    return s;
}
inline std::string two(std::string s) {
    s.append(s);
    return s;
}
inline std::size_t three(const std::string& s) { return s.size(); }

#ifdef BY_HAND
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct P {
    INLINED std::size_t operator()(std::string&& x) { return stages(static_cast<std::string&&>(x)); }
    INLINED std::size_t operator()(std::string&& x) const { return stages(static_cast<std::string&&>(x)); }

private:
    INLINED static std::size_t stages(std::string&& x) {
        auto&& a = one(static_cast<std::string&&>(x));
        auto&& b = two(static_cast<std::string&&>(a));
        return three(static_cast<std::string&&>(b));
    }
};
std::size_t run(std::string x) { return P{}(static_cast<std::string&&>(x)); }
#else
std::size_t run(std::string x) {
    auto&& a = one(static_cast<std::string&&>(x));
    auto&& b = two(static_cast<std::string&&>(a));
    return three(static_cast<std::string&&>(b));
}
#endif
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three> OFF_POLICY>;
std::size_t run(std::string x) { return P{}(static_cast<std::string&&>(x)); }
#endif
