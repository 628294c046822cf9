// A list of 200 stages compiles at the compilers' own limits of template depth, steps and brackets.
#include <weir/weir.hpp>

#include <utility>

template <std::size_t I>
struct Step {
    static constexpr weir::Nanoseconds threshold = weir::milliseconds(5);
    constexpr int operator()(int value) const { return value + 1; }
};
template <std::size_t... I>
weir::Pipeline<Step<I>...> pipeline_of(std::index_sequence<I...>);

using Steps = decltype(pipeline_of(std::make_index_sequence<200>{}));
static_assert(Steps::stage_count == 200);

int run(int value);
int run(int value) {
    static const Steps steps;
    return steps(value);
}
