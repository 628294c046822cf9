// Texts that are looked at, and texts that are template arguments; the names of types.
#include "support/catch.hpp"

#include <weir/base/fixed_string.hpp>
#include <weir/base/memory.hpp>
#include <weir/base/text.hpp>
#include <weir/base/type_list.hpp>
#include <weir/base/type_name.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using weir::FixedString;
using weir::Text;
using weir::detail::unqualified_type_name;

namespace outer {
struct Plain {};
template <class... T>
struct Of {
    struct Within {};
};
template <int N, char C>
struct Constant {};
}  // namespace outer
namespace {
struct Hidden {};
std::string name(Text text) { return {text.data, text.size}; }
}  // namespace

TEST_CASE("a Text looks at what has characters") {
    static_assert(Text{"abc"}.size == 3 && Text{}.empty() && Text{"abc"} == Text{"abcd", 3});
    static_assert(!(Text{"abc"} == Text{"abd"}) && !(Text{"ab"} == Text{"abc"}));
    const std::string string = "with\0zero";
    CHECK(Text{string}.data == string.data());
    CHECK(Text{std::string_view{"abcdef"}.substr(1, 3)} == Text{"bcd"});
    CHECK(name(Text{std::string("a\0b", 3)}).size() == 3);
}

TEST_CASE("a FixedString is told apart by its characters") {
    static_assert(std::is_same_v<std::integral_constant<std::size_t, FixedString{"abc"}.size()>,
                                 std::integral_constant<std::size_t, 3>>);
    static_assert(Text{FixedString{"abc"}} == Text{"abc"});
    static_assert(FixedString{""}.size() == 0);
    CHECK(std::string{FixedString{"abc"}.data()} == "abc");
    CHECK(std::string{weir::detail::fixed_copy<3>(Text{"abcdef"}).data()} == "ab");
}

TEST_CASE("a type's name is what its author wrote, without what is around it") {
    CHECK(name(unqualified_type_name<outer::Plain>()) == "Plain");
    CHECK(name(unqualified_type_name<Hidden>()) == "Hidden");
    CHECK(name(unqualified_type_name<int>()) == "int");
    struct Local {};
    CHECK(name(unqualified_type_name<Local>()) == "Local");
    CHECK(name(unqualified_type_name<outer::Of<outer::Plain>>()) == "Of<outer::Plain>");
    CHECK(name(unqualified_type_name<outer::Of<outer::Of<int>, Hidden>::Within>()) == "Within");
    CHECK(name(unqualified_type_name<outer::Constant<3, 'x'>>()) == "Constant<3, 'x'>");
}

TEST_CASE("lists of types") {
    using namespace weir::detail;
    using List = TypeList<int, char, long>;
    static_assert(index_in<char>(List{}) == 1 && index_in<short>(List{}) == 3);
    static_assert(std::is_same_v<TypeAt<2, List>, long>);
    static_assert(std::is_same_v<Joined<TypeList<int>, TypeList<>, TypeList<char, long>>::type, List>);
    using Parts = Parted<std::is_floating_point, int, float, char, double>;
    static_assert(std::is_same_v<Parts::Matching, TypeList<float, double>>);
    static_assert(std::is_same_v<Parts::Others, TypeList<int, char>>);
    CHECK(List::size == 3);
}

TEST_CASE("memory is zeroed and starts a cache line") {
    for (const std::size_t size : {1U, 63U, 64U, 65U, 100'000U}) {
        auto* memory = static_cast<unsigned char*>(weir::detail::allocate_zeroed(size));
        REQUIRE(memory != nullptr);
        CHECK(reinterpret_cast<std::uintptr_t>(memory) % 64 == 0);
        std::size_t others = 0;
        for (std::size_t i = 0; i < size; ++i) others += memory[i] != 0;
        CHECK(others == 0);
        for (std::size_t i = 0; i < size; ++i) memory[i] = 0xff;
        weir::detail::free_zeroed(memory);
    }
    weir::detail::free_zeroed(nullptr);
    CHECK(weir::detail::rounded_up(65, 64) == 128);
}
