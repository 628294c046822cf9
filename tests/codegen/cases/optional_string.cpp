// An empty optional ends the run; its value is a string, the last result is wrapped.
// alike: g++ clang++
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
std::optional<std::size_t> run(const char* x) {
    using S = std::optional<std::string>;
    auto&& a = one(static_cast<const char*&&>(x));
    if (!a.has_value()) return std::optional<std::size_t>{};
    auto&& b = two(*static_cast<S&&>(a));
    if (!b.has_value()) return std::optional<std::size_t>{};
    return std::optional<std::size_t>(three(*static_cast<S&&>(b)));
}
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three> OFF_POLICY>;
std::optional<std::size_t> run(const char* x) { return P{}(static_cast<const char*&&>(x)); }
#endif
