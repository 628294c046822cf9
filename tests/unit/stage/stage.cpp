// What stage types say of themselves.
#include "support/catch.hpp"

#include <weir/weir.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>

using namespace weir::literals;
using weir::Stage;
namespace detail = weir::detail;

namespace {
int plus(int a, int b) { return a + b; }
int silent(int a) noexcept { return a; }
struct Named {
    static constexpr auto name = "named";
    static constexpr auto threshold = std::chrono::milliseconds(7);
    int operator()(int x) const { return x; }
};
struct Unnamed {
    int operator()(int x) const { return x; }
};
struct Overloaded {
    static constexpr std::string_view name = "overloaded";
    int operator()(int x) const { return x; }
    int operator()(long x) const { return static_cast<int>(x) + 1; }
};
}  // namespace

TEST_CASE("names: said, or the type's") {
    CHECK(std::string{detail::stage_name<Named>} == "named");
    CHECK(std::string{detail::stage_name<Unnamed>} == "Unnamed");
    CHECK(std::string{detail::stage_name<Overloaded>} == "overloaded");
    CHECK(std::string{detail::stage_name<Stage<"plus", plus>>} == "plus");
}

TEST_CASE("thresholds: weir's, std::chrono's, or none") {
    static_assert(detail::has_threshold<Named> && detail::threshold_of<Named> == 7'000'000);
    static_assert(detail::threshold_of<Stage<"plus", plus, 5_us>> == 5'000);
    static_assert(!detail::has_threshold<Unnamed> && !detail::has_threshold<Stage<"plus", plus>>);
    CHECK(detail::threshold_of<weir::Mark<"m", 3_ns>> == 3);
}

TEST_CASE("a Stage calls its function as it would be called") {
    constexpr Stage<"plus", plus> stage;
    CHECK(stage(1, 2) == 3);
    static_assert(!std::is_invocable_v<Stage<"plus", plus>, int>);
    static_assert(std::is_nothrow_invocable_v<Stage<"silent", silent>, int>);
    static_assert(!std::is_nothrow_invocable_v<Stage<"plus", plus>, int, int>);
    static_assert(std::is_empty_v<Stage<"plus", plus>>);
}

TEST_CASE("the parameters of a stage, where they can be known") {
    static_assert(std::is_same_v<detail::Parameters<Stage<"plus", plus>>, detail::TypeList<int, int>>);
    static_assert(std::is_same_v<detail::Parameters<Named>, detail::TypeList<int>>);
    static_assert(std::is_void_v<detail::Parameters<Overloaded>>);
    static_assert(std::is_same_v<detail::Parameters<Stage<"l", [](const std::string&) {}>>,
                                 detail::TypeList<const std::string&>>);
    const weir::Pipeline<Overloaded> run;
    CHECK(run(1) == 1);
    CHECK(run(1L) == 2);
}

TEST_CASE("a pipeline is named by its ends, its only stage, or as it says") {
    CHECK(std::string{weir::Pipeline<Named, Unnamed>::name.data()} == "named..Unnamed");
    CHECK(std::string{weir::Pipeline<Named>::name.data()} == "named");
    CHECK(std::string{weir::Pipeline<Named, weir::Name<"said">>::name.data()} == "said");
    static_assert(weir::Pipeline<Named, Unnamed, weir::Timing>::stage_count == 2);
}
