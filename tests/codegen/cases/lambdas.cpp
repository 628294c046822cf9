// Stages that are lambdas.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

inline constexpr auto one = [](int x) { return x + 3; };
inline constexpr auto two = [](int x) { return x * 7L; };
inline constexpr auto three = [](long x) { return static_cast<double>(x) / 3; };

#ifdef BY_HAND
double run(int x) {
    auto&& a = one(static_cast<int&&>(x));
    auto&& b = two(static_cast<int&&>(a));
    return three(static_cast<long&&>(b));
}
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three> OFF_POLICY>;
double run(int x) { return P{}(static_cast<int&&>(x)); }
#endif
