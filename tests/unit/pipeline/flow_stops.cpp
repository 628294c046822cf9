// levels: 0 1 2
// Optional- and expected-like results: the next stage takes the value, the empty one ends the run.
#include "support/catch.hpp"

#include <weir/weir.hpp>

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

using weir::Pipeline;
using weir::Stage;

namespace {

/// As std::expected is, which C++20 has not.
template <class E>
struct Unexpected {
    E error;
    explicit Unexpected(E e) : error{std::move(e)} {}
};
template <class T, class E>
class Expected {
public:
    using unexpected_type = Unexpected<E>;
    Expected(T value) : value_{std::move(value)} {}              // NOLINT(google-explicit-constructor)
    Expected(unexpected_type u) : error_{std::move(u.error)} {}  // NOLINT(google-explicit-constructor)
    [[nodiscard]] bool has_value() const { return value_.has_value(); }
    T& operator*() & { return *value_; }
    T&& operator*() && { return *std::move(value_); }
    const T& operator*() const& { return *value_; }
    E& error() & { return error_; }
    E&& error() && { return std::move(error_); }
    const E& error() const& { return error_; }

private:
    std::optional<T> value_;
    E error_{};
};

std::optional<int> positive(int x) { return x > 0 ? std::optional<int>{x} : std::nullopt; }
std::optional<int> small(int x) { return x < 10 ? std::optional<int>{x} : std::nullopt; }
using Positive = Stage<"positive", positive>;
using Twice = Stage<"twice", [](int x) { return 2 * x; }>;
int heard = 0;
using Hear = Stage<"hear", [](int x) { heard = x; }>;
Expected<int, std::string> parse(int x) {
    if (x < 0) return Unexpected<std::string>{"negative"};
    return x;
}
Expected<long, std::string> even(int x) {
    if (x % 2 != 0) return Unexpected<std::string>{"odd"};
    return long{x};
}
std::optional<std::unique_ptr<int>> owned(int x) {
    if (x == 0) return std::nullopt;
    return std::make_unique<int>(x);
}
using Parse = Stage<"parse", parse>;
using Even = Stage<"even", even>;
using OnlyOptional = Stage<"only", [](const std::optional<int>& x) { return x.value_or(-1); }>;

}  // namespace

TEST_CASE("after an optional, a plain last result becomes an optional") {
    const Pipeline<Positive, Twice> run;
    static_assert(std::is_same_v<decltype(run(1)), std::optional<int>>);
    CHECK(run(4) == 8);
    CHECK(run(-4) == std::nullopt);
    const Pipeline<Twice, Positive> last;
    static_assert(std::is_same_v<decltype(last(1)), std::optional<int>>);
    CHECK(last(4) == 8);
    CHECK(last(-4) == std::nullopt);
}
TEST_CASE("after an optional, a last stage that returns nothing makes it a bool") {
    const Pipeline<Positive, Hear> run;
    static_assert(std::is_same_v<decltype(run(1)), bool>);
    heard = 0;
    CHECK(run(4));
    CHECK(heard == 4);
    CHECK_FALSE(run(-4));
    CHECK(heard == 4);
}
TEST_CASE("a stage that takes the optional itself is given it, empty or not") {
    const Pipeline<Positive, OnlyOptional> run;
    static_assert(std::is_same_v<decltype(run(1)), int>);
    CHECK(run(4) == 4);
    CHECK(run(-4) == -1);
}
TEST_CASE("an expected-like result goes on as its value, and its error reaches the caller") {
    const Pipeline<Parse, Twice, Even> run;
    static_assert(std::is_same_v<decltype(run(1)), Expected<long, std::string>>);
    CHECK(*run(4) == 8);
    CHECK(run(-4).error() == "negative");
    const Pipeline<Parse, Even, Stage<"int", [](long x) { return static_cast<int>(x); }>> rewrapped;
    static_assert(std::is_same_v<decltype(rewrapped(1)), Expected<int, std::string>>);
    CHECK(*rewrapped(6) == 6);
    CHECK(rewrapped(3).error() == "odd");
    CHECK(rewrapped(-1).error() == "negative");
}
TEST_CASE("what only moves goes through an optional") {
    const Pipeline<Stage<"owned", owned>, Stage<"take", [](std::unique_ptr<int> p) { return p; }>> run;
    static_assert(std::is_same_v<decltype(run(1)), std::optional<std::unique_ptr<int>>>);
    CHECK(**run(3) == 3);
    CHECK_FALSE(run(0).has_value());
}
TEST_CASE("a pointer is no optional: it is handed on as it is") {
    static int target = 3;
    const Pipeline<Stage<"find", [](bool there) { return there ? &target : nullptr; }>,
                   Stage<"read", [](const int* p) { return p == nullptr ? 0 : *p; }>>
        run;
    CHECK(run(true) == 3);
    CHECK(run(false) == 0);
}
TEST_CASE("several stages that may stop") {
    const Pipeline<Positive, Stage<"small", small>, Twice, Hear> run;
    heard = 0;
    CHECK(run(5));
    CHECK(heard == 10);
    CHECK_FALSE(run(50));
    CHECK_FALSE(run(-5));
    CHECK(heard == 10);
}
