// levels: 0 1 2
// How results reach the next stage: the same at every level.
#include "support/catch.hpp"

#include <weir/weir.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using weir::Pipeline;
using weir::Stage;

namespace {

struct Pinned {
    explicit Pinned(int x) : value{x} {}
    Pinned(const Pinned&) = delete;
    Pinned& operator=(const Pinned&) = delete;
    int value;
};
struct Box {
    int value = 0;
    std::string text;
    int doubled() const { return 2 * value; }
    int add(int x) { return value += x; }
};

}  // namespace

TEST_CASE("what can only be moved is handed on") {
    const Pipeline<Stage<"make", [](int x) { return std::make_unique<int>(x); }>,
                   Stage<"change",
                         [](std::unique_ptr<int> p) {
                             ++*p;
                             return p;
                         }>,
                   Stage<"read", [](std::unique_ptr<int>&& p) { return *p; }>>
        run;
    CHECK(run(4) == 5);
    const Pipeline<Stage<"pass", [](std::unique_ptr<int> p) { return p; }>> pass;
    CHECK(*pass(std::make_unique<int>(3)) == 3);
}

TEST_CASE("what can be neither moved nor copied is made in place, between stages and as the result") {
    const Pipeline<Stage<"make", [](int x) { return Pinned{x}; }>,
                   Stage<"read", [](const Pinned& p) { return p.value; }>>
        read;
    CHECK(read(7) == 7);
    const Pipeline<Stage<"twice", [](int x) { return 2 * x; }>, Stage<"make", [](int x) { return Pinned{x}; }>> make;
    const Pinned made = make(4);
    CHECK(made.value == 8);
    const Pipeline<Stage<"make", [](int x) { return Pinned{x}; }>, Stage<"change", [](Pinned& p) { ++p.value; }>,
                   Stage<"read", [](Pinned& p) { return p.value; }>>
        changed;
    CHECK(changed(1) == 2);
}

TEST_CASE("references are returned as they are") {
    Box box{3, "abc"};
    const Pipeline<Stage<"same", [](Box& b) -> Box& { return b; }>,
                   Stage<"value", [](Box& b) -> int& { return b.value; }>>
        lvalue;
    static_assert(std::is_same_v<decltype(lvalue(box)), int&>);
    CHECK(&lvalue(box) == &box.value);

    const Pipeline<Stage<"const", [](const Box& b) -> const Box& { return b; }>> constant;
    static_assert(std::is_same_v<decltype(constant(box)), const Box&>);
    CHECK(&constant(box) == &box);

    const Pipeline<Stage<"move", [](Box& b) -> Box&& { return std::move(b); }>,
                   Stage<"text", [](Box&& b) -> std::string&& { return std::move(b.text); }>>
        rvalue;
    static_assert(std::is_same_v<decltype(rvalue(box)), std::string&&>);
    const std::string taken = rvalue(box);
    CHECK(taken == "abc");
    CHECK(box.text.empty());
}

TEST_CASE("several arguments, and none, go to the first stage") {
    const Pipeline<Stage<"add", [](int a, long b, const std::string& c) { return a + b + long(c.size()); }>,
                   Stage<"twice", [](long x) { return 2 * x; }>>
        several;
    CHECK(several(1, 2L, std::string{"abc"}) == 12);
    CHECK(several(weir::Key{"k"}, 1, 2L, std::string{"abc"}) == 12);
    const Pipeline<Stage<"nothing", [] { return 5; }>, Stage<"twice", [](int x) { return 2 * x; }>> none;
    CHECK(none() == 10);
    CHECK(none(weir::Key{7}) == 10);
}

TEST_CASE("stages that return nothing work on the context, of several parts too") {
    const Pipeline<Stage<"first",
                         [](int& a, std::string& b) {
                             a = 1;
                             b.push_back('x');
                         }>,
                   Stage<"second", [](int& a, std::string& b) { a += int(b.size()); }>>
        last_is_void;
    int a = 0;
    std::string b;
    static_assert(std::is_void_v<decltype(last_is_void(a, b))>);
    last_is_void(a, b);
    CHECK(a == 2);
    CHECK(b == "x");

    const Pipeline<Stage<"fill", [](Box& box) { box.value = 5; }>,
                   Stage<"read", [](const Box& box) { return box.value; }>>
        value;
    CHECK(value(Box{}) == 5);

    int calls = 0;
    const Pipeline<Stage<"one", [](int& n) { ++n; }>, Stage<"two", [](int n) { CHECK(n == 1); }>,
                   Stage<"three", [](int& n) { n += 10; }>>
        mixed;
    mixed(calls);
    CHECK(calls == 11);
}

TEST_CASE("a context handed by value is not taken away by a stage that returns nothing") {
    const Pipeline<Stage<"look", [](const std::vector<int>& v) { CHECK(v.size() == 3); }>,
                   Stage<"take", [](std::vector<int> v) { return v.size(); }>>
        run;
    CHECK(run(std::vector<int>{1, 2, 3}) == 3);
}

TEST_CASE("functions, member functions and lambdas are stages") {
    const Pipeline<Stage<"add", &Box::add>, Stage<"twice", [](int x) { return 2 * x; }>> member;
    Box box{1, ""};
    CHECK(member(box, 4) == 10);
    CHECK(box.value == 5);
    const Pipeline<Stage<"doubled", &Box::doubled>> const_member;
    CHECK(const_member(std::as_const(box)) == 10);
    const Pipeline<Stage<"value", [](const auto& b) { return b.value; }>> generic;
    CHECK(generic(box) == 5);
}

TEST_CASE("a pipeline that is off is a constant expression") {
    using Off =
        Pipeline<Stage<"twice", [](int x) { return 2 * x; }>, Stage<"inc", [](int x) { return x + 1; }>, weir::Off>;
    static_assert(Off{}(4) == 9);
    CHECK(Off{}(5) == 11);
}
