// Two errors of types that do not convert.
// expect: weir: a stage can stop the run with an empty result.*cannot be empty in that way.*with the same error type
// expect: 'p', 'a', 'r', 's', 'e'
// expect: Fault
// expect: Refusal
// levels: none 0
#include <weir/weir.hpp>

// What std::expected of C++23 is, as far as the flow looks at it.
template <class E>
struct Unexpected {
    E error;
};
template <class T, class E>
struct Expected {
    using unexpected_type = Unexpected<E>;
    Expected(T v) : value{v} {}
    Expected(Unexpected<E> u) : failure{u.error}, has{false} {}
    bool has_value() const { return has; }
    T& operator*() { return value; }
    E& error() { return failure; }
    T value{};
    E failure{};
    bool has = true;
};
struct Fault {};
struct Refusal {};
Expected<int, Fault> parse(int x) { return x; }
#ifdef TWIN
Expected<int, Fault> check(int x) { return x; }
#else
Expected<int, Refusal> check(int x) { return x; }
#endif
weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"check", check>> p;
auto n = p(5);
