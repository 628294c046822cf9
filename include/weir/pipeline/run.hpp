#pragma once

#include <weir/pipeline/flat.hpp>
#include <weir/pipeline/storage.hpp>
#include <weir/stage/result.hpp>

namespace weir::inline WEIR_ABI::detail {

/// A run that nobody measures: the null policy of run_from, and the whole of level off.
struct NullRun {
    static constexpr bool measures = false;
    template <std::size_t Leaf>
    struct Boundary {
        WEIR_INLINE constexpr explicit Boundary(NullRun&) noexcept {}
    };
    template <class S, class R, std::size_t Leaf, class... Ins>
    static constexpr bool looks = false;
    template <std::size_t Leaf>
    WEIR_INLINE constexpr void stop() noexcept {}
    template <std::size_t Leaf>
    WEIR_INLINE constexpr void stop_after_group() noexcept {}
    template <std::size_t NextLeaf>
    WEIR_INLINE constexpr void go_on_after_group() noexcept {}
};

template <class List, bool Const>
struct FlowOf;
template <class... S, bool Const>
struct FlowOf<TypeList<S...>, Const> {
    template <class T>
    using Self = std::conditional_t<Const, const T&, T&>;
    template <std::size_t... I, class... Ins>
    static auto end(std::index_sequence<I...>, TypeList<Ins...>)
        -> decltype((Flight<void, void, true, Ins...>{} >> ... >> Link<Self<S>, I == 0, I + 1 == sizeof...(S)>{}));
    template <class... Ins>
    using End = decltype(end(std::index_sequence_for<S...>{}, TypeList<Ins...>{}));
    template <class... Ins>
    using Result = typename decltype(result_at<End<Ins...>>())::type;
};

template <class List>
inline constexpr bool has_groups = false;
template <class... S>
inline constexpr bool has_groups<TypeList<S...>> = (IsPipeline<S> || ...);
/// Whether a run through the group S can end before its last stage. A group in it may do so on its own account.
template <class S, bool Const, class... Ins>
inline constexpr bool can_stop =
    has_groups<typename S::weir_settings::Stages> ||
    !std::is_void_v<typename FlowOf<typename S::weir_settings::Stages, Const>::template End<Ins...>::Stopper>;

template <class Run, class List, std::size_t I, std::size_t Leaf, class Result, class Stages, class... Ins>
WEIR_INLINE constexpr Result run_from(Run& run, Stages& stages, Ins&&... ins);

/// Calls one stage. The boundary at its end is taken by a destructor, so that it is taken also when the stage throws,
/// and so that the result is made where the caller wants it.
template <class Run, class S, std::size_t Leaf, class R, Handing H, class Object, class... Ins>
WEIR_INLINE constexpr R call_stage(Run& run, Object& object, Ins&&... ins) {
    if constexpr (IsPipeline<S>) {
        using Inner = typename S::weir_settings;
        if constexpr (Inner::level != Level::off || !Run::measures) {
            return run_from<Run, typename Inner::Stages, 0, Leaf, R>(run, object, hand<H, Ins&&>(ins)...);
        } else {
            [[maybe_unused]] typename Run::template Boundary<Leaf> boundary{run};
            NullRun bare;
            return run_from<NullRun, typename Inner::Stages, 0, 0, R>(bare, object, hand<H, Ins&&>(ins)...);
        }
    } else {
        [[maybe_unused]] typename Run::template Boundary<Leaf> boundary{run};
        return object(hand<H, Ins&&>(ins)...);
    }
}

/// Runs the stages of List from the I-th on, whose first leaf is Leaf. What is in flight is a local variable, alive
/// until the last stage is done, as if each stage were a statement of its own.
template <class Run, class List, std::size_t I, std::size_t Leaf, class Result, class Stages, class... Ins>
WEIR_INLINE constexpr Result run_from(Run& run, Stages& stages, Ins&&... ins) {
    using S = TypeAt<I, List>;
    constexpr bool is_const = std::is_const_v<Stages>;
    using Self = std::conditional_t<is_const, const S&, S&>;
    constexpr bool last = I + 1 == List::size;
    constexpr Handing how = handing<Self, last, Ins&&...>();
    using R = typename Handed<how, Self, Ins&&...>::Result;
    constexpr bool looked_at = Run::template looks<S, R, Leaf, Ins&&...>;
    constexpr std::size_t next_leaf = Leaf + leaf_count<S>;
    // A result that is only counted by items(in) keeps guaranteed elision: it may be of a type that cannot move.
    constexpr bool result_looked_at = looked_at && (items_look<S, R, Ins&&...>() == Look::after ||
                                                    items_look<S, R, Ins&&...>() == Look::size ||
                                                    capture_look<S, R, Ins&&...>() == Look::after || has_analyzer<S>);
    auto& object = slot<I, S>(stages);

    if constexpr (looked_at) run.template look_before<S, R, Leaf, Ins&&...>(object, ins...);
    if constexpr (std::is_void_v<R>) {
        call_stage<Run, S, Leaf, R, how>(run, object, static_cast<Ins&&>(ins)...);
        if constexpr (looked_at) run.template look_after<S, R, Leaf, Ins&&...>(object, ins...);
        if constexpr (!last)
            return run_from<Run, List, I + 1, next_leaf, Result>(run, stages, static_cast<Ins&&>(ins)...);
        else if constexpr (std::is_same_v<Result, bool>) return true;
    } else if constexpr (last && !result_looked_at) {
        if constexpr (std::is_same_v<R, Result>)
            return call_stage<Run, S, Leaf, R, how>(run, object, static_cast<Ins&&>(ins)...);
        else return Result(call_stage<Run, S, Leaf, R, how>(run, object, static_cast<Ins&&>(ins)...));
    } else {
        R out = call_stage<Run, S, Leaf, R, how>(run, object, static_cast<Ins&&>(ins)...);
        if constexpr (looked_at) run.template look_after<S, R, Leaf, Ins&&...>(object, ins..., out);
        if constexpr (!last) {
            using Next = TypeAt<I + 1, List>;
            using NextSelf = std::conditional_t<is_const, const Next&, Next&>;
            if constexpr (handing<NextSelf, I + 2 == List::size, R&&>() == Handing::value) {
                static_assert(stop_reaches_the_result<S, R&&, Result>());
                if (!out.has_value()) {
                    if constexpr (IsPipeline<S>) run.template stop_after_group<next_leaf - 1>();
                    else run.template stop<Leaf>();
                    return empty_result<Result>(static_cast<R&&>(out));
                }
                return run_from<Run, List, I + 1, next_leaf, Result>(run, stages, *static_cast<R&&>(out));
            } else {
                if constexpr (IsPipeline<S>)
                    if constexpr (can_stop<S, is_const, Ins&&...>) run.template go_on_after_group<next_leaf>();
                return run_from<Run, List, I + 1, next_leaf, Result>(run, stages, static_cast<R&&>(out));
            }
        } else if constexpr (!std::is_same_v<R, Result>) {
            return Result(static_cast<R&&>(out));
        } else if constexpr (std::is_reference_v<R>) {
            return static_cast<R>(out);
        } else {
            return out;
        }
    }
}

}  // namespace weir::inline WEIR_ABI::detail
