// What can only be moved.
// alike: g++ clang++
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <memory>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

using Box = std::unique_ptr<int>;
Box one(int);
Box two(Box);
Box three(Box&&);
int four(Box);

#ifdef BY_HAND
int run(int x) {
    auto&& a = one(static_cast<int&&>(x));
    auto&& b = two(static_cast<Box&&>(a));
    auto&& c = three(static_cast<Box&&>(b));
    return four(static_cast<Box&&>(c));
}
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three>,
                         weir::Stage<"four", four> OFF_POLICY>;
int run(int x) { return P{}(static_cast<int&&>(x)); }
#endif
