// levels: 0 1 2
// Pipelines as objects: what their stages keep, and what can be done with them.
#include "support/catch.hpp"

#include <weir/weir.hpp>

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using weir::Pipeline;
using weir::Stage;

namespace {

struct Counter {
    static constexpr auto name = "counter";
    int calls = 0;
    int operator()(int x) { return x + ++calls; }
};
struct Offset {
    static constexpr auto name = "offset";
    int by = 0;
    int operator()(int x) const { return x + by; }
};
struct OwnsIt {
    static constexpr auto name = "owns_it";
    std::unique_ptr<int> value;
    int operator()(int x) const { return x + *value; }
};
struct Fixed {
    static constexpr auto name = "fixed";
    const int by;
    explicit Fixed(int x) : by{x} {}
    int operator()(int x) const { return x + by; }
};
struct Anything {
    static constexpr auto name = "anything";
    std::string text;
    Anything() = default;
    template <class T>
    explicit Anything(T&&) : text{"made of something else"} {}
    std::size_t operator()(int) const { return text.size(); }
};
using Twice = Stage<"twice", [](int x) { return 2 * x; }>;

}  // namespace

TEST_CASE("a stage keeps its state from run to run, and it can be asked for") {
    Pipeline<Counter, Twice> run;
    CHECK(run(0) == 2);
    CHECK(run(0) == 4);
    CHECK(run.stage<Counter>().calls == 2);
    run.stage<Counter>().calls = 10;
    CHECK(run(0) == 22);
}
TEST_CASE("stages are given in the list's order, and a const pipeline calls const stages") {
    const Pipeline<Offset, Twice> run{Offset{3}, Twice{}};
    CHECK(run(1) == 8);
    static_assert(!std::is_invocable_v<const Counter&, int>);
    CHECK(run.stage<Offset>().by == 3);
}
TEST_CASE("a pipeline can be copied and assigned, one of a single stage too") {
    Pipeline<Offset> one{Offset{3}};
    Pipeline<Offset> copy{one};
    Pipeline<Offset> copy_of_const{std::as_const(one)};
    CHECK(copy(1) == 4);
    CHECK(copy_of_const(1) == 4);
    one.stage<Offset>().by = 5;
    CHECK(copy(1) == 4);
    copy = one;
    CHECK(copy(1) == 6);
    auto& self = copy;
    copy = self;
    CHECK(copy(1) == 6);
    copy = std::move(self);
    CHECK(copy(1) == 6);
    copy = Pipeline<Offset>{Offset{7}};
    CHECK(copy(1) == 8);
}
TEST_CASE("a copy is no stage, however little a stage minds what it is made of") {
    Pipeline<Anything> empty;
    Pipeline<Anything> copy{empty};
    CHECK(copy(0) == 0);
    struct Derived : Pipeline<Anything> {
    } derived;
    const Derived copied{derived};
    CHECK(copied(0) == 0);
}
TEST_CASE("what a pipeline can do is what its stages can") {
    using Moving = Pipeline<OwnsIt, Twice>;
    static_assert(std::is_move_constructible_v<Moving> && std::is_move_assignable_v<Moving>);
    static_assert(!std::is_copy_constructible_v<Moving> && !std::is_copy_assignable_v<Moving>);
    static_assert(std::is_copy_constructible_v<Pipeline<Fixed>> && !std::is_copy_assignable_v<Pipeline<Fixed>>);
    static_assert(std::is_nothrow_move_constructible_v<Pipeline<Twice>>);

    std::vector<Moving> grown;
    for (int i = 0; i < 5; ++i) grown.push_back(Moving{OwnsIt{std::make_unique<int>(i)}, Twice{}});
    CHECK(grown.at(4)(1) == 10);
}
TEST_CASE("a pipeline that was moved from can still be called") {
    Pipeline<Offset, Twice> one{Offset{3}, Twice{}};
    const Pipeline<Offset, Twice> other{std::move(one)};
    CHECK(other(1) == 8);
    CHECK(one(1) == 8);  // NOLINT(bugprone-use-after-move)
}
TEST_CASE("a pipeline is a function object") {
    const Pipeline<Offset, Twice> run{Offset{3}, Twice{}};
    const std::function<int(int)> function = run;
    CHECK(function(1) == 8);
    CHECK(std::invoke(run, 2) == 10);
}
