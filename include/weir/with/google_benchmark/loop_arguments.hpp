#pragma once

#include <weir/pipeline/pipeline.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

// How each turn of a loop gets the same arguments.
namespace weir::inline WEIR_ABI::detail {

template <class S>
struct FirstLeaf {
    using type = S;
};
template <IsPipeline S>
struct FirstLeaf<S> : FirstLeaf<TypeAt<0, typename S::weir_settings::Stages>> {};

template <class S>
inline constexpr bool made_of_nothing = std::is_default_constructible_v<S>;
template <class List>
inline constexpr bool all_made_of_nothing = false;
template <class... S>
inline constexpr bool all_made_of_nothing<TypeList<S...>> = (made_of_nothing<S> && ...);
/// Asked of its stages, for the default constructor of a pipeline is declared whatever they say.
template <IsPipeline S>
inline constexpr bool made_of_nothing<S> = all_made_of_nothing<typename S::weir_settings::Stages>;

/// shown: the pipeline only looks at it, as const. copied: each turn has a copy of its own, made before the run. itself:
/// what can't be copied is given as it is, and each turn finds what the one before left.
enum class Giving : unsigned char { shown, copied, itself };

template <class Parameter>
inline constexpr bool only_looks = std::is_lvalue_reference_v<Parameter>
                                       ? std::is_const_v<std::remove_reference_t<Parameter>>
                                       : !std::is_reference_v<Parameter> && std::is_trivially_copyable_v<Parameter>;

/// Whether the first stage only looks at its I-th argument, as far as is known, and hands on something else.
template <class Self, std::size_t I, class... T>
constexpr bool first_only_looks() {
    using Known = Parameters<std::remove_cvref_t<Self>>;
    if constexpr (std::is_void_v<Known> || !callable<Self, const T&...>) return false;
    else if constexpr (std::is_void_v<CallResult<Self, const T&...>>) return false;  // what was given goes on
    else if constexpr (Known::size != sizeof...(T)) return false;
    else return only_looks<TypeAt<I, Known>>;
}

template <class Argument>
constexpr Giving giving(bool is_only_looked_at) noexcept {
    if (is_only_looked_at) return Giving::shown;
    if (std::is_copy_constructible_v<std::remove_cvref_t<Argument>>) return Giving::copied;
    constexpr bool is_changeable = std::is_lvalue_reference_v<Argument> &&
                                   !std::is_const_v<std::remove_reference_t<Argument>>;
    return is_changeable ? Giving::itself : Giving::shown;
}

/// What the pipeline P, const or not, is given in each turn for the arguments `Args&&...`; a key in front is only shown.
template <class P, class... Args>
struct LoopArguments {
    using Stage = typename FirstLeaf<std::remove_const_t<P>>::type;
    using Self = std::conditional_t<std::is_const_v<P>, const Stage&, Stage&>;
    template <std::size_t I>
    static constexpr Giving how =
        giving<TypeAt<I, TypeList<Args...>>>(first_only_looks<Self, I, std::remove_cvref_t<Args>...>());
};
template <class P, class First, class... Args>
    requires starts_with_key<First>
struct LoopArguments<P, First, Args...> {
    template <std::size_t I>
    static constexpr Giving how_of_rest() {
        if constexpr (I == 0) return Giving::shown;
        else return LoopArguments<P, Args...>::template how<I - 1>;
    }
    template <std::size_t I>
    static constexpr Giving how = how_of_rest<I>();
};

/// One argument in one turn.
template <Giving How, class T>
struct Given {
    const T& value;
    [[nodiscard]] WEIR_INLINE const T& hand() const noexcept { return value; }
};
template <class T>
struct Given<Giving::itself, T> {
    T& value;
    [[nodiscard]] WEIR_INLINE T& hand() const noexcept { return value; }
};
template <class T>
struct Given<Giving::copied, T> {
    T value;
    [[nodiscard]] WEIR_INLINE T&& hand() noexcept { return static_cast<T&&>(value); }
};

template <Giving How, class T>
using HandedIn = decltype(std::declval<Given<How, T>&>().hand());

template <bool Repeatable, class... Args>
struct ArgumentsCanBeRepeated {
    static_assert(Repeatable, "weir: benchmark_pipeline runs the pipeline many times, and it consumes an argument that "
                              "cannot be copied; let the first stage make it, or give what can be copied");
};
template <class P, class... Args>
inline constexpr bool pipeline_accepts = P::template weir_accepts<std::is_const_v<P>, Args...>;
template <class P, class Key, class... Args>
    requires starts_with_key<Key>
inline constexpr bool pipeline_accepts<P, Key, Args...> = pipeline_accepts<P, Args...>;
/// What the pipeline refuses in any case is not told here.
template <class P, class... Args, std::size_t... I>
constexpr bool can_be_repeated(std::index_sequence<I...>) {
    using Arguments = LoopArguments<P, Args...>;
    return pipeline_accepts<P, HandedIn<Arguments::template how<I>, std::remove_cvref_t<Args>>...> ||
           !pipeline_accepts<P, std::remove_cvref_t<Args>&&...>;
}

}  // namespace weir::inline WEIR_ABI::detail
