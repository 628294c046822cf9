#pragma once

#include <weir/pipeline/flow_of.hpp>
#include <weir/pipeline/storage.hpp>

namespace weir::inline WEIR_ABI::detail {

/// A run that nobody measures: the null policy of run_from, and the whole of level off.
struct NullRun {
    static constexpr bool measures = false;
    template <class S, class R, std::size_t Leaf, class... Ins>
    static constexpr bool looks = false;
};

template <class Run, class List, std::size_t At, std::size_t Leaf, class Result, class Stages, class... Ins>
WEIR_INLINE constexpr Result run_from(Run& run, Stages& stages, Ins&&... ins);

/// A stage that is one function. Where nothing is measured run_from calls that function itself, so that arguments by
/// value are made where they would be were the call written there.
template <class S>
inline constexpr bool is_function = false;
template <FixedString Name, auto Function, auto Limit>
inline constexpr bool is_function<Stage<Name, Function, Limit>> =
    std::is_function_v<std::remove_pointer_t<decltype(Function)>>;

template <class Reference>
struct Itself {
    Reference reference;
    WEIR_INLINE constexpr Reference operator*() const noexcept { return static_cast<Reference>(reference); }
};

template <bool HandsOn, class R, class... Ins>
struct OutOf {
    using type = R;
};
template <class R, class In>
struct OutOf<true, R, In> {
    using type = In;
};

/// Stage S as the At-th of a run, whose first leaf is Leaf, with what it is given, as forwarding references or a value.
/// The list of all stages is no part of the type: each name of a function would hold it.
template <class Run, class S, std::size_t At, std::size_t Leaf, bool Const, bool Last, bool TakesValue, class... Ins>
struct RunStep {
    using RunType = Run;
    using Real = RunStep;
    using Self = std::conditional_t<Const, const S&, S&>;
    static constexpr std::size_t at = At;
    static constexpr std::size_t leaf = Leaf;
    static constexpr std::size_t next_leaf = Leaf + leaf_count<S>;
    static constexpr bool is_const = Const;
    static constexpr bool last = Last;
    /// Of what is optional- or expected-like; where that is empty the run ends before this step.
    static constexpr bool takes_value = TakesValue;
    static constexpr Handing how = handing<Self, Last, Ins&&...>();
    using R = typename Handed<how, Self, Ins&&...>::Result;
    static constexpr bool is_void = std::is_void_v<R>;
    /// A void stage hands on what it was given.
    static constexpr bool hands_on = is_void && sizeof...(Ins) == 1;
    using Out = typename OutOf<hands_on, R, Ins...>::type;
    static constexpr bool can_go_on = can_stop_within<S, Const, Ins&&...>;
    static constexpr bool looked_at = Run::template looks<S, R, Leaf, Ins&&...>;
    // A result that is only counted by items(in) keeps guaranteed elision: it may be of a type that cannot move.
    static constexpr bool result_looked_at = looked_at && !is_void &&
                                             (items_look<S, R, Ins&&...>() == Look::after ||
                                              items_look<S, R, Ins&&...>() == Look::size ||
                                              capture_look<S, R, Ins&&...>() == Look::after || has_analyzer<S>);

    /// The stage where its call takes more than the call.
    template <class Object>
    struct Called {
        Run& run;
        Object& object;

        template <class... T>
        WEIR_INLINE constexpr decltype(auto) operator()(T&&... ins) const {
            if constexpr (looked_at) run.template look_before<S, R, Leaf, Ins&&...>(object, ins...);
            if constexpr (is_void) {
                call(static_cast<T&&>(ins)...);
                if constexpr (looked_at) run.template look_after<S, R, Leaf, Ins&&...>(object, ins...);
                if constexpr (last) return true;
                else if constexpr (hands_on)
                    return (Ins(static_cast<Ins&&>(const_cast<std::remove_reference_t<Ins>&>(ins))), ...);
            } else if constexpr (last && result_looked_at) {
                R out = call(static_cast<T&&>(ins)...);
                run.template look_after<S, R, Leaf, Ins&&...>(object, ins..., out);
                if constexpr (std::is_reference_v<R>) return static_cast<R>(out);
                else return out;
            } else {
                return call(static_cast<T&&>(ins)...);
            }
        }
        /// The boundary at its end is taken by a destructor, so that it is taken also when the stage throws, and so
        /// that the result is made where the caller wants it.
        template <class... T>
        WEIR_INLINE constexpr R call(T&&... ins) const {
            if constexpr (IsPipeline<S>) {
                using Inner = typename S::weir_settings;
                if constexpr (Inner::level != Level::off || !Run::measures) {
                    return run_from<Run, typename Inner::Stages, 0, Leaf, R>(run, object, static_cast<T&&>(ins)...);
                } else {
                    [[maybe_unused]] typename Run::template Boundary<Leaf> boundary{run};
                    NullRun bare;
                    return run_from<NullRun, typename Inner::Stages, 0, 0, R>(bare, object, static_cast<T&&>(ins)...);
                }
            } else if constexpr (Run::measures) {
                [[maybe_unused]] typename Run::template Boundary<Leaf> boundary{run};
                return object(static_cast<T&&>(ins)...);
            } else {
                return object(static_cast<T&&>(ins)...);
            }
        }
    };

    /// A pipeline within one, where nothing is measured.
    template <class Object>
    struct Nested {
        Run& run;
        Object& object;

