#pragma once

#include <weir/pipeline/flow_of.hpp>
#include <weir/pipeline/storage.hpp>

namespace weir::inline WEIR_ABI::detail {

/// A run that nobody measures: the null policy of run_from, and the whole of level off.
struct NullRun {
    static constexpr bool measures = false;
    template <class S, class R, class... Ins>
    static constexpr bool looks = false;
};

template <class Run, class List, std::size_t At, std::size_t Leaf, class Result, class Stages, class... Ins>
WEIR_INLINE constexpr Result run_from(Run& run, Stages& stages, Ins&&... ins);

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

/// One stage of a run, by what decides how values flow through it, with what it is given, as forwarding references or a
/// value. GroupLeaf is the first leaf of a nested pipeline, 0 of any other stage. Neither the stage nor the list of all
/// is part of the type: what is the same for many stages is compiled once, and each name of a function would hold the
/// list.
template <class Run, class By, std::size_t GroupLeaf, bool Last, bool TakesValue, class... Ins>
struct RunStep {
    using RunType = Run;
    using S = std::remove_cvref_t<By>;
    static constexpr bool last = Last;
    /// Of what is optional- or expected-like; where that is empty the run ends before this step.
    static constexpr bool takes_value = TakesValue;
    static constexpr Handing how = handing_by<By, Last, Ins&&...>;
    using R = typename Handed<how, By, Ins&&...>::Result;
    static constexpr bool is_void = std::is_void_v<R>;
    /// A void stage hands on what it was given.
    static constexpr bool hands_on = is_void && sizeof...(Ins) == 1;
    using Out = typename OutOf<hands_on, R, Ins...>::type;
    static constexpr bool can_go_on = can_stop_within<S, std::is_const_v<std::remove_reference_t<By>>, Ins&&...>;
    /// The step Before is a nested pipeline that may have stopped within, and this one is run all the same.
    template <class Before>
    static constexpr bool goes_on_after = Run::measures && !takes_value && Before::can_go_on;
    static constexpr bool looked_at = Run::template looks<S, R, Ins&&...>;
    // A result that is only counted by items(in) keeps guaranteed elision: it may be of a type that cannot move.
    static constexpr bool result_looked_at = looked_at && !is_void &&
                                             (items_look<S, R, Ins&&...>() == Look::after ||
                                              items_look<S, R, Ins&&...>() == Look::size ||
                                              capture_look<S, R, Ins&&...>() == Look::after || HasAnalyzer<S>);

    /// The stage where its call takes more than the call.
    template <class Callee>
    struct WithMore {
        Run& run;
        Callee& callee;
        std::size_t leaf;

        template <class... T>
        WEIR_INLINE constexpr decltype(auto) operator()(T&&... ins) const {
            if constexpr (looked_at) run.template look_before<S, R, Ins&&...>(leaf, callee, ins...);
            if constexpr (is_void) {
                call(static_cast<T&&>(ins)...);
                if constexpr (looked_at) run.template look_after<S, R, Ins&&...>(leaf, callee, ins...);
                if constexpr (last) return true;
                else if constexpr (hands_on)
                    return (Ins(static_cast<Ins&&>(const_cast<std::remove_reference_t<Ins>&>(ins))), ...);
            } else if constexpr (last && result_looked_at) {
                R out = call(static_cast<T&&>(ins)...);
                run.template look_after<S, R, Ins&&...>(leaf, callee, ins..., out);
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
                    return run_from<Run, typename Inner::Stages, 0, GroupLeaf, R>(run, callee,
                                                                                  static_cast<T&&>(ins)...);
                } else {
                    [[maybe_unused]] typename Run::Boundary boundary{run, leaf};
                    NullRun bare;
                    return run_from<NullRun, typename Inner::Stages, 0, 0, R>(bare, callee, static_cast<T&&>(ins)...);
                }
            } else if constexpr (Run::measures) {
                [[maybe_unused]] typename Run::Boundary boundary{run, leaf};
                return callee(static_cast<T&&>(ins)...);
            } else {
                return callee(static_cast<T&&>(ins)...);
            }
        }
    };

    /// A pipeline within one, where nothing is measured.
    template <class Callee>
    struct Nested {
        Run& run;
        Callee& callee;

        template <class... T>
        WEIR_INLINE constexpr R operator()(T&&... ins) const {
            return run_from<Run, typename S::weir_settings::Stages, 0, 0, R>(run, callee, static_cast<T&&>(ins)...);
        }
    };

    /// What to call.
    template <class Result = bool, class Callee>
    WEIR_INLINE static constexpr decltype(auto) stage(Run& run, Callee& callee, std::size_t leaf) noexcept {
        constexpr bool more_than_the_call = is_void && !(last && std::is_void_v<Result>);
        if constexpr (Run::measures || more_than_the_call) return WithMore<Callee>{run, callee, leaf};
        else if constexpr (IsPipeline<S>) return Nested<Callee>{run, callee};
        else return (callee);
    }
    /// What gives, with a star before it, what it is given of what the step Before left in `out`.
    template <class Before, class T>
    WEIR_INLINE static constexpr decltype(auto) source(T& out) {
        using Given = typename Before::Out;
        if constexpr (takes_value) return static_cast<Given&&>(out);
        else return Itself<Given&&>{static_cast<Given&&>(out)};
    }
    template <class In>
    WEIR_INLINE static constexpr decltype(auto) handed(In&& in) noexcept {
        return hand<how, In>(in);
    }
    /// Its result, not the run's last, is looked at.
    template <class Callee, class... T>
    WEIR_INLINE static constexpr void look_after(Run& run, Callee& callee, std::size_t leaf, const T&... values) {
        run.template look_after<S, R, Ins&&...>(leaf, callee, values...);
    }
    /// What it was given, for that look.
    template <class T>
    WEIR_INLINE static constexpr decltype(auto) seen(T& out) {
        if constexpr (takes_value) return *out;
        else return (out);
    }

