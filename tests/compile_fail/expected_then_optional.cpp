// The error of an expected finds no place in an optional.
// expect: weir: a stage can stop the run with an empty result, but the pipeline's result cannot be empty in that way
// expect: 'p', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

#include <optional>

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
Expected<int, long> parse(int x) { return x; }
#ifdef TWIN
Expected<int, long> check(int x) { return x; }
#else
std::optional<int> check(int x) { return x; }
#endif
weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"check", check>> p;
auto n = p(5);
