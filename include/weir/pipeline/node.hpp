#pragma once

#include <weir/layout/schema.hpp>
#include <weir/pipeline/counted_result.hpp>
#include <weir/pipeline/flat.hpp>

namespace weir::inline WEIR_ABI::detail {

// The nodes of a pipeline as numbers. What is asked of a stage's type is asked once, here; the rest is loops over
// tables, for a template over the whole list costs the compiler more with each stage that is added.

/// Room for the users' own data; none where the size is 0.
struct Room {
    std::size_t size = 0;
    std::size_t alignment = 1;
};
template <class T>
inline constexpr Room room_for{sizeof(T), alignof(T)};

struct NodeFacts {
    Text name;
    std::int64_t threshold = layout::NodeSchema::no_threshold;
    std::size_t nodes = 1;  ///< itself and those in it
    bool group = false;
    bool has_items = false;
    bool may_have_items = false;
    bool has_costs = false;           ///< its items are known of its type, so that its calls are counted by them
    bool counts_allocations = false;  ///< it is a pipeline that says so
    std::uint64_t max_allocations = no_max_allocations;
    Room capture;
    Room analyzer;
};

template <class Node>
constexpr NodeFacts facts_of() noexcept {
    NodeFacts facts;
    const StageTraits traits = traits_of<Node>;
    facts.name = traits.name;
    facts.threshold = traits.threshold;
    facts.max_allocations = traits.max_allocations;
    if constexpr (IsGroup<Node>) {
        facts.nodes = Flat<Node>::Nodes::size;
        facts.group = true;
        facts.counts_allocations = Node::weir_settings::wants_allocations;
    } else {
        if constexpr (!asks_nothing<Node>) {
            facts.has_items = NamesItems<Node>;
            facts.may_have_items = MayHaveItems<Node>;
        }
        facts.has_costs = facts.may_have_items || result_is_counted<Node>();
        if constexpr (captures_something<Node>) facts.capture = room_for<typename CaptureOf<Node>::type>;
        if constexpr (HasAnalyzer<Node>) facts.analyzer = room_for<Analyzer<Node>>;
    }
    return facts;
}

template <std::size_t N>
struct NodeTable {
    NodeFacts of[N];
};
/// Of a pipeline's settings, which stand for the whole run, and the nodes in it.
template <class Run, class... Nodes>
constexpr NodeTable<sizeof...(Nodes) + 1> facts_of_all(TypeList<Run, Nodes...>) noexcept {
    NodeTable<sizeof...(Nodes) + 1> facts{{facts_of<Run>(), facts_of<Nodes>()...}};
    facts.of[0].nodes = sizeof...(Nodes) + 1;
    facts.of[0].group = true;
    return facts;
}

/// The smallest threshold of any node; as large as can be where there is none.
template <std::size_t N>
constexpr std::uint64_t smallest_threshold_of(const NodeTable<N>& facts) noexcept {
    std::uint64_t smallest = ~std::uint64_t{0};
    for (const NodeFacts& node : facts.of)
        if (node.threshold != layout::NodeSchema::no_threshold && static_cast<std::uint64_t>(node.threshold) < smallest)
            smallest = static_cast<std::uint64_t>(node.threshold);
    return smallest;
}

template <std::size_t N>
constexpr bool any_room(Room NodeFacts::*room, const NodeTable<N>& facts) noexcept {
    for (const NodeFacts& node : facts.of)
        if ((node.*room).size != 0) return true;
    return false;
}

template <std::size_t N>
constexpr bool any_max_allocations(const NodeTable<N>& facts) noexcept {
    for (const NodeFacts& node : facts.of)
        if (node.max_allocations != no_max_allocations) return true;
    return false;
}
/// Whether a nested pipeline or a stage asks for allocations to be counted.
template <std::size_t N>
constexpr bool any_counts_allocations(const NodeTable<N>& facts) noexcept {
    for (const NodeFacts& node : facts.of)
        if (node.counts_allocations) return true;
    return any_max_allocations(facts);
}

template <std::size_t N>
constexpr bool any_is_looked_at(const NodeTable<N>& facts) noexcept {
    for (const NodeFacts& node : facts.of)
        if (node.may_have_items || node.capture.size != 0 || node.analyzer.size != 0) return true;
    return false;
}

struct NodePlace {
    std::size_t parent = 0;
    std::size_t first_leaf = 0;
    std::size_t leaf_count = 0;
    bool group = false;
};
template <std::size_t N>
struct NodePlaces {
    NodePlace of[N] = {};
};
template <std::size_t N>
constexpr NodePlaces<N> places_of(const NodeTable<N>& facts) noexcept {
    NodePlaces<N> places;
    std::size_t group = 0;  // the innermost that the node is in
    std::size_t leaves = 0;
    for (std::size_t n = 0; n < N; ++n) {
        while (n >= group + facts.of[group].nodes) group = places.of[group].parent;
        places.of[n] = {group, leaves, 0, facts.of[n].group};
        if (facts.of[n].group) {
            group = n;
            continue;
        }
        ++leaves;
        ++places.of[n].leaf_count;
        for (std::size_t above = group; above != 0; above = places.of[above].parent) ++places.of[above].leaf_count;
    }
    places.of[0].leaf_count = leaves;
    return places;
}

/// The node of each leaf.
template <std::size_t Leaves>
struct LeafNodes {
    std::size_t of[Leaves] = {};
};
template <std::size_t Leaves, std::size_t N>
constexpr LeafNodes<Leaves> leaf_nodes_of(const NodePlaces<N>& places) noexcept {
    LeafNodes<Leaves> nodes;
    for (std::size_t n = 0; n < N; ++n)
        if (!places.of[n].group) nodes.of[places.of[n].first_leaf] = n;
    return nodes;
}

/// The numbers of the leaves that have costs, among themselves.
template <std::size_t Leaves>
struct CostNumbers {
    static constexpr std::size_t none = ~std::size_t{0};
    std::size_t of[Leaves] = {};
    std::size_t end = 0;
};
template <std::size_t Leaves, std::size_t N>
constexpr CostNumbers<Leaves> cost_numbers_of(const NodeTable<N>& facts, const LeafNodes<Leaves>& nodes) noexcept {
    CostNumbers<Leaves> numbers;
    for (std::size_t leaf = 0; leaf < Leaves; ++leaf)
        numbers.of[leaf] = facts.of[nodes.of[leaf]].has_costs ? numbers.end++ : CostNumbers<Leaves>::none;
    return numbers;
}

/// Where the users' own data of each leaf lie, one after another.
template <std::size_t Leaves>
struct Offsets {
    std::size_t of[Leaves] = {};
    std::size_t end = 0;
};
template <std::size_t Leaves, std::size_t N>
constexpr Offsets<Leaves> offsets_of(Room NodeFacts::*room, std::size_t from, const NodeTable<N>& facts,
                                     const LeafNodes<Leaves>& nodes) noexcept {
    Offsets<Leaves> offsets;
    offsets.end = from;
    for (std::size_t leaf = 0; leaf < Leaves; ++leaf) {
        const Room& wanted = facts.of[nodes.of[leaf]].*room;
        if (wanted.size == 0) continue;
        offsets.of[leaf] = rounded_up(offsets.end, wanted.alignment);
        offsets.end = offsets.of[leaf] + wanted.size;
    }
    return offsets;
}

}  // namespace weir::inline WEIR_ABI::detail
