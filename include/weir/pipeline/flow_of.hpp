#pragma once

#include <weir/pipeline/flat.hpp>
#include <weir/stage/result.hpp>

namespace weir::inline WEIR_ABI::detail {

/// What flows through a list of stages, called const or not, from given arguments on.
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

template <class... S>
constexpr std::size_t leaves_of_first(std::size_t count, TypeList<S...>) noexcept {
    std::size_t leaves = 0;
    for (const std::size_t of_one : {leaf_count<S>...})
        if (count-- > 0) leaves += of_one;
        else break;
    return leaves;
}
template <class List>
inline constexpr bool has_groups = false;
template <class... S>
inline constexpr bool has_groups<TypeList<S...>> = (IsPipeline<S> || ...);
/// How many leaves the stages of List before the At-th have.
template <class List>
constexpr std::size_t leaves_before(std::size_t at) noexcept {
    if constexpr (!has_groups<List>) return at;
    else return leaves_of_first(at, List{});
}

/// Whether a run through the stage S can end before its last stage: it is a group that can. A group in it may do so on
/// its own account.
template <class S, bool Const, class... Ins>
inline constexpr bool can_stop_within = false;
template <IsPipeline S, bool Const, class... Ins>
inline constexpr bool can_stop_within<S, Const, Ins...> =
    has_groups<typename S::weir_settings::Stages> ||
    !std::is_void_v<typename FlowOf<typename S::weir_settings::Stages, Const>::template End<Ins...>::Stopper>;

}  // namespace weir::inline WEIR_ABI::detail
