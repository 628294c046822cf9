#pragma once

#include <weir/analyzer/stage_analyzer.hpp>
#include <weir/base/memory.hpp>
#include <weir/layout/allocations.hpp>
#include <weir/layout/cost_cells.hpp>
#include <weir/layout/counting.hpp>
#include <weir/layout/kept.hpp>
#include <weir/pipeline/node.hpp>

namespace weir::inline WEIR_ABI::detail {

// What a captured struct must be. Name is there for the message.
template <bool Copyable, bool Adapted, class Name, class Stage, class Capture>
struct CaptureIsPlainData {
    static_assert(Copyable,
                  "weir: what a stage captures is not trivially copyable; it is stored in the run record byte by "
                  "byte: use numbers, enums and fixed arrays, no strings or vectors");
    static_assert(
        !Copyable || Adapted,
        "weir: what a stage captures is not adapted with Boost.Hana, so that its members have no names; write: "
        "struct Capture { BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint32_t, passed)); };");
    static constexpr bool value = false;
};
template <class S>
constexpr bool capture_is_plain_data() noexcept {
    using Capture = typename CaptureOf<S>::type;
    constexpr bool copyable = std::is_trivially_copyable_v<Capture>;
    if constexpr (copyable && is_adapted<Capture>) return true;
    else return CaptureIsPlainData<copyable, is_adapted<Capture>, NameOf<S>, S, Capture>::value;
}

template <class S>
struct Captures {
    static constexpr bool value = captures_something<S>;
};
template <class S>
struct IsAnalyzed {
    static constexpr bool value = HasAnalyzer<S>;
};
template <bool Any, template <class> class Predicate, class Leaves>
struct LeavesWhere {
    using type = TypeList<>;
};
template <template <class> class Predicate, class Leaves>
struct LeavesWhere<true, Predicate, Leaves> {
    using type = typename PartedList<Predicate, Leaves>::Matching;
};

/// What users keep in the record and the shard, checked before anything is laid out.
template <class... Captured, class... Analyzed>
constexpr bool is_plain_data(TypeList<Captured...>, TypeList<Analyzed...>) noexcept {
    return (capture_is_plain_data<Captured>() && ...) && (analyzer_is_plain_data<Analyzed>() && ...);
}

template <class PipelineSettings>
struct Plan {
    using Settings = PipelineSettings;
    using Flattened = FlatList<typename Settings::Stages>;
    using Nodes = typename Joined<TypeList<Settings>, typename Flattened::Nodes>::type;
    using Leaves = typename Flattened::Leaves;
    static constexpr std::size_t node_count = Nodes::size;
    static constexpr std::size_t leaf_count = Leaves::size;
    static constexpr NodeTable<node_count> facts = facts_of_all(Nodes{});
    /// The leaves that capture, in order, and those that have an Analyzer.
    using Captured = typename LeavesWhere<any_room(&NodeFacts::capture, facts), Captures, Leaves>::type;
    using Analyzed = typename LeavesWhere<any_room(&NodeFacts::analyzer, facts), IsAnalyzed, Leaves>::type;
    static_assert(is_plain_data(Captured{}, Analyzed{}));

    static constexpr NodePlaces<node_count> places = places_of(facts);
    static constexpr LeafNodes<leaf_count> leaf_nodes = leaf_nodes_of<leaf_count>(places);
    static constexpr Offsets<leaf_count> captures =  ///< in the run record
        offsets_of(&NodeFacts::capture, sizeof(layout::RunRecord) + 4 * leaf_count, facts, leaf_nodes);
    static constexpr Offsets<leaf_count> analyzers =  ///< in the shard, from the first on
        offsets_of(&NodeFacts::analyzer, 0, facts, leaf_nodes);
    static constexpr CostNumbers<leaf_count> costs = cost_numbers_of(facts, leaf_nodes);
    static constexpr std::size_t record_size = rounded_up(captures.end, 8);
    /// No node of a run that is not longer than this is over its threshold.
    static constexpr std::uint64_t smallest_threshold = smallest_threshold_of(facts);
    /// By a policy, its own or that of a pipeline in it, or for a stage with max_allocations.
    static constexpr bool counts_allocations = Settings::wants_allocations || any_counts_allocations(facts);
    static constexpr std::uint64_t ring_capacity = Settings::ring_capacity();
    static constexpr bool keeps_slowest = Settings::keeps_slowest;
    static constexpr bool keeps_around = Settings::keeps_around;
    static constexpr std::uint64_t kept_slowest = keeps_slowest ? Settings::SlowestPolicy::value : 0;
    static constexpr std::uint64_t kept_around = keeps_around ? Settings::window * Settings::AroundPolicy::violations
                                                              : 0;
    static constexpr bool keep_around_has_a_threshold() {
        if constexpr (!keeps_around || smallest_threshold != ~std::uint64_t{0} || any_max_allocations(facts))
            return true;
        else return KeepAroundHasAThreshold<false, NameOf<Settings>>::value;
    }
    static_assert(keep_around_has_a_threshold());

    static constexpr layout::ShardPlan make_shard_plan() {
        layout::ShardPlan plan{};
        plan.statistics = sizeof(layout::Shard);
        plan.histograms = plan.statistics + node_count * sizeof(layout::StageStatistics);
        plan.pending = rounded_up(plan.histograms + node_count * sizeof(layout::Histogram), cache_line);
        plan.costs = rounded_up(plan.pending + layout::PendingRuns::size(node_count), cache_line);
        plan.analyzers = plan.costs + costs.end * sizeof(layout::CostCells);
        plan.ring = rounded_up(plan.analyzers + analyzers.end, cache_line);
        plan.kept = rounded_up(plan.ring + ring_capacity * record_size, cache_line);
        plan.size = rounded_up(plan.kept + (kept_slowest + kept_around) * layout::Kept::size(record_size), cache_line);
        if (!counts_allocations) return plan;
        plan.allocations = plan.size;
        plan.size = rounded_up(plan.allocations + node_count * sizeof(layout::AllocationStatistics), cache_line);
        return plan;
    }
    static constexpr layout::ShardPlan shard = make_shard_plan();

    /// The leaf that is Stage; one of a nested pipeline too.
    template <class Stage>
    static constexpr std::size_t leaf_of() noexcept {
        constexpr std::size_t leaf = index_in<Stage>(Leaves{});
        if constexpr (leaf == leaf_count)
            static_assert(StageIsInThePipeline<leaf != leaf_count, NameOf<Stage>, Stage, Leaves>::value);
        return leaf < leaf_count ? leaf : 0;
    }
    template <class Stage>
    using Capture = typename CaptureOf<Stage>::type;
    static const char* leaf_name(std::size_t leaf) noexcept {
        return [leaf]<class... S>(TypeList<S...>) {
            const char* const names[] = {stage_name<S>...};
            return names[leaf];
        }(Leaves{});
    }

    WEIR_INLINE static layout::StageStatistics& statistics(layout::Shard& s, std::size_t node) noexcept {
        return s.at<layout::StageStatistics>(shard.statistics)[node];
    }
    WEIR_INLINE static layout::CostCells& cost_cells(layout::Shard& s, std::size_t number) noexcept {
        return s.at<layout::CostCells>(shard.costs)[number];
    }
};

}  // namespace weir::inline WEIR_ABI::detail
