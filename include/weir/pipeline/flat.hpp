#pragma once

#include <weir/pipeline/settings.hpp>

namespace weir::inline WEIR_ABI::detail {

// A pipeline and those nested in it as one list. Nodes: node 0 the whole run, then the stages in the order in which
// they are run, a nested pipeline before its own. Leaves: the nodes that are measured, all but pipelines.

/// A nested pipeline that is not compiled out; one that is, is called as one stage.
template <class S>
concept IsGroup = IsPipeline<S> && S::weir_settings::level != Level::off;

template <class S>
struct Flat {
    using Nodes = TypeList<S>;
    using Leaves = TypeList<S>;
};
template <class List>
struct FlatList {
    using Nodes = List;
    using Leaves = List;
};
template <class... S>
    requires(IsGroup<S> || ...)
struct FlatList<TypeList<S...>> {
    using Nodes = typename Joined<typename Flat<S>::Nodes...>::type;
    using Leaves = typename Joined<typename Flat<S>::Leaves...>::type;
};
template <IsGroup S>
struct Flat<S> {
    using Inner = FlatList<typename S::weir_settings::Stages>;
    using Nodes = typename Joined<TypeList<S>, typename Inner::Nodes>::type;
    using Leaves = typename Inner::Leaves;
};
template <class S>
inline constexpr std::size_t leaf_count = 1;
template <IsGroup S>
inline constexpr std::size_t leaf_count<S> = Flat<S>::Leaves::size;

}  // namespace weir::inline WEIR_ABI::detail
