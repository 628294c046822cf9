// An empty optional ends the run; its value is a string.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <optional>
#include <string>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

using Text = std::optional<std::string>;
template <int>
Text stage(std::string);

#ifdef BY_HAND
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct One {
    INLINED Text operator()(std::string&& x) { return stages(static_cast<std::string&&>(x)); }
    INLINED Text operator()(std::string&& x) const { return stages(static_cast<std::string&&>(x)); }

private:
    INLINED static Text stages(std::string&& x) { return stage<1>(static_cast<std::string&&>(x)); }
};
Text run_one(std::string x) { return One{}(static_cast<std::string&&>(x)); }
struct Five {
    INLINED Text operator()(std::string&& x) { return stages(static_cast<std::string&&>(x)); }
    INLINED Text operator()(std::string&& x) const { return stages(static_cast<std::string&&>(x)); }

private:
    INLINED static Text stages(std::string&& x) {
        auto&& a = stage<1>(static_cast<std::string&&>(x));
        if (!a.has_value()) return static_cast<Text&&>(a);
        auto&& b = stage<2>(*static_cast<Text&&>(a));
        if (!b.has_value()) return static_cast<Text&&>(b);
        auto&& c = stage<3>(*static_cast<Text&&>(b));
        if (!c.has_value()) return static_cast<Text&&>(c);
        auto&& d = stage<4>(*static_cast<Text&&>(c));
        if (!d.has_value()) return static_cast<Text&&>(d);
        return stage<5>(*static_cast<Text&&>(d));
    }
};
Text run_five(std::string x) { return Five{}(static_cast<std::string&&>(x)); }
#else
Text run_one(std::string x) { return stage<1>(static_cast<std::string&&>(x)); }
Text run_five(std::string x) {
    auto&& a = stage<1>(static_cast<std::string&&>(x));
    if (!a.has_value()) return static_cast<Text&&>(a);
    auto&& b = stage<2>(*static_cast<Text&&>(a));
    if (!b.has_value()) return static_cast<Text&&>(b);
    auto&& c = stage<3>(*static_cast<Text&&>(b));
    if (!c.has_value()) return static_cast<Text&&>(c);
    auto&& d = stage<4>(*static_cast<Text&&>(c));
    if (!d.has_value()) return static_cast<Text&&>(d);
    return stage<5>(*static_cast<Text&&>(d));
}
#endif
#else
using One = weir::Pipeline<weir::Stage<"1", stage<1>> OFF_POLICY>;
Text run_one(std::string x) { return One{}(static_cast<std::string&&>(x)); }
using Five = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                            weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>> OFF_POLICY>;
Text run_five(std::string x) { return Five{}(static_cast<std::string&&>(x)); }
#endif
