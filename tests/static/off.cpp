// A pipeline that is off is its stages and nothing else: no byte, no code, and a constant expression where they are.
#include <weir/weir.hpp>

#include <string>
#include <type_traits>

constexpr int twice(int x) { return 2 * x; }
constexpr int inc(int x) { return x + 1; }
using Twice = weir::Stage<"twice", twice>;
using Inc = weir::Stage<"inc", inc>;
struct Add {
    int amount;
    constexpr int operator()(int x) const { return x + amount; }
};
struct Text {
    std::string text;
    int operator()(int x) const { return x; }
};
struct Total {
    int sum = 0;
    constexpr int operator()(int x) { return sum += x; }
};

// empty stages
using Empty = weir::Pipeline<Twice, Inc, weir::Off>;
static_assert(sizeof(Empty) == 1);
static_assert(std::is_empty_v<Empty>);
static_assert(sizeof(weir::Pipeline<weir::Mark<"physics">, weir::Mark<"render">, weir::Off>) == 1);
static_assert(sizeof(weir::Pipeline<Empty, Add, weir::Off>) == sizeof(Add));
static_assert(sizeof(weir::Pipeline<Twice, weir::Name<"n">, weir::Threshold<weir::seconds(1)>, weir::SampleEvery<16>,
                                    weir::SteadyClock, weir::SingleThread, weir::Off>) == 1);

// budgets
using Budget = weir::Stage<"budget", twice, weir::milliseconds(1)>;
struct Strict : Budget {
    static constexpr std::uint64_t max_allocations = 0;
};
static_assert(std::is_empty_v<weir::Pipeline<Strict, weir::Threshold<weir::seconds(1)>, weir::ThresholdsFit,
                                             weir::CountAllocations, weir::Off>>);

// stages with state
static_assert(sizeof(weir::Pipeline<Add, weir::Off>) == sizeof(Add));
static_assert(sizeof(weir::Pipeline<Twice, Add, Inc, weir::Off>) == sizeof(Add));
static_assert(sizeof(weir::Pipeline<Add, Total, weir::Off>) == sizeof(Add) + sizeof(Total));
static_assert(sizeof(weir::Pipeline<Twice, Text, weir::Off>) == sizeof(Text));

// constant expressions
static_assert(Empty{}(20) == 41);
static_assert(Empty{}(weir::Key{"movement:go"}, 20) == 41);
constexpr Empty empty;
static_assert(empty(20) == 41);
static_assert(weir::Pipeline<Empty, Add, weir::Off>{Empty{}, Add{5}}(1) == 8);
static_assert([] {
    weir::Pipeline<Twice, Total, weir::Off> total;  // a stage that may only be called where the pipeline is not const
    total(1);
    return total(2);
}() == 6);
static_assert(empty.trace().empty() && empty.trace().size() == 0);

// what is known of the type at every level
static_assert(Empty::level == weir::off && Empty::stage_count == 2);
#if defined(WEIR_LEVEL)
static_assert(weir::Pipeline<Twice>::level == static_cast<weir::Level>(WEIR_LEVEL));
static_assert(weir::Pipeline<Twice, weir::Trace<8>>::level == static_cast<weir::Level>(WEIR_LEVEL));
static_assert(weir::Pipeline<Twice, weir::Timing>::level == (WEIR_LEVEL == 0 ? weir::off : weir::timing));
#if WEIR_LEVEL == 0
static_assert(sizeof(weir::Pipeline<Twice, weir::Trace<8>>) == 1);
#endif
#else
static_assert(weir::Pipeline<Twice>::level == weir::timing);
static_assert(weir::Pipeline<Twice, weir::Trace<8>>::level == weir::trace);
#endif

// what a pipeline returns
template <class P, class... Args>
using Result = decltype(std::declval<P&>()(std::declval<Args>()...));
static_assert(std::is_same_v<Result<Empty, int>, int>);
constexpr int& same(int& x) { return x; }
static_assert(std::is_same_v<Result<weir::Pipeline<weir::Stage<"same", same>>, int&>, int&>);
