#pragma once

#include <weir/base/type_list.hpp>
#include <weir/pipeline/policies.hpp>
#include <weir/recorder/violation.hpp>
#include <weir/stage/looks.hpp>

// What may not stand in a pipeline's list. Each check is a type that has what is wrong as its arguments, so that both
// compilers name it beside the message.
namespace weir::inline WEIR_ABI::detail {

template <class Part>
concept NamesPolicy = requires {
    Part::weir_policy;
};
template <class Part>
struct IsPolicy {
    static constexpr bool value = NamesPolicy<Part> || Clock<Part>;
};
template <IsWeirsOwn S>
struct IsPolicy<S> {
    static constexpr bool value = false;
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
template <bool TypeOnce, bool NameOnce, class Name, class Stage>
struct StageStandsOnce {
    static_assert(
        TypeOnce,
        "weir: a stage type stands twice in one pipeline; its durations could not be told apart: derive a type "
        "of its own for the second, struct Again : Stage {};, or give weir::Stage another name");
    static_assert(!TypeOnce || NameOnce,
                  "weir: two stages of one pipeline have the same name; reports could not tell them apart: rename one");
    static constexpr bool value = false;
};
template <class Stage, class... Stages>
constexpr bool stands_once() noexcept {
    constexpr bool type_once = (std::size_t{0} + ... + (std::is_same_v<Stage, Stages> ? 1 : 0)) == 1;
    constexpr bool name_once = ((name_text<Stage>() == name_text<Stages>()) + ...) == 1;
    if constexpr (type_once && name_once) return true;
    else return StageStandsOnce<type_once, name_once, NameOf<Stage>, Stage>::value;
}

/// Each stage for itself, and all their names: stages that are the same type have the same name, so that different names
/// are all there is to compare. Which stage it is that is wrong, and how, is looked for where one is.
template <class... Stages>
constexpr bool each_stage_fits() noexcept {
    constexpr StageTraits traits[] = {traits_of<Stages>...};
    constexpr bool well_formed = [&] {
        for (const StageTraits& stage : traits)
            if (!stage.well_formed) return false;
        return true;
    }();
    if constexpr (!well_formed) return (stage_is_well_formed<Stages>() && ...);
    else if constexpr (!names_differ(traits)) return (stands_once<Stages, Stages...>() && ...);
    else return true;
}

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
    static_assert(count_of<PolicyOf::slowest>(List{}) <= 1,
                  "weir: the pipeline keeps its slowest runs twice; keep one weir::KeepSlowest<K>");
    static_assert(
        count_of<PolicyOf::around>(List{}) <= 1,
        "weir: the pipeline keeps the runs around violations twice; keep one weir::KeepAround<Before, After>");
    static_assert(count_of<PolicyOf::threads>(List{}) <= 1, "weir: weir::SingleThread stands twice; keep one");
    static_assert(count_of<PolicyOf::allocations>(List{}) <= 1, "weir: weir::CountAllocations stands twice; keep one");
    static_assert(count_of<PolicyOf::fit>(List{}) <= 1, "weir: weir::ThresholdsFit stands twice; keep one");
    static_assert((std::size_t{0} + ... + (Clock<Policies> ? 1 : 0)) <= 1,
                  "weir: the pipeline has two clocks; keep one of weir::TscClock, weir::OrderedTscClock, "
                  "weir::SteadyClock, weir::ManualClock and your own");
    static constexpr bool value = true;
};

template <bool Mixed, class NameOfAMark, class NameOfAStage>
struct MarksAreAmongThemselves {
    static_assert(!Mixed,
                  "weir: the pipeline mixes weir::Mark with stages that are called (one of each is named here); a "
                  "pipeline is either started and marked by hand or called: make two of it");
    static constexpr bool value = !Mixed;
};

template <class Stages>
struct StagesFit;
template <>
struct StagesFit<TypeList<>> {
    static constexpr std::size_t marks = 0;
    static constexpr bool value = false;
};
template <class... Stages>
struct StagesFit<TypeList<Stages...>> {
    static constexpr std::size_t marks = (std::size_t{0} + ... + (IsMark<Stages> ? 1 : 0));
    static constexpr bool check() noexcept {
        if constexpr (!each_stage_fits<Stages...>()) return false;
        else if constexpr (marks != 0 && marks != sizeof...(Stages)) {
            constexpr bool is_mark[] = {IsMark<Stages>...};
            constexpr std::size_t other = [&] {
                std::size_t i = 0;
                while (is_mark[i] == is_mark[0]) ++i;
                return i;
            }();
            using First = NameOf<TypeAt<0, TypeList<Stages...>>>;
            using Other = NameOf<TypeAt<other, TypeList<Stages...>>>;
            if constexpr (is_mark[0]) return MarksAreAmongThemselves<true, First, Other>::value;
            else return MarksAreAmongThemselves<true, Other, First>::value;
        } else return true;
    }
    static constexpr bool value = check();
};
template <bool IsThere>
struct ListHasAStage {
    static_assert(IsThere, "weir: the pipeline has no stage; name at least one: weir::Pipeline<weir::Stage<\"parse\", "
                           "parse>>");
    static constexpr bool value = IsThere;
};

template <class Limit>
struct RunThresholdIsPositive {
    template <auto Value>
    static constexpr bool check() {
        constexpr bool is_duration = detail::is_duration<decltype(Value)>;
        static_assert(is_duration,
                      "weir: weir::Threshold of the pipeline is not a duration; write weir::Threshold<1000_ms>");
        if constexpr (is_duration)
            static_assert(Nanoseconds{Value}.count() > 0,
                          "weir: weir::Threshold of the pipeline is zero or less, so that each run would violate it; "
                          "give it a positive duration, or leave it away");
        return true;
    }
};

/// Runs are kept out of the ring: those before a violation, and the run itself, which may be of two slots.
template <class Slowest, class Around, std::uint64_t Ring>
struct KeepingFits {
    static_assert(Slowest::value != 0, "weir: weir::KeepSlowest<0> keeps no run; name how many, or leave it away");
    static_assert(
        Around::violations != 0,
        "weir: weir::KeepAround<Before, After, 0> keeps the runs around no violation; name around how many, or "
        "leave it away");
    static constexpr std::uint64_t window = std::uint64_t{Around::before} + 1 + Around::after;
    static_assert(window <= 0xffff'ffff / (Around::violations == 0 ? 1 : Around::violations),
                  "weir: weir::KeepAround<Before, After, Violations> keeps more than 4294967295 runs of each thread; "
                  "name fewer");
    static_assert(Ring >= std::uint64_t{Around::before} + 2,
                  "weir: weir::KeepSlowest and weir::KeepAround<Before, After> copy runs out of the ring of "
                  "weir::Trace<Runs>, which is too short: it must hold the runs before a violation and two more");
    static constexpr bool value = true;
};
template <bool HasOne, class Name>
struct KeepAroundHasAThreshold {
    static_assert(HasOne,
                  "weir: weir::KeepAround keeps runs around violations, and the pipeline (it is named here) has no "
                  "threshold; give one to a stage or to the whole run, or leave weir::KeepAround away");
    static constexpr bool value = HasOne;
};

template <bool In, class Name, class Mark, class Marks>
struct MarkIsInTheList {
    static_assert(In,
                  "weir: done<Mark>() names a mark that is not in the pipeline's list (both are named here); add it to "
                  "the list, or name one that is in it");
    static constexpr bool value = In;
};
template <class Mark, class Marks>
constexpr bool mark_is_in_the_list() noexcept {
    if constexpr (index_in<Mark>(Marks{}) < Marks::size) return true;
    else return MarkIsInTheList<false, NameOf<Mark>, Mark, Marks>::value;
}

template <bool IsOfMarks, class Name>
struct PipelineIsStarted {
    static_assert(IsOfMarks, "weir: only a pipeline of weir::Mark is started (the pipeline is named here); this one is "
                             "called like a function");
    static constexpr bool value = IsOfMarks;
};
template <bool IsOfStages, class Name>
struct PipelineIsCalled {
    static_assert(IsOfStages, "weir: a pipeline of marks is not called but started and marked (the pipeline is named "
                              "here); write: auto run = pipeline.start();");
    static constexpr bool value = IsOfStages;
};

template <class Handler>
constexpr bool handler_takes_a_violation() noexcept {
    constexpr bool takes = requires(std::remove_cvref_t<Handler> & handler, const Violation& v) { handler(v); };
    static_assert(takes, "weir: a violation handler cannot be called with a violation; write: "
                         "pipeline.on_violation([](const weir::Violation& violation) { ... });");
    return takes;
}
template <bool IsThere, class Name, class Stage>
struct StageHasAnAnalyzer {
    static_assert(IsThere, "weir: the stage has no Analyzer; specialise weir::Analyzer for its type");
    static constexpr bool value = IsThere;
};
template <class Stage>
constexpr bool stage_has_an_analyzer() noexcept {
    if constexpr (HasAnalyzer<Stage>) return true;
    else return StageHasAnAnalyzer<false, NameOf<Stage>, Stage>::value;
}
template <bool In, class Name, class Stage, class Leaves>
struct StageIsInThePipeline {
    static_assert(In, "weir: the pipeline has no such stage (it and the stages are named here); name one of its list");
    static constexpr bool value = In;
};

}  // namespace weir::inline WEIR_ABI::detail
