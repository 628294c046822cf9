// An error ends the run and goes along into the result, which is of another type.
// more than in place: g++ instructions 12 calls 1 stack 16
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
Expected<int, Fault> one(const char*);
Expected<int, Fault> two(int);
Expected<long, Fault> three(int);

template <class T>
[[gnu::always_inline]] inline Expected<long, Fault> fault_of(T&& failed) {
    return Expected<long, Fault>(Unexpected<Fault>(static_cast<T&&>(failed).error()));
}

#ifdef BY_HAND
#if BY_HAND == 1
#define INLINED [[gnu::always_inline]]
struct P {
    INLINED Expected<long, Fault> operator()(const char*&& x) { return stages(static_cast<const char*&&>(x)); }
    INLINED Expected<long, Fault> operator()(const char*&& x) const { return stages(static_cast<const char*&&>(x)); }

private:
    INLINED static Expected<long, Fault> stages(const char*&& x) {
        auto&& a = one(static_cast<const char*&&>(x));
        if (!a.has_value()) return fault_of(static_cast<Expected<int, Fault>&&>(a));
        auto&& b = two(*static_cast<Expected<int, Fault>&&>(a));
        if (!b.has_value()) return fault_of(static_cast<Expected<int, Fault>&&>(b));
        return three(*static_cast<Expected<int, Fault>&&>(b));
    }
};
Expected<long, Fault> run(const char* x) { return P{}(static_cast<const char*&&>(x)); }
#else
Expected<long, Fault> run(const char* x) {
    auto&& a = one(static_cast<const char*&&>(x));
    if (!a.has_value()) return fault_of(static_cast<Expected<int, Fault>&&>(a));
    auto&& b = two(*static_cast<Expected<int, Fault>&&>(a));
    if (!b.has_value()) return fault_of(static_cast<Expected<int, Fault>&&>(b));
    return three(*static_cast<Expected<int, Fault>&&>(b));
}
#endif
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three> OFF_POLICY>;
Expected<long, Fault> run(const char* x) { return P{}(static_cast<const char*&&>(x)); }
#endif