        template <class... T>
        WEIR_INLINE constexpr R operator()(T&&... ins) const {
            return run_from<Run, typename S::weir_settings::Stages, 0, 0, R>(run, object, static_cast<T&&>(ins)...);
        }
    };

    /// What to call.
    template <class Result = bool, class Stages>
    WEIR_INLINE static constexpr decltype(auto) stage(Run& run, Stages& stages) noexcept {
        constexpr bool more_than_the_call = is_void && !(last && std::is_void_v<Result>);
        auto& object = slot<At, S>(stages);
        using Object = std::remove_reference_t<decltype(object)>;
        if constexpr (Run::measures || more_than_the_call) return Called<Object>{run, object};
        else if constexpr (IsPipeline<S>) return Nested<Object>{run, object};
        else if constexpr (is_function<S>) return *S::function;
        else return (object);
    }
    /// What gives, with a star before it, what it is given of what the step Before left in `out`.
    template <class Before, class T>
    WEIR_INLINE static constexpr decltype(auto) source(Run& run, T& out) {
        using Given = typename Before::Out;
        if constexpr (takes_value) {
            return static_cast<Given&&>(out);
        } else {
            if constexpr (Run::measures && Before::can_go_on) run.template go_on_after_group<Leaf>();
            return Itself<Given&&>{static_cast<Given&&>(out)};
        }
    }
    template <class In>
    WEIR_INLINE static constexpr decltype(auto) handed(In&& in) noexcept {
        return hand<how, In>(in);
    }
    /// Its result, not the run's last, is looked at.
    template <class Stages, class... T>
    WEIR_INLINE static constexpr void look_after(Run& run, Stages& stages, const T&... values) {
        run.template look_after<S, R, Leaf, Ins&&...>(slot<At, S>(stages), values...);
    }
    /// What it was given, for that look.
    template <class T>
    WEIR_INLINE static constexpr decltype(auto) seen(T& out) {
        if constexpr (takes_value) return *out;
        else return (out);
    }

    /// The pipeline's result where what this step gave is empty and the next one takes the value.
    template <class Result, class T>
    WEIR_INLINE static constexpr decltype(auto) stop(Run& run, T& out) {
        if constexpr (Run::measures && IsPipeline<S>) run.template stop_after_group<next_leaf - 1>();
        else if constexpr (Run::measures) run.template stop<Leaf>();
        using Empty = std::remove_cv_t<T>;
        if constexpr (std::is_same_v<Result, Empty>) return static_cast<Out&&>(out);
        else return empty_result<Result>(static_cast<Out&&>(out));
    }
    /// Whether that result is a plain Result{}, which run_from returns itself: through one more function g++ makes other
    /// code of it.
    template <class Result>
    static constexpr bool gives_nothing = [] {
        using Empty = std::remove_cvref_t<Out>;
        static_assert(stop_reaches_the_result<S, Out&&, Result>());
        if constexpr (Run::measures || std::is_same_v<Result, bool> || std::is_same_v<Result, Empty>) return false;
        else return !ExpectedLike<Empty>;
    }();
};

/// What stands in for a step where run_from has more statements than there are stages: hands on what Before left.
template <class Before>
struct NoStep : Before {
    static constexpr bool takes_value = false;
    static constexpr bool result_looked_at = false;
    struct HandsOn {
        template <class T>
        WEIR_INLINE constexpr T&& operator()(T&& out) const noexcept {
            return static_cast<T&&>(out);
        }
    };
    template <class Run, class Stages>
    WEIR_INLINE static constexpr HandsOn stage(Run&, Stages&) noexcept {
        return {};
    }
    template <class, class Run, class T>
    WEIR_INLINE static constexpr Itself<T&> source(Run&, T& out) noexcept {
        return {out};
    }
    template <class T>
    WEIR_INLINE static constexpr T& handed(T& out) noexcept {
        return out;
    }
};

template <bool Follows>
struct NextStep {
    template <class Before, class List, std::size_t At>
    using Of = NoStep<typename Before::Real>;
};
template <>
struct NextStep<true> {
    template <class Before, class S, bool Last>
    static constexpr bool takes_value =
        handing<std::conditional_t<Before::is_const, const S&, S&>, Last, typename Before::Out&&>() == Handing::value;
    template <class Out, bool TakesValue>
    static auto given() {
        if constexpr (TakesValue) return Tag<decltype(*std::declval<Out>())>{};
        else return Tag<Out&&>{};
    }
    template <class Before, class S, bool Last, std::size_t At, bool TakesValue = takes_value<Before, S, Last>>
    using Followed = RunStep<typename Before::RunType, S, At, Before::next_leaf, Before::is_const, Last, TakesValue,
                             typename decltype(given<typename Before::Out, TakesValue>())::type>;
    template <class Before, class List, std::size_t At>
    using Of = Followed<Before, TypeAt<At, List>, At + 1 == List::size, At>;
};
// A class of its own: as an alias all the way down each step would be worked out from the first on.
template <class Before, class List, std::size_t At>
struct NextOf {
    using type = typename NextStep<At == Before::at + 1>::template Of<Before, List, At>;
};
/// The step after Before, for the At-th stage of List, where that is the next one.
template <class Before, class List, std::size_t At>
using Next = typename NextOf<Before, List, At>::type;

}  // namespace weir::inline WEIR_ABI::detail
