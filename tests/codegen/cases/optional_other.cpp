// An empty optional ends the run; the last stage gives another one.
// more than in place: g++ instructions 4 calls 1 stack 32
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
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct P {
    INLINED std::optional<long> operator()(const char*&& x) { return stages(static_cast<const char*&&>(x)); }
    INLINED std::optional<long> operator()(const char*&& x) const { return stages(static_cast<const char*&&>(x)); }

private:
    INLINED static std::optional<long> stages(const char*&& x) {
        auto&& a = one(static_cast<const char*&&>(x));
        if (!a.has_value()) return {};
        auto&& b = two(*static_cast<std::optional<int>&&>(a));
        if (!b.has_value()) return {};
        return three(*static_cast<std::optional<int>&&>(b));
    }
};
std::optional<long> run(const char* x) { return P{}(static_cast<const char*&&>(x)); }
#else
std::optional<long> run(const char* x) {
    auto&& a = one(static_cast<const char*&&>(x));
    if (!a.has_value()) return {};
    auto&& b = two(*static_cast<std::optional<int>&&>(a));
    if (!b.has_value()) return {};
    return three(*static_cast<std::optional<int>&&>(b));
}
#endif
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three> OFF_POLICY>;
std::optional<long> run(const char* x) { return P{}(static_cast<const char*&&>(x)); }
#endif
