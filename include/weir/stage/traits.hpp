#pragma once

#include <weir/base/duration.hpp>
#include <weir/base/type_list.hpp>
#include <weir/base/type_name.hpp>
#include <weir/stage/stage.hpp>

namespace weir::inline WEIR_ABI::detail {

// What a stage type says of itself.

template <class S>
concept IsMark = requires {
    typename S::weir_mark;
};

/// A pipeline in the list of another.
template <class S>
concept IsPipeline = requires {
    typename S::weir_settings;
};

/// A stage of weir's own making, of which is known without a look into it: its name is text, its threshold a constant,
/// and it asks nothing of the values. Asked of its members, for to match the arguments of Stage takes the compiler
/// longer than all else that it does for a stage.
template <class S>
concept IsWeirsOwn = requires {
    typename S::weir_stage;
}
&&std::is_same_v<S, typename S::weir_stage>;
/// Of those one that is a function: no lambda, no member.
template <class S>
concept IsFunction = IsWeirsOwn<S> && requires {
    typename S::weir_called;
} && std::is_pointer_v<typename S::weir_called>;

template <std::size_t>
struct Size;
template <std::int64_t>
struct Count;

/// Text, and a constant: what a member of an object or a variable holds is not known here.
template <class S>
concept NameIsOfObjects = std::is_member_object_pointer_v<decltype(&S::name)>;
template <class S>
concept NameIsReadable = !NameIsOfObjects<S> && requires {
    typename Size<Text{S::name}.size>;
};
template <class S>
constexpr Text name_text() noexcept {
    if constexpr (NameIsReadable<S>) return Text{S::name};
    else if constexpr (requires { S::name; }) return {};  // refused by StageIsWellFormed
    else return unqualified_type_name<S>();
}
template <class S>
inline constexpr auto name_characters = fixed_copy<name_text<S>().size + 1>(name_text<S>());
/// The stage's name, or its type's where it has none, with a closing zero.
template <class S>
inline constexpr const char* stage_name = name_characters<S>.data();

/// A name in an error message, letter by letter: clang++ before 15 prints a FixedString as the numbers of its
/// characters. Made only where something is refused, so that a right program does not pay for it.
template <char... Letters>
struct Named;
template <class S, std::size_t... I>
Named<name_text<S>().data[I]...> spell(std::index_sequence<I...>);
template <class S>
using NameOf = decltype(spell<S>(std::make_index_sequence<name_text<S>().size>{}));

template <class S>
constexpr bool says_threshold() noexcept {
    if constexpr (requires { S::threshold; })
        return !std::is_same_v<std::remove_cvref_t<decltype(S::threshold)>, NoThreshold>;
    else return false;
}
template <class S>
inline constexpr bool has_threshold = says_threshold<S>();

/// The threshold in nanoseconds; only where there is one.
template <class S>
inline constexpr std::int64_t threshold_of = Nanoseconds{S::threshold}.count();

/// weir's or <chrono>'s; a bare number is none, though Nanoseconds can be made of one.
template <class D>
inline constexpr bool is_duration = std::is_convertible_v<D, Nanoseconds>;

inline constexpr std::size_t longest_name = 111;

enum class StageFault : unsigned char {
    none,
    not_a_class,
    name_unreadable,
    name_empty,
    name_long,
    threshold_no_duration,
    threshold_not_positive,
    allocations_no_number,
    allocations_negative
};

/// Where a stage has no max_allocations.
inline constexpr std::uint64_t no_max_allocations = ~std::uint64_t{0};
template <class S>
concept SaysMaxAllocations = requires {
    S::max_allocations;
};
/// A whole number that is known here: no bool, and no member of an object.
template <class S>
constexpr StageFault max_allocations_fault() noexcept {
    if constexpr (!SaysMaxAllocations<S>) return StageFault::none;
    else if constexpr (!std::is_integral_v<std::remove_cvref_t<decltype(S::max_allocations)>> ||
                       std::is_same_v<std::remove_cvref_t<decltype(S::max_allocations)>, bool>)
        return StageFault::allocations_no_number;
    else if constexpr (std::is_member_object_pointer_v<decltype(&S::max_allocations)>)
        return StageFault::allocations_no_number;
    else if constexpr (!requires { typename Size<static_cast<std::size_t>(S::max_allocations)>; })
        return StageFault::allocations_no_number;
    else if constexpr (std::is_signed_v<std::remove_cvref_t<decltype(S::max_allocations)>>)
        return S::max_allocations < 0 ? StageFault::allocations_negative : StageFault::none;
    else return StageFault::none;
}
template <class S>
constexpr StageFault stage_fault() noexcept {
    if constexpr (!std::is_class_v<S> || !std::is_same_v<S, std::remove_cv_t<S>>) return StageFault::not_a_class;
    else if constexpr (requires { S::name; } && !NameIsReadable<S>) return StageFault::name_unreadable;
    else if constexpr (name_text<S>().size == 0) return StageFault::name_empty;
    else if constexpr (name_text<S>().size > longest_name) return StageFault::name_long;
    else if constexpr (constexpr StageFault fault = max_allocations_fault<S>(); fault != StageFault::none) return fault;
    else if constexpr (!has_threshold<S>) return StageFault::none;
    else if constexpr (std::is_member_object_pointer_v<decltype(&S::threshold)>)
        return StageFault::threshold_no_duration;
    else if constexpr (!is_duration<decltype(S::threshold)>) return StageFault::threshold_no_duration;
    else if constexpr (!requires { typename Count<Nanoseconds{S::threshold}.count()>; })
        return StageFault::threshold_no_duration;
    else return threshold_of<S> > 0 ? StageFault::none : StageFault::threshold_not_positive;
}
template <StageFault Fault, class Name, class Stage>
struct StageIsRefused {
    static_assert(Fault != StageFault::not_a_class,
                  "weir: a stage must be a class type without const, volatile or a reference; for a function write "
                  "weir::Stage<\"name\", function>");
    static_assert(Fault != StageFault::name_unreadable,
                  "weir: a stage's name cannot be read as text at compile time; write: static constexpr auto name = "
                  "\"parse\";");
    static_assert(Fault != StageFault::name_empty,
                  "weir: a stage's name is empty; give it one, it is how reports call it");
    static_assert(Fault != StageFault::name_long,
                  "weir: a stage's name is longer than 111 characters; shorten it, or give the type a member: static "
                  "constexpr auto name = \"parse\";");
    static_assert(Fault != StageFault::threshold_no_duration,
                  "weir: a stage's threshold is not a duration, or not known at compile time; write 5_ms (with using "
                  "namespace weir::literals) or std::chrono::milliseconds(5), as a static constexpr member");
    static_assert(Fault != StageFault::threshold_not_positive,
                  "weir: a stage's threshold is zero or less, so that each call would violate it; give it a positive "
                  "duration, or leave it away");
    static_assert(Fault != StageFault::allocations_no_number,
                  "weir: a stage's max_allocations is not a whole number, or not known at compile time; write: static "
                  "constexpr std::uint64_t max_allocations = 2;");
    static_assert(Fault != StageFault::allocations_negative,
                  "weir: a stage's max_allocations is less than zero; write how often each call may allocate, 0 for "
                  "never, or leave it away");
    static constexpr bool value = false;
};
/// What is wrong with the traits of S is said here, once for each stage type.
template <class S>
constexpr bool stage_is_well_formed() noexcept {
    constexpr StageFault fault = stage_fault<S>();
    if constexpr (fault == StageFault::none) return true;
    else if constexpr (fault == StageFault::not_a_class) return StageIsRefused<fault, void, S>::value;
    else return StageIsRefused<fault, NameOf<S>, S>::value;
}

/// What each pipeline needs to know of each of its stages, asked in one go: the compiler takes time for each question to
/// each stage.
struct StageTraits {
    Text name;
    std::int64_t threshold = -1;  ///< nanoseconds; -1 where there is none
    bool well_formed = false;     ///< else stage_is_well_formed says what is wrong
    std::uint64_t max_allocations = no_max_allocations;
};
template <class S>
constexpr StageTraits traits_by_look() noexcept {
    StageTraits traits;
    constexpr StageFault fault = stage_fault<S>();
    traits.name = name_text<S>();
    traits.well_formed = fault == StageFault::none;
    if constexpr (fault == StageFault::none && has_threshold<S>) traits.threshold = threshold_of<S>;
    if constexpr (fault == StageFault::none && SaysMaxAllocations<S>)
        traits.max_allocations = static_cast<std::uint64_t>(S::max_allocations);
    return traits;
}
template <class Limit>
constexpr StageTraits own_traits(Text name, Limit limit) noexcept {
    StageTraits traits{name, -1, name.size <= longest_name && name.size != 0};
    if constexpr (is_duration<Limit>) {
        traits.threshold = Nanoseconds{limit}.count();
        traits.well_formed = traits.well_formed && traits.threshold > 0;
    } else traits.well_formed = traits.well_formed && std::is_same_v<Limit, NoThreshold>;
    return traits;
}
template <class S>
inline constexpr StageTraits traits_of = traits_by_look<S>();
template <IsWeirsOwn S>
inline constexpr StageTraits traits_of<S> = own_traits({S::name.data(), S::name.size()}, S::threshold);

// The parameters of a stage whose call operator is neither overloaded nor a template.
template <class F>
struct ParametersOf {
    using type = void;
};
template <class R, class... A>
struct ParametersOf<R (*)(A...)> {
    using type = TypeList<A...>;
};
template <class R, class... A>
struct ParametersOf<R (*)(A...) noexcept> {
    using type = TypeList<A...>;
};
template <class R, class C, class... A>
struct ParametersOf<R (C::*)(A...)> {
    using type = TypeList<A...>;
};
template <class R, class C, class... A>
struct ParametersOf<R (C::*)(A...) const> {
    using type = TypeList<A...>;
};
template <class R, class C, class... A>
struct ParametersOf<R (C::*)(A...) noexcept> {
    using type = TypeList<A...>;
};
template <class R, class C, class... A>
struct ParametersOf<R (C::*)(A...) const noexcept> {
    using type = TypeList<A...>;
};

template <class F>
    requires requires { &F::operator(); }
struct ParametersOf<F> : ParametersOf<decltype(&F::operator())> {};

template <class S>
struct ParametersOfStage : ParametersOf<S> {};
template <class S>
    requires requires { S::function; }
struct ParametersOfStage<S> {
    using F = std::remove_cv_t<decltype(S::function)>;
    using type = typename ParametersOf<std::conditional_t<std::is_member_pointer_v<F>, void, F>>::type;
};
/// A TypeList of the stage's parameter types, or void where they can't be known.
template <class S>
using Parameters = typename ParametersOfStage<S>::type;

}  // namespace weir::inline WEIR_ABI::detail
