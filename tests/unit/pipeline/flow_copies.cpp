// levels: 0 1 2
// Nothing is copied or moved on the way that the stages written one below the other would not copy or move.
#include "support/catch.hpp"

#include <weir/weir.hpp>

#include <cstddef>
#include <optional>
#include <utility>

using weir::Pipeline;
using weir::Stage;

namespace {

int copies = 0, moves = 0;

struct Counted {
    int value = 0;
    explicit Counted(int x) : value{x} {}
    Counted(const Counted& other) : value{other.value} { ++copies; }
    Counted(Counted&& other) noexcept : value{std::exchange(other.value, -1)} { ++moves; }
    Counted& operator=(const Counted&) = delete;
};
struct Sized : Counted {
    using Counted::Counted;
    std::size_t size() const { return 3; }
};

template <class Run>
void counts(int expected_copies, int expected_moves, Run run) {
    copies = moves = 0;
    run();
    CHECK(copies == expected_copies);
    CHECK(moves == expected_moves);
}

using Make = Stage<"make", [](int x) { return Counted{x}; }>;
using Look = Stage<"look", [](const Counted& c) { return c.value; }>;
using Take = Stage<"take", [](Counted c) { return c.value; }>;
using Pass = Stage<"pass", [](Counted&& c) -> Counted&& { return std::move(c); }>;
using Value = Stage<"value", [](const int& x) { return Counted{x + 1}; }>;
using MaybeMake = Stage<"maybe_make", [](int x) { return std::optional<Counted>{std::in_place, x}; }>;
using Steal = Stage<"steal", [](Counted&& c) { return std::exchange(c.value, 0); }>;

}  // namespace

TEST_CASE("a result is looked at in place") {
    counts(0, 0, [] { CHECK(Pipeline<Make, Look>{}(4) == 4); });
}
TEST_CASE("into a parameter by value it is moved once") {
    counts(0, 1, [] { CHECK(Pipeline<Make, Take>{}(4) == 4); });
}
TEST_CASE("an rvalue reference is handed on as such") {
    counts(0, 1, [] { CHECK(Pipeline<Make, Pass, Take>{}(4) == 4); });
    counts(0, 0, [] { CHECK(Pipeline<Make, Pass, Look>{}(4) == 4); });
}
TEST_CASE("the last result is made where the caller wants it") {
    counts(0, 0, [] {
        const Counted made = Pipeline<Make>{}(4);
        CHECK(made.value == 4);
    });
    counts(0, 0, [] {
        const Counted made = Pipeline<Make, Look, Value>{}(4);
        CHECK(made.value == 5);
    });
}
TEST_CASE("an argument is taken as it was given") {
    Counted argument{6};
    counts(0, 0, [&] { CHECK(Pipeline<Look>{}(argument) == 6); });
    counts(1, 0, [&] { CHECK(Pipeline<Take>{}(argument) == 6); });
    counts(0, 1, [&] { CHECK(Pipeline<Take>{}(std::move(argument)) == 6); });
}
TEST_CASE("the value of an optional is handed by &&, not copied") {
    counts(0, 0, [] { CHECK(Pipeline<MaybeMake, Steal>{}(4) == 4); });
    counts(0, 1, [] { CHECK(Pipeline<MaybeMake, Take>{}(4) == 4); });
}
TEST_CASE("through nested pipelines as through one") {
    using Inner = Pipeline<Make, Pass, weir::Name<"inner">>;
    counts(0, 1, [] { CHECK(Pipeline<Pipeline<Make, weir::Name<"in">>, Take>{}(4) == 4); });
    counts(0, 0, [] {
        const Counted made = Pipeline<Stage<"id", [](int x) { return x; }>, Pipeline<Make, weir::Name<"in">>>{}(4);
        CHECK(made.value == 4);
    });
    static_assert(std::is_same_v<decltype(Inner{}(1)), Counted&&>);
}
TEST_CASE("a last result that is looked at for its size is moved once at most, never copied") {
    copies = moves = 0;
    const Sized made = Pipeline<Stage<"sized", [](int x) { return Sized{x}; }>>{}(4);
    CHECK(made.value == 4);
    CHECK(copies == 0);
    CHECK(moves <= 1);
}