    /// The pipeline's result where what this step gave is empty and the next one takes the value.
    template <class Result, class T>
    WEIR_INLINE static constexpr decltype(auto) stop([[maybe_unused]] Run& run, T& out, std::size_t leaf) {
        if constexpr (Run::measures && IsPipeline<S>) run.stop_after_group(leaf + leaf_count<S> - 1);
        else if constexpr (Run::measures) run.stop(leaf);
        using Empty = std::remove_cv_t<T>;
        if constexpr (std::is_same_v<Result, Empty>) return static_cast<Out&&>(out);
        else return empty_result<Result>(static_cast<Out&&>(out));
    }
    /// Whether that result is a plain Result{}, which run_from returns itself: through one more function g++ makes other
    /// code of it. Stage is named where it cannot be.
    template <class Result, class Stage>
    static constexpr bool gives_nothing = [] {
        using Empty = std::remove_cvref_t<Out>;
        static_assert(stop_reaches_the_result<Stage, Out&&, Result>());
        if constexpr (Run::measures || std::is_same_v<Result, bool> || std::is_same_v<Result, Empty>) return false;
        else return !ExpectedLike<Empty>;
    }();
};

/// What stands in for a step where run_from has more statements than there are stages: hands on what Before left.
template <class Before>
struct NoStep : Before {
    static constexpr bool takes_value = false;
    static constexpr bool result_looked_at = false;
    template <class>
    static constexpr bool goes_on_after = false;
    struct HandsOn {
        template <class T>
        WEIR_INLINE constexpr T&& operator()(T&& out) const noexcept {
            return static_cast<T&&>(out);
        }
    };
    template <class Run, class Callee>
    WEIR_INLINE static constexpr HandsOn stage(Run&, Callee&, std::size_t) noexcept {
        return {};
    }
    template <class, class T>
    WEIR_INLINE static constexpr Itself<T&> source(T& out) noexcept {
        return {out};
    }
    template <class T>
    WEIR_INLINE static constexpr T& handed(T& out) noexcept {
        return out;
    }
};

template <class Before, class By, std::size_t GroupLeaf, bool Last>
struct NextStep {
    using Out = typename Before::Out;
    static constexpr bool takes_value = handing_by<By, Last, Out&&> == Handing::value;
    static auto given() {
        if constexpr (takes_value) return Tag<decltype(*std::declval<Out>())>{};
        else return Tag<Out&&>{};
    }
    using type = RunStep<typename Before::RunType, By, GroupLeaf, Last, takes_value, typename decltype(given())::type>;
};

/// Where run_from starts: at the At-th stage of List, whose first leaf is Leaf, with Ins in flight.
template <class RunType, class StageList, bool Const, std::size_t At, std::size_t Leaf, class... Ins>
struct Start {
    using List = StageList;
    template <class S>
    using Qualified = typename ConstIf<Const>::template Of<S>;
    // Enumerators, here and below: a static member would be a symbol of the program, whose name holds the list.
    enum : std::size_t {
        at = At,
        end = List::size - At < 16 ? List::size : At + 16,  ///< the stage after the last statement's
        leaf = Leaf,
        leaves_before_it = leaves_before<List>(At)
    };
    template <class By, std::size_t GroupLeaf, bool Last>
    using First = RunStep<RunType, By, GroupLeaf, Last, false, Ins...>;
};
/// The stage that a statement of run_from calls.
template <class From, std::size_t Index>
struct Called {
    using S = TypeAt<Index, typename From::List>;
    using Slot = typename From::template Qualified<detail::Slot<Index, S>>;
    using By = Decider<typename From::template Qualified<S>&>;
    enum : std::size_t {
        index = Index,
        leaf = From::leaf + leaves_before<typename From::List>(Index) - From::leaves_before_it,
        group_leaf = IsPipeline<S> ? leaf : 0
    };
    enum : bool { last = Index + 1 == From::List::size };
};
/// Statement K of run_from. The last of the sixteen calls the last stage; where the list is shorter, those after the
/// first call none. Each is a class, for as an alias it would be worked out from the first on.
template <class From, std::size_t K, bool Calls = K == 0 || (From::end + K > From::at + 16)>
struct Statement : Called<From, From::end + K - 16> {
    using At = Called<From, From::end + K - 16>;
    using Step =
        typename NextStep<typename Statement<From, K - 1>::Step, typename At::By, At::group_leaf, At::last>::type;
};
template <class From, std::size_t K>
struct Statement<From, K, false> : Statement<From, 0> {
    using Step = NoStep<typename Statement<From, 0>::Step>;
};
template <class From>
struct Statement<From, 0, true> : Called<From, From::at> {
    using At = Called<From, From::at>;
    using Step = typename From::template First<typename At::By, At::group_leaf, At::last>;
};

}  // namespace weir::inline WEIR_ABI::detail
