#pragma once

#include <weir/stage/flow.hpp>

#include <type_traits>

namespace weir::inline WEIR_ABI::detail {

// What a pipeline returns. The last stage's result as it is where no stage can stop the run; else that result in the
// wrapper of the stage that can: after optional<T> an int becomes optional<int>, after expected<T, E> it becomes
// expected<int, E>, and a void last stage makes it a bool: whether the run came to its end.

template <class Wrapper, class T>
struct Rewrapped {
    using type = void;
};
template <template <class...> class W, class T, class... More, class New>
struct Rewrapped<W<T, More...>, New> {
    using type = W<std::remove_cvref_t<New>, More...>;
};

template <class Result, class Empty>
concept TakesError = requires(Empty&& empty) {
    Result(typename Result::unexpected_type(static_cast<Empty&&>(empty).error()));
};

template <class Result, class Empty>
constexpr bool can_be_empty_like() {
    if constexpr (std::is_same_v<Result, bool> || std::is_same_v<Result, std::remove_cvref_t<Empty>>) return true;
    else if constexpr (ExpectedLike<std::remove_cvref_t<Empty>>) return TakesError<Result, Empty>;
    else return OptionalLike<Result> && !ExpectedLike<Result> && std::is_default_constructible_v<Result>;
}

/// The pipeline's result where `empty` stopped the run: its error goes along.
template <class Result, class Empty>
WEIR_INLINE constexpr Result empty_result(Empty&& empty) {
    if constexpr (std::is_same_v<Result, bool>) return false;
    else if constexpr (std::is_same_v<Result, std::remove_cvref_t<Empty>>) return static_cast<Empty&&>(empty);
    else if constexpr (ExpectedLike<std::remove_cvref_t<Empty>>)
        return Result(typename Result::unexpected_type(static_cast<Empty&&>(empty).error()));
    else return Result{};
}

// The checks of one stage in the flow: what is refused names the stage and what it was given.

template <bool First, bool OnlyConstIsWrong, class Name, class Stage, class... Given>
struct StageIsGivenWhatItCannotTake {
    static_assert(!OnlyConstIsWrong,
                  "weir: the pipeline is const, and a stage of it has a call operator that is not (the stage is named "
                  "here); make that operator() const, or call the pipeline where it is not const");
    static_assert(
        OnlyConstIsWrong || !First,
        "weir: the first stage cannot be called with the pipeline's arguments (the stage and what it was given "
        "are named here); give the pipeline what the stage takes");
    static_assert(
        OnlyConstIsWrong || First,
        "weir: a stage cannot be called with what the stage before it returns (the stage and what it was given "
        "are named here); change one of the two, or put a stage between them that converts");
    static constexpr bool value = false;
};
template <class Self, bool First, bool Last, class... Given>
constexpr bool takes_what_it_is_given() {
    using S = std::remove_cvref_t<Self>;
    if constexpr (std::is_const_v<std::remove_reference_t<Self>>)
        return StageIsGivenWhatItCannotTake<First, handing<S&, Last, Given...>() != Handing::none, NameOf<S>, S,
                                            Given...>::value;
    else return StageIsGivenWhatItCannotTake<First, false, NameOf<S>, S, Given...>::value;
}

template <bool Leaves, class Name, class Stage, class... Given>
struct StageLeavesItsInput {
    static_assert(Leaves,
                  "weir: a stage that consumes its input (by value or by rvalue reference) is asked for items, "
                  "capture or an Analyzer of that input after the call, when it is gone; take the input by const "
                  "reference, or ask before the call: items(in), capture(in)");
    static constexpr bool value = Leaves;
};
template <bool Movable, class Name, class Stage, class Result>
struct ResultCanBeLookedAt {
    static_assert(Movable,
                  "weir: the result of the last stage is looked at by its items, capture or Analyzer, but can be "
                  "neither moved nor copied out of the pipeline then; don't look at it, or return what can be "
                  "moved");
    static constexpr bool value = Movable;
};
template <bool Reaches, class Name, class Stage, class Stopped, class Result>
struct StopReachesTheResult {
    static_assert(Reaches,
                  "weir: a stage can stop the run with an empty result, but the pipeline's result cannot be empty "
                  "in that way (the stage, its result and the pipeline's are named here); let the last stage "
                  "return the same kind of optional or expected, with the same error type");
    static constexpr bool value = Reaches;
};
template <class Stage, class Stopped, class Result>
constexpr bool stop_reaches_the_result() {
    if constexpr (can_be_empty_like<Result, Stopped>()) return true;
    else return StopReachesTheResult<false, NameOf<Stage>, Stage, Stopped, Result>::value;
}

/// What is in flight between two stages, at compile time. `Wrapper`: of the last stage that may stop the run, or void.
template <class Wrapper, class LastResult, bool Ok, class... Ins>
struct Flight {
    static constexpr bool ok = Ok;
    using Stopper = Wrapper;
    using Last = LastResult;
};

template <class Self, bool First, bool Last>
struct Link {};

/// Whether what is looked at after the stage is still there then.
template <Handing H, class S, class R, bool Last, class... Ins>
constexpr bool stays_to_be_looked_at() {
    if constexpr (!looked_at_after<S, R, Ins...>) return true;
    else {
        constexpr bool leaves = sizeof...(Ins) == 0 || H != Handing::forward || consumes<S, Ins...>() == Consumes::no ||
                                (std::is_lvalue_reference_v<Ins> && ...);
        constexpr bool movable = !Last || std::is_void_v<R> || std::is_reference_v<R> ||
                                 std::is_move_constructible_v<R>;
        if constexpr (!leaves) return StageLeavesItsInput<leaves, NameOf<S>, S, Ins...>::value;
        else if constexpr (!movable) return ResultCanBeLookedAt<movable, NameOf<S>, S, R>::value;
        else return true;
    }
}

/// What is in flight after a stage that returns R: R, or, where that is nothing, what was in flight before.
template <class Wrapper, class R, bool Ok, bool Last, class... Ins>
struct FlightAfter {
    using type = Flight<Wrapper, R, Ok, R&&>;
};
template <class Wrapper, bool Ok, class... Ins>
struct FlightAfter<Wrapper, void, Ok, false, Ins...> {
    using type = Flight<Wrapper, void, Ok, Ins...>;
};
template <class Wrapper, bool Ok, class... Ins>
struct FlightAfter<Wrapper, void, Ok, true, Ins...> {
    using type = Flight<Wrapper, void, Ok>;
};

/// What is in flight after a stage that is given Ins, handed as H says.
template <Handing H, class Wrapper, class Self, bool Last, class... Ins>
struct Step {
    using R = typename Handed<H, Self, Ins...>::Result;
    static constexpr bool stays = stays_to_be_looked_at<H, std::remove_cvref_t<Self>, R, Last, Ins...>();
    using type = typename FlightAfter<Wrapper, R, stays, Last, Ins...>::type;
};
template <class Wrapper, class Self, bool Last, class In>
struct Step<Handing::value, Wrapper, Self, Last, In> {
    using Value = decltype(*std::declval<In>())&&;
    using type = typename Step<handing<Self, Last, Value>(), std::remove_cvref_t<In>, Self, Last, Value>::type;
};
template <class Self, bool First, bool Last, class... Ins>
struct RefusedStep {
    static constexpr bool takes = takes_what_it_is_given<Self, First, Last, Ins...>();
    using type = Flight<void, void, takes>;
};
template <bool Taken>
struct StepOr {
    template <class TakenStep, class Refused>
    using Step = TakenStep;
};
template <>
struct StepOr<false> {
    template <class TakenStep, class Refused>
    using Step = Refused;
};
constexpr bool is_taken(Handing how, bool first) noexcept {
    return how != Handing::none && !(first && how == Handing::value);
}

template <class Wrapper, class R, class... Ins, class Self, bool First, bool Last, class By = Decider<Self>>
auto operator>>(Flight<Wrapper, R, true, Ins...>, Link<Self, First, Last>) ->
    typename StepOr<is_taken(handing_by<By, Last, Ins...>, First)>::template Step<
        Step<handing_by<By, Last, Ins...>, Wrapper, By, Last, Ins...>, RefusedStep<Self, First, Last, Ins...>>::type;
template <class Wrapper, class R, class... Ins, class Self, bool First, bool Last>
Flight<void, void, false> operator>>(Flight<Wrapper, R, false, Ins...>, Link<Self, First, Last>);

template <class End>
auto result_of_flight() {
    using Last = typename End::Last;
    using Stopper = typename End::Stopper;
    if constexpr (std::is_void_v<Stopper>) return Tag<Last>{};
    else if constexpr (std::is_void_v<Last>) return Tag<bool>{};
    else if constexpr (OptionalLike<Last>) return Tag<Last>{};
    else return Tag<typename Rewrapped<Stopper, Last>::type>{};
}

/// The result of a pipeline that was refused: fits whatever the caller wants, so that the message about what is wrong
/// is not followed by others about what is not.
struct Refused {
    template <class T>
    operator T() const;  // NOLINT(google-explicit-constructor)
};

/// What the pipeline returns, from the flight's end.
template <class End>
auto result_at() {
    if constexpr (!End::ok) return Tag<Refused>{};
    else return result_of_flight<End>();
}

}  // namespace weir::inline WEIR_ABI::detail
