#pragma once

#include <weir/base/duration.hpp>
#include <weir/base/type_list.hpp>
#include <weir/base/type_name.hpp>
#include <weir/stage/stage.hpp>

namespace weir::inline WEIR_ABI::detail {

// What a stage type says of itself.

template <class S>
concept IsMark = requires { typename S::weir_mark; };

/// A pipeline in the list of another.
template <class S>
concept IsPipeline = requires { typename S::weir_settings; };

template <class S>
constexpr Text name_text() noexcept {
    if constexpr (requires { S::name; }) {
        constexpr bool readable = requires { Text{S::name}; };
        static_assert(readable,
                      "weir: a stage's name cannot be read as text; write: static constexpr auto name = \"parse\";");
        if constexpr (readable) return Text{S::name};
        else return {};
    } else {
        return unqualified_type_name<S>();
    }
}
template <class S>
inline constexpr auto name_characters = fixed_copy<name_text<S>().size + 1>(name_text<S>());
/// The stage's name, or its type's where it has none, with a closing zero.
template <class S>
inline constexpr const char* stage_name = name_characters<S>.data();

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

/// What is wrong with the traits of S is said here, once for each stage type.
template <class S>
struct StageIsWellFormed {
    static_assert(std::is_object_v<S> && std::is_same_v<S, std::remove_cv_t<S>>,
                  "weir: a stage must be a class type without const, volatile or a reference; for a function write "
                  "weir::Stage<\"name\", function>");
    static_assert(name_text<S>().size != 0, "weir: a stage's name is empty; give it one, it is how reports call it");
    static_assert(name_text<S>().size < 112, "weir: a stage's name is longer than 111 characters; shorten it, or give "
                                             "the type a member: static constexpr auto name = \"parse\";");
    static constexpr bool threshold_is_duration() {
        if constexpr (has_threshold<S>) return requires { Nanoseconds{S::threshold}; };
        else return true;
    }
    static_assert(threshold_is_duration(), "weir: a stage's threshold is not a duration; write 5_ms (with "
                                           "using namespace weir::literals) or std::chrono::milliseconds(5)");
    static constexpr bool threshold_is_positive() {
        if constexpr (has_threshold<S> && threshold_is_duration()) return threshold_of<S> > 0;
        else return true;
    }
    static_assert(threshold_is_positive(), "weir: a stage's threshold is zero or less, so that each call would violate "
                                           "it; give it a positive duration, or leave it away");
    static constexpr bool value = true;
};

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

/// A TypeList of the stage's parameter types, or void where they can't be known.
template <class S>
auto parameters() {
    if constexpr (requires { S::function; }) {
        using F = std::remove_cv_t<decltype(S::function)>;
        if constexpr (requires { &F::operator(); }) return Tag<typename ParametersOf<decltype(&F::operator())>::type>{};
        else if constexpr (std::is_member_pointer_v<F>) return Tag<void>{};
        else return Tag<typename ParametersOf<F>::type>{};
    } else if constexpr (requires { &S::operator(); }) {
        return Tag<typename ParametersOf<decltype(&S::operator())>::type>{};
    } else {
        return Tag<void>{};
    }
}
template <class S>
using Parameters = typename decltype(parameters<S>())::type;

}  // namespace weir::inline WEIR_ABI::detail
