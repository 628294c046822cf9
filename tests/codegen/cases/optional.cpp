// An empty optional ends the run.
// alike: g++ clang++
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <optional>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

std::optional<int> one(const char*);
std::optional<int> two(int);
std::optional<long> three(int);

#ifdef BY_HAND
std::optional<long> run(const char* x) {
    auto&& a = one(static_cast<const char*&&>(x));
    if (!a.has_value()) return std::optional<long>{};
    auto&& b = two(*static_cast<std::optional<int>&&>(a));
    if (!b.has_value()) return std::optional<long>{};
    return three(*static_cast<std::optional<int>&&>(b));
}
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three> OFF_POLICY>;
std::optional<long> run(const char* x) { return P{}(static_cast<const char*&&>(x)); }
#endif
