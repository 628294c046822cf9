// An empty optional ends the run; it goes on to the caller.
// more than in place: g++ instructions 16 calls 1 stack 16
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <optional>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

template <int>
std::optional<int> stage(int);

#ifdef BY_HAND
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct One {
    INLINED std::optional<int> operator()(int&& x) { return stages(static_cast<int&&>(x)); }
    INLINED std::optional<int> operator()(int&& x) const { return stages(static_cast<int&&>(x)); }

private:
    INLINED static std::optional<int> stages(int&& x) { return stage<1>(static_cast<int&&>(x)); }
};
std::optional<int> run_one(int x) { return One{}(static_cast<int&&>(x)); }
struct Five {
    INLINED std::optional<int> operator()(int&& x) { return stages(static_cast<int&&>(x)); }
    INLINED std::optional<int> operator()(int&& x) const { return stages(static_cast<int&&>(x)); }

private:
    INLINED static std::optional<int> stages(int&& x) {
        auto&& a = stage<1>(static_cast<int&&>(x));
        if (!a.has_value()) return static_cast<std::optional<int>&&>(a);
        auto&& b = stage<2>(*static_cast<std::optional<int>&&>(a));
        if (!b.has_value()) return static_cast<std::optional<int>&&>(b);
        auto&& c = stage<3>(*static_cast<std::optional<int>&&>(b));
        if (!c.has_value()) return static_cast<std::optional<int>&&>(c);
        auto&& d = stage<4>(*static_cast<std::optional<int>&&>(c));
        if (!d.has_value()) return static_cast<std::optional<int>&&>(d);
        return stage<5>(*static_cast<std::optional<int>&&>(d));
    }
};
std::optional<int> run_five(int x) { return Five{}(static_cast<int&&>(x)); }
struct Sixteen {
    INLINED std::optional<int> operator()(int&& x) { return stages(static_cast<int&&>(x)); }
    INLINED std::optional<int> operator()(int&& x) const { return stages(static_cast<int&&>(x)); }

private:
    INLINED static std::optional<int> stages(int&& x) {
        auto&& a = stage<1>(static_cast<int&&>(x));
        if (!a.has_value()) return static_cast<std::optional<int>&&>(a);
        auto&& b = stage<2>(*static_cast<std::optional<int>&&>(a));
        if (!b.has_value()) return static_cast<std::optional<int>&&>(b);
        auto&& c = stage<3>(*static_cast<std::optional<int>&&>(b));
        if (!c.has_value()) return static_cast<std::optional<int>&&>(c);
        auto&& d = stage<4>(*static_cast<std::optional<int>&&>(c));
        if (!d.has_value()) return static_cast<std::optional<int>&&>(d);
        auto&& e = stage<5>(*static_cast<std::optional<int>&&>(d));
        if (!e.has_value()) return static_cast<std::optional<int>&&>(e);
        auto&& f = stage<6>(*static_cast<std::optional<int>&&>(e));
        if (!f.has_value()) return static_cast<std::optional<int>&&>(f);
        auto&& g = stage<7>(*static_cast<std::optional<int>&&>(f));
        if (!g.has_value()) return static_cast<std::optional<int>&&>(g);
        auto&& h = stage<8>(*static_cast<std::optional<int>&&>(g));
        if (!h.has_value()) return static_cast<std::optional<int>&&>(h);
        auto&& i = stage<9>(*static_cast<std::optional<int>&&>(h));
        if (!i.has_value()) return static_cast<std::optional<int>&&>(i);
        auto&& j = stage<10>(*static_cast<std::optional<int>&&>(i));
        if (!j.has_value()) return static_cast<std::optional<int>&&>(j);
        auto&& k = stage<11>(*static_cast<std::optional<int>&&>(j));
        if (!k.has_value()) return static_cast<std::optional<int>&&>(k);
        auto&& l = stage<12>(*static_cast<std::optional<int>&&>(k));
        if (!l.has_value()) return static_cast<std::optional<int>&&>(l);
        auto&& m = stage<13>(*static_cast<std::optional<int>&&>(l));
        if (!m.has_value()) return static_cast<std::optional<int>&&>(m);
        auto&& n = stage<14>(*static_cast<std::optional<int>&&>(m));
        if (!n.has_value()) return static_cast<std::optional<int>&&>(n);
        auto&& o = stage<15>(*static_cast<std::optional<int>&&>(n));
        if (!o.has_value()) return static_cast<std::optional<int>&&>(o);
        return stage<16>(*static_cast<std::optional<int>&&>(o));
    }
};
std::optional<int> run_sixteen(int x) { return Sixteen{}(static_cast<int&&>(x)); }
#else
std::optional<int> run_one(int x) { return stage<1>(static_cast<int&&>(x)); }
std::optional<int> run_five(int x) {
    auto&& a = stage<1>(static_cast<int&&>(x));
    if (!a.has_value()) return static_cast<std::optional<int>&&>(a);
    auto&& b = stage<2>(*static_cast<std::optional<int>&&>(a));
    if (!b.has_value()) return static_cast<std::optional<int>&&>(b);
    auto&& c = stage<3>(*static_cast<std::optional<int>&&>(b));
    if (!c.has_value()) return static_cast<std::optional<int>&&>(c);
    auto&& d = stage<4>(*static_cast<std::optional<int>&&>(c));
    if (!d.has_value()) return static_cast<std::optional<int>&&>(d);
    return stage<5>(*static_cast<std::optional<int>&&>(d));
}
std::optional<int> run_sixteen(int x) {
    auto&& a = stage<1>(static_cast<int&&>(x));
    if (!a.has_value()) return static_cast<std::optional<int>&&>(a);
    auto&& b = stage<2>(*static_cast<std::optional<int>&&>(a));
    if (!b.has_value()) return static_cast<std::optional<int>&&>(b);
    auto&& c = stage<3>(*static_cast<std::optional<int>&&>(b));
    if (!c.has_value()) return static_cast<std::optional<int>&&>(c);
    auto&& d = stage<4>(*static_cast<std::optional<int>&&>(c));
    if (!d.has_value()) return static_cast<std::optional<int>&&>(d);
    auto&& e = stage<5>(*static_cast<std::optional<int>&&>(d));
    if (!e.has_value()) return static_cast<std::optional<int>&&>(e);
    auto&& f = stage<6>(*static_cast<std::optional<int>&&>(e));
    if (!f.has_value()) return static_cast<std::optional<int>&&>(f);
    auto&& g = stage<7>(*static_cast<std::optional<int>&&>(f));
    if (!g.has_value()) return static_cast<std::optional<int>&&>(g);
    auto&& h = stage<8>(*static_cast<std::optional<int>&&>(g));
    if (!h.has_value()) return static_cast<std::optional<int>&&>(h);
    auto&& i = stage<9>(*static_cast<std::optional<int>&&>(h));
    if (!i.has_value()) return static_cast<std::optional<int>&&>(i);
    auto&& j = stage<10>(*static_cast<std::optional<int>&&>(i));
    if (!j.has_value()) return static_cast<std::optional<int>&&>(j);
    auto&& k = stage<11>(*static_cast<std::optional<int>&&>(j));
    if (!k.has_value()) return static_cast<std::optional<int>&&>(k);
    auto&& l = stage<12>(*static_cast<std::optional<int>&&>(k));
    if (!l.has_value()) return static_cast<std::optional<int>&&>(l);
    auto&& m = stage<13>(*static_cast<std::optional<int>&&>(l));
    if (!m.has_value()) return static_cast<std::optional<int>&&>(m);
    auto&& n = stage<14>(*static_cast<std::optional<int>&&>(m));
    if (!n.has_value()) return static_cast<std::optional<int>&&>(n);
    auto&& o = stage<15>(*static_cast<std::optional<int>&&>(n));
    if (!o.has_value()) return static_cast<std::optional<int>&&>(o);
    return stage<16>(*static_cast<std::optional<int>&&>(o));
}
#endif
#else
using One = weir::Pipeline<weir::Stage<"1", stage<1>> OFF_POLICY>;
std::optional<int> run_one(int x) { return One{}(static_cast<int&&>(x)); }
using Five = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                            weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>> OFF_POLICY>;
std::optional<int> run_five(int x) { return Five{}(static_cast<int&&>(x)); }
using Sixteen = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                               weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>>, weir::Stage<"6", stage<6>>,
                               weir::Stage<"7", stage<7>>, weir::Stage<"8", stage<8>>, weir::Stage<"9", stage<9>>,
                               weir::Stage<"10", stage<10>>, weir::Stage<"11", stage<11>>, weir::Stage<"12", stage<12>>,
                               weir::Stage<"13", stage<13>>, weir::Stage<"14", stage<14>>, weir::Stage<"15", stage<15>>,
                               weir::Stage<"16", stage<16>> OFF_POLICY>;
std::optional<int> run_sixteen(int x) { return Sixteen{}(static_cast<int&&>(x)); }
#endif
