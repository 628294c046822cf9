// An empty optional ends the run; the last result is wrapped.
// more than in place: g++ instructions 0 calls 0 stack 32
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <optional>
#include <string>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

std::optional<std::string> one(const char*);
std::optional<std::string> two(std::string);
std::size_t three(const std::string&);

#ifdef BY_HAND
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct P {
    INLINED std::optional<std::size_t> operator()(const char*&& x) { return stages(static_cast<const char*&&>(x)); }
    INLINED std::optional<std::size_t> operator()(const char*&& x) const {
        return stages(static_cast<const char*&&>(x));
    }

private:
    INLINED static std::optional<std::size_t> stages(const char*&& x) {
        auto&& a = one(static_cast<const char*&&>(x));
        if (!a.has_value()) return {};
        auto&& b = two(*static_cast<std::optional<std::string>&&>(a));
        if (!b.has_value()) return {};
        return std::optional<std::size_t>(three(*static_cast<std::optional<std::string>&&>(b)));
    }
};
std::optional<std::size_t> run(const char* x) { return P{}(static_cast<const char*&&>(x)); }
#else
std::optional<std::size_t> run(const char* x) {
    auto&& a = one(static_cast<const char*&&>(x));
    if (!a.has_value()) return {};
    auto&& b = two(*static_cast<std::optional<std::string>&&>(a));
    if (!b.has_value()) return {};
    return std::optional<std::size_t>(three(*static_cast<std::optional<std::string>&&>(b)));
}
#endif
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three> OFF_POLICY>;
std::optional<std::size_t> run(const char* x) { return P{}(static_cast<const char*&&>(x)); }
#endif
