#pragma once

#include <weir/base/type_list.hpp>
#include <weir/pipeline/policies.hpp>
#include <weir/stage/traits.hpp>

// What may not stand in a pipeline's list. Each check is a type that has what is wrong as its arguments, so that both
// compilers name it beside the message.
namespace weir::inline WEIR_ABI::detail {

template <class Part>
struct IsPolicy {
    static constexpr bool value = requires { Part::weir_policy; } || Clock<Part>;
};

template <PolicyOf What, class Part>
constexpr bool says() {
    if constexpr (requires { Part::weir_policy; }) return Part::weir_policy == What;
    else return false;
}
template <PolicyOf What, class... Policies>
constexpr std::size_t count_of(TypeList<Policies...>) {
    return (std::size_t{0} + ... + (says<What, Policies>() ? 1 : 0));
}

// A stage type, a name: each once in a list.
template <class Stage, class... Stages>
struct StageStandsOnce {
    static_assert((std::is_same_v<Stage, Stages> + ...) == 1,
                  "weir: a stage type stands twice in one pipeline; its durations could not be told apart: derive a type "
                  "of its own for the second, struct Again : Stage {};, or give weir::Stage another name");
    static_assert((std::is_same_v<Stage, Stages> + ...) != 1 ||
                      ((Text{name_characters<Stage>} == Text{name_characters<Stages>}) + ...) == 1,
                  "weir: two stages of one pipeline have the same name; reports could not tell them apart: rename one");
    static constexpr bool value = true;
};

template <class Policies>
struct PoliciesAgree;
template <class... Policies>
struct PoliciesAgree<TypeList<Policies...>> {
    using List = TypeList<Policies...>;
    static_assert(count_of<PolicyOf::name>(List{}) <= 1, "weir: the pipeline has two names; keep one weir::Name");
    static_assert(count_of<PolicyOf::threshold>(List{}) <= 1,
                  "weir: the pipeline has two thresholds of the whole run; keep one weir::Threshold");
    static_assert(count_of<PolicyOf::level>(List{}) <= 1,
                  "weir: the pipeline has two levels that contradict each other; keep one of weir::Off, weir::Timing "
                  "and weir::Trace<Runs>");
    static_assert(count_of<PolicyOf::sampling>(List{}) <= 1,
                  "weir: the pipeline is sampled twice; keep one weir::SampleEvery");
    static_assert(count_of<PolicyOf::threads>(List{}) <= 1, "weir: weir::SingleThread stands twice; keep one");
    static_assert((std::size_t{0} + ... + (Clock<Policies> ? 1 : 0)) <= 1,
                  "weir: the pipeline has two clocks; keep one of weir::TscClock, weir::OrderedTscClock, "
                  "weir::SteadyClock, weir::ManualClock and your own");
    static constexpr bool value = true;
};

template <class Stages>
struct StagesFit;
template <class... Stages>
struct StagesFit<TypeList<Stages...>> {
    static_assert(sizeof...(Stages) != 0,
                  "weir: the pipeline has no stage; name at least one: weir::Pipeline<weir::Stage<\"parse\", parse>>");
    static_assert((StageIsWellFormed<Stages>::value && ...));
    static_assert((StageStandsOnce<Stages, Stages...>::value && ...));
    static constexpr std::size_t marks = (std::size_t{0} + ... + (IsMark<Stages> ? 1 : 0));
    static_assert(marks == 0 || marks == sizeof...(Stages),
                  "weir: the pipeline mixes weir::Mark with stages that are called; a pipeline is either started and "
                  "marked by hand or called: make two of it");
    static constexpr bool value = true;
};

template <class Limit>
struct RunThresholdIsPositive {
    template <auto Value>
    static constexpr bool check() {
        constexpr bool is_duration = requires { Nanoseconds{Value}; };
        static_assert(is_duration, "weir: weir::Threshold of the pipeline is not a duration; write weir::Threshold<1000_ms>");
        if constexpr (is_duration)
            static_assert(Nanoseconds{Value}.count() > 0,
                          "weir: weir::Threshold of the pipeline is zero or less, so that each run would violate it; "
                          "give it a positive duration, or leave it away");
        return true;
    }
};

template <class Mark, class Marks>
struct MarkIsInTheList {
    template <bool In>
    static constexpr bool check() {
        static_assert(In, "weir: done<Mark>() names a mark that is not in the pipeline's list (both are named here); add it "
                          "to the list, or name one that is in it");
        return In;
    }
};

}  // namespace weir::inline WEIR_ABI::detail
