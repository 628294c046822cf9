// An error ends the run; trivially copyable.
// more than in place: g++ instructions 31 calls 1 stack 0
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

template <class Error>
struct Unexpected {
    explicit Unexpected(Error e) : error(e) {}
    Error error;
};
template <class T, class Error>
struct Expected {
    using unexpected_type = Unexpected<Error>;
    Expected(T v) : value(v), has(true) {}
    Expected(unexpected_type u) : e(u.error), has(false) {}
    [[nodiscard]] bool has_value() const { return has; }
    T&& operator*() && { return static_cast<T&&>(value); }
    T& operator*() & { return value; }
    Error&& error() && { return static_cast<Error&&>(e); }
    Error& error() & { return e; }
    union {
        T value;
        Error e;
    };
    bool has;
};
enum class Fault : int {};
using Count = Expected<int, Fault>;
template <int>
Count stage(int);

#ifdef BY_HAND
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct One {
    INLINED Count operator()(int&& x) { return stages(static_cast<int&&>(x)); }
    INLINED Count operator()(int&& x) const { return stages(static_cast<int&&>(x)); }

private:
    INLINED static Count stages(int&& x) { return stage<1>(static_cast<int&&>(x)); }
};
Count run_one(int x) { return One{}(static_cast<int&&>(x)); }
struct Five {
    INLINED Count operator()(int&& x) { return stages(static_cast<int&&>(x)); }
    INLINED Count operator()(int&& x) const { return stages(static_cast<int&&>(x)); }

private:
    INLINED static Count stages(int&& x) {
        auto&& a = stage<1>(static_cast<int&&>(x));
        if (!a.has_value()) return static_cast<Count&&>(a);
        auto&& b = stage<2>(*static_cast<Count&&>(a));
        if (!b.has_value()) return static_cast<Count&&>(b);
        auto&& c = stage<3>(*static_cast<Count&&>(b));
        if (!c.has_value()) return static_cast<Count&&>(c);
        auto&& d = stage<4>(*static_cast<Count&&>(c));
        if (!d.has_value()) return static_cast<Count&&>(d);
        return stage<5>(*static_cast<Count&&>(d));
    }
};
Count run_five(int x) { return Five{}(static_cast<int&&>(x)); }
struct Sixteen {
    INLINED Count operator()(int&& x) { return stages(static_cast<int&&>(x)); }
    INLINED Count operator()(int&& x) const { return stages(static_cast<int&&>(x)); }

private:
    INLINED static Count stages(int&& x) {
        auto&& a = stage<1>(static_cast<int&&>(x));
        if (!a.has_value()) return static_cast<Count&&>(a);
        auto&& b = stage<2>(*static_cast<Count&&>(a));
        if (!b.has_value()) return static_cast<Count&&>(b);
        auto&& c = stage<3>(*static_cast<Count&&>(b));
        if (!c.has_value()) return static_cast<Count&&>(c);
        auto&& d = stage<4>(*static_cast<Count&&>(c));
        if (!d.has_value()) return static_cast<Count&&>(d);
        auto&& e = stage<5>(*static_cast<Count&&>(d));
        if (!e.has_value()) return static_cast<Count&&>(e);
        auto&& f = stage<6>(*static_cast<Count&&>(e));
        if (!f.has_value()) return static_cast<Count&&>(f);
        auto&& g = stage<7>(*static_cast<Count&&>(f));
        if (!g.has_value()) return static_cast<Count&&>(g);
        auto&& h = stage<8>(*static_cast<Count&&>(g));
        if (!h.has_value()) return static_cast<Count&&>(h);
        auto&& i = stage<9>(*static_cast<Count&&>(h));
        if (!i.has_value()) return static_cast<Count&&>(i);
        auto&& j = stage<10>(*static_cast<Count&&>(i));
        if (!j.has_value()) return static_cast<Count&&>(j);
        auto&& k = stage<11>(*static_cast<Count&&>(j));
        if (!k.has_value()) return static_cast<Count&&>(k);
        auto&& l = stage<12>(*static_cast<Count&&>(k));
        if (!l.has_value()) return static_cast<Count&&>(l);
        auto&& m = stage<13>(*static_cast<Count&&>(l));
        if (!m.has_value()) return static_cast<Count&&>(m);
        auto&& n = stage<14>(*static_cast<Count&&>(m));
        if (!n.has_value()) return static_cast<Count&&>(n);
        auto&& o = stage<15>(*static_cast<Count&&>(n));
        if (!o.has_value()) return static_cast<Count&&>(o);
        return stage<16>(*static_cast<Count&&>(o));
    }
};
Count run_sixteen(int x) { return Sixteen{}(static_cast<int&&>(x)); }
#else
Count run_one(int x) { return stage<1>(static_cast<int&&>(x)); }
Count run_five(int x) {
    auto&& a = stage<1>(static_cast<int&&>(x));
    if (!a.has_value()) return static_cast<Count&&>(a);
    auto&& b = stage<2>(*static_cast<Count&&>(a));
    if (!b.has_value()) return static_cast<Count&&>(b);
    auto&& c = stage<3>(*static_cast<Count&&>(b));
    if (!c.has_value()) return static_cast<Count&&>(c);
    auto&& d = stage<4>(*static_cast<Count&&>(c));
    if (!d.has_value()) return static_cast<Count&&>(d);
    return stage<5>(*static_cast<Count&&>(d));
}
Count run_sixteen(int x) {
    auto&& a = stage<1>(static_cast<int&&>(x));
    if (!a.has_value()) return static_cast<Count&&>(a);
    auto&& b = stage<2>(*static_cast<Count&&>(a));
    if (!b.has_value()) return static_cast<Count&&>(b);
    auto&& c = stage<3>(*static_cast<Count&&>(b));
    if (!c.has_value()) return static_cast<Count&&>(c);
    auto&& d = stage<4>(*static_cast<Count&&>(c));
    if (!d.has_value()) return static_cast<Count&&>(d);
    auto&& e = stage<5>(*static_cast<Count&&>(d));
    if (!e.has_value()) return static_cast<Count&&>(e);
    auto&& f = stage<6>(*static_cast<Count&&>(e));
    if (!f.has_value()) return static_cast<Count&&>(f);
    auto&& g = stage<7>(*static_cast<Count&&>(f));
    if (!g.has_value()) return static_cast<Count&&>(g);
    auto&& h = stage<8>(*static_cast<Count&&>(g));
    if (!h.has_value()) return static_cast<Count&&>(h);
    auto&& i = stage<9>(*static_cast<Count&&>(h));
    if (!i.has_value()) return static_cast<Count&&>(i);
    auto&& j = stage<10>(*static_cast<Count&&>(i));
    if (!j.has_value()) return static_cast<Count&&>(j);
    auto&& k = stage<11>(*static_cast<Count&&>(j));
    if (!k.has_value()) return static_cast<Count&&>(k);
    auto&& l = stage<12>(*static_cast<Count&&>(k));
    if (!l.has_value()) return static_cast<Count&&>(l);
    auto&& m = stage<13>(*static_cast<Count&&>(l));
    if (!m.has_value()) return static_cast<Count&&>(m);
    auto&& n = stage<14>(*static_cast<Count&&>(m));
    if (!n.has_value()) return static_cast<Count&&>(n);
    auto&& o = stage<15>(*static_cast<Count&&>(n));
    if (!o.has_value()) return static_cast<Count&&>(o);
    return stage<16>(*static_cast<Count&&>(o));
}
#endif
#else
using One = weir::Pipeline<weir::Stage<"1", stage<1>> OFF_POLICY>;
Count run_one(int x) { return One{}(static_cast<int&&>(x)); }
using Five = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                            weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>> OFF_POLICY>;
Count run_five(int x) { return Five{}(static_cast<int&&>(x)); }
using Sixteen = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                               weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>>, weir::Stage<"6", stage<6>>,
                               weir::Stage<"7", stage<7>>, weir::Stage<"8", stage<8>>, weir::Stage<"9", stage<9>>,
                               weir::Stage<"10", stage<10>>, weir::Stage<"11", stage<11>>, weir::Stage<"12", stage<12>>,
                               weir::Stage<"13", stage<13>>, weir::Stage<"14", stage<14>>, weir::Stage<"15", stage<15>>,
                               weir::Stage<"16", stage<16>> OFF_POLICY>;
Count run_sixteen(int x) { return Sixteen{}(static_cast<int&&>(x)); }
#endif
