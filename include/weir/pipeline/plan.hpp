#pragma once

#include <weir/analyzer/stage_analyzer.hpp>
#include <weir/base/memory.hpp>
#include <weir/layout/shard.hpp>
#include <weir/pipeline/flat.hpp>

namespace weir::inline WEIR_ABI::detail {

struct NodePlace {
    std::size_t parent = 0;
    std::size_t first_leaf = 0;
    std::size_t leaf_count = 0;
    bool group = false;
};
template <std::size_t N>
struct NodePlaces {
    NodePlace of[N] = {};
    std::size_t nodes = 0;
    std::size_t leaves = 0;

    template <class S>
    constexpr void add(std::size_t parent) {
        const std::size_t self = nodes++;
        of[self] = {parent, leaves, weir::detail::leaf_count<S>, IsGroup<S>};
        if constexpr (IsGroup<S>) add_list(self, typename S::weir_settings::Stages{});
        else ++leaves;
    }
    template <class... S>
    constexpr void add_list(std::size_t parent, TypeList<S...>) {
        (add<S>(parent), ...);
    }
};

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
    if constexpr (std::is_void_v<Capture>) return true;
    else if constexpr (copyable && is_adapted<Capture>) return true;
    else return CaptureIsPlainData<copyable, is_adapted<Capture>, NameOf<S>, S, Capture>::value;
}
/// What users keep in the record and the shard, checked before anything is laid out.
template <class... S>
constexpr bool is_plain_data(TypeList<S...>) noexcept {
    return ((capture_is_plain_data<S>() && analyzer_is_plain_data<S>()) && ...);
}

template <class PipelineSettings>
struct Plan {
    using Settings = PipelineSettings;
    using Flattened = FlatList<typename Settings::Stages>;
    using Nodes = typename Joined<TypeList<Settings>, typename Flattened::Nodes>::type;
    using Leaves = typename Flattened::Leaves;
    static constexpr std::size_t node_count = Nodes::size;
    static constexpr std::size_t leaf_count = Leaves::size;
    static_assert(is_plain_data(Leaves{}));

    static constexpr auto make_places() {
        NodePlaces<node_count> made;
        made.of[0] = {0, 0, leaf_count, true};
        made.nodes = 1;
        made.add_list(0, typename Settings::Stages{});
        return made;
    }
    static constexpr NodePlaces<node_count> places = make_places();

    struct LeafNodes {
        std::size_t of[leaf_count];
    };
    static constexpr LeafNodes make_leaf_nodes() {
        LeafNodes nodes{};
        for (std::size_t n = 0; n < node_count; ++n)
            if (!places.of[n].group) nodes.of[places.of[n].first_leaf] = n;
        return nodes;
    }
    /// The node of each leaf.
    static constexpr LeafNodes leaf_nodes = make_leaf_nodes();

    // Where the users' own data lie: captures in the record, analyzers in the shard.
    struct Offsets {
        std::size_t of[leaf_count];
        std::size_t end;
    };
    template <class... S>
    static constexpr Offsets make_capture_offsets(TypeList<S...>) {
        Offsets offsets{};
        offsets.end = sizeof(layout::RunRecord) + 4 * leaf_count;
        std::size_t leaf = 0;
        const auto place = [&]<class C>(Tag<C>) {
            if constexpr (!std::is_void_v<C>) {
                offsets.end = rounded_up(offsets.end, alignof(C));
                offsets.of[leaf] = offsets.end;
                offsets.end += sizeof(C);
            }
            ++leaf;
        };
        (place(Tag<typename CaptureOf<S>::type>{}), ...);
        return offsets;
    }
    template <class... S>
    static constexpr Offsets make_analyzer_offsets(TypeList<S...>) {
        Offsets offsets{};
        std::size_t leaf = 0;
        const auto place = [&]<class A>(Tag<A>, bool has) {
            if (has) {
                offsets.end = rounded_up(offsets.end, alignof(A));
                offsets.of[leaf] = offsets.end;
                offsets.end += sizeof(A);
            }
            ++leaf;
        };
        (place(Tag<Analyzer<S>>{}, has_analyzer<S>), ...);
        return offsets;
    }
    static constexpr Offsets captures = make_capture_offsets(Leaves{});
    static constexpr Offsets analyzers = make_analyzer_offsets(Leaves{});
    static constexpr std::size_t record_size = rounded_up(captures.end, 8);
    static constexpr std::uint64_t ring_capacity = Settings::ring_capacity();

    static constexpr layout::ShardPlan make_shard_plan() {
        layout::ShardPlan plan{};
        plan.statistics = sizeof(layout::Shard);
        plan.histograms = plan.statistics + node_count * sizeof(layout::StageStatistics);
        plan.analyzers = rounded_up(plan.histograms + node_count * sizeof(layout::Histogram), cache_line);
        plan.ring = rounded_up(plan.analyzers + analyzers.end, cache_line);
        plan.size = rounded_up(plan.ring + ring_capacity * record_size, cache_line);
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
    WEIR_INLINE static layout::Histogram& histogram(layout::Shard& s, std::size_t node) noexcept {
        return s.at<layout::Histogram>(shard.histograms)[node];
    }
};

}  // namespace weir::inline WEIR_ABI::detail
