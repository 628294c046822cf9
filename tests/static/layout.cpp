// The layout is plain data whose sizes and places are promises to readers in other processes.
#include <weir/layout/allocations.hpp>
#include <weir/layout/cost_cells.hpp>
#include <weir/layout/file.hpp>
#include <weir/layout/kept.hpp>
#include <weir/layout/schema.hpp>
#include <weir/layout/shard.hpp>
#include <weir/layout/shared.hpp>
#include <weir/weir.hpp>

#include <cstddef>
#include <type_traits>

using namespace weir::layout;

template <class... T>
inline constexpr bool plain = ((std::is_trivially_copyable_v<T> && std::is_standard_layout_v<T>)&&...);
static_assert(plain<Schema, NodeSchema, FieldSchema, ShardPlan, ClockSchema, Shard, StageStatistics, Histogram,
                    RunRecord, ErrorRecord, KeyTable, KeyTable::Entry, Shared, Kept, FileHead, Section, WriterFacts,
                    CostFacts, LayoutFacts, CostCell, CostCells, AllocationStatistics>);

static_assert(sizeof(StageStatistics) == 72 && alignof(StageStatistics) == 8);
static_assert(sizeof(CostCell) == 64 && alignof(CostCell) == 64 && sizeof(CostCells) == 40 * 64);
static_assert(sizeof(Shard) == 128 && alignof(Shard) == 64);
static_assert(sizeof(RunRecord) == 24);
static_assert(offsetof(RunRecord, start) == 0 && offsetof(RunRecord, key) == 8 && offsetof(RunRecord, end) == 16);
static_assert(offsetof(RunRecord, stage) == 18 && offsetof(RunRecord, flags) == 20);
static_assert(sizeof(Histogram) == 8 * Histogram::slot_count);
static_assert(sizeof(Schema) % 8 == 0 && sizeof(NodeSchema) % 8 == 0);

// slots of the histogram: 0, 1, then bucket i of 2^(i/32) < v <= 2^((i+1)/32) in slot i + 2
static_assert(slot_of(0) == 0);
static_assert(slot_of(1) == 1);
constexpr bool powers_close_their_octave() {
    for (std::size_t k = 1; k <= Histogram::octaves; ++k) {
        const std::uint64_t power = std::uint64_t{1} << k;
        if (slot_of(power) != k * Histogram::per_octave + 1) return false;  // the last bucket of its octave
        if (k < Histogram::octaves && slot_of(power + 1) <= slot_of(power)) return false;  // the next is above
    }
    return true;
}
static_assert(powers_close_their_octave());
constexpr bool never_falls(std::uint64_t from, std::uint64_t to) {
    for (std::uint64_t v = from; v < to; ++v)
        if (slot_of(v + 1) < slot_of(v)) return false;
    return true;
}
static_assert(never_falls(0, 5000));
constexpr bool ends_are_ends() {
    for (const std::uint64_t end : weir::layout::detail::bucket_ends) {
        const std::uint64_t at = end >> 22;  // around 2^41
        if (slot_of(at + 1) != slot_of(at) + 1 && at != std::uint64_t{1} << 41) return false;
    }
    return slot_of((std::uint64_t{1} << 41) + 1) == slot_of(std::uint64_t{1} << 41) + 1;
}
static_assert(ends_are_ends());
static_assert(slot_of(std::uint64_t{1} << 42) == Histogram::overflow_slot - 1);
static_assert(slot_of((std::uint64_t{1} << 42) + 1) == Histogram::overflow_slot);
static_assert(slot_of(~std::uint64_t{0}) == Histogram::overflow_slot);

// cells by items: none, 1, then by powers of two
static_assert(CostCells::cell_of(0) == 0 && CostCells::cell_of(1) == 1 && CostCells::cell_of(2) == 2 &&
              CostCells::cell_of(3) == 2 && CostCells::cell_of(4) == 3);
static_assert(CostCells::cell_of((std::uint64_t{1} << 38) - 1) == 38 &&
              CostCells::cell_of(std::uint64_t{1} << 38) == CostCells::overflow);
static_assert(CostCells::cell_of(~std::uint64_t{0}) == CostCells::overflow);

#if !WEIR_OFF_EVERYWHERE
template <int N>
struct Number {
    int operator()(int x) const { return x + N; }
};
template <class P>
using Plan = weir::detail::Plan<typename P::weir_settings>;
using Eight = weir::Pipeline<Number<0>, Number<1>, Number<2>, Number<3>, Number<4>, Number<5>, Number<6>, Number<7>>;
static_assert(Plan<Eight>::leaf_count == 8 && Plan<Eight>::node_count == 9);
static_assert(Plan<Eight>::record_size == 56);  // 24 and 8 durations of 4
using Three = weir::Pipeline<Number<0>, Number<1>, Number<2>, weir::Name<"three">>;
static_assert(Plan<Three>::record_size == 40);  // rounded up to whole words
static_assert(Plan<weir::Pipeline<Three, Number<3>>>::leaf_count == 4);
static_assert(Plan<weir::Pipeline<Three, Number<3>>>::node_count == 6);
static_assert(Plan<Eight>::shard.statistics == 128 && Plan<Eight>::shard.pending % 64 == 0 &&
              Plan<Eight>::shard.ring % 64 == 0 && Plan<Eight>::shard.size % 64 == 0);

// What stages allocate has room where a policy or a stage asks for it, in whichever pipeline it is nested.
struct Budgeted : Number<7> {
    static constexpr std::uint64_t max_allocations = 2;
};
static_assert(Plan<Eight>::shard.allocations == 0 && Plan<Three>::shard.allocations == 0);
template <class P>
inline constexpr bool has_room = Plan<P>::counts_allocations&& Plan<P>::shard.allocations % 64 == 0 &&
                                 Plan<P>::shard.allocations >= Plan<P>::shard.kept&& Plan<P>::shard.size >=
                                     Plan<P>::shard.allocations + Plan<P>::node_count * sizeof(AllocationStatistics);
static_assert(has_room<weir::Pipeline<Number<0>, weir::CountAllocations>>);
static_assert(has_room<weir::Pipeline<Number<0>, Budgeted, weir::Trace<8>, weir::KeepSlowest<3>>>);
static_assert(has_room<weir::Pipeline<Number<0>, weir::Pipeline<Budgeted, weir::Name<"inner">>>>);
static_assert(has_room<weir::Pipeline<weir::Pipeline<Number<1>, weir::Name<"inner">, weir::CountAllocations>>>);
static_assert(
    !Plan<weir::Pipeline<Number<0>, weir::Pipeline<Budgeted, weir::Name<"inner">, weir::Off>>>::counts_allocations);
// A run of those that do not count is as large on the stack as it would be without.
static_assert(std::is_empty_v<weir::detail::AllocationBoundaries<Plan<Eight>>>);
static_assert(Plan<Eight>::facts.of[8].max_allocations == weir::detail::no_max_allocations);

// The runs that are kept lie behind the ring of the shard, at level trace; where nothing asks for them there is no room.
template <class... Policies>
using Bounded =
    weir::Pipeline<Number<0>, Number<1>, weir::Threshold<weir::nanoseconds(9)>, weir::Trace<64>, Policies...>;
template <class... Policies>
constexpr ShardPlan shard_of = Plan<Bounded<Policies...>>::shard;
constexpr std::size_t room_for(std::size_t kept) {
    return Bounded<>::level == weir::Level::trace ? (kept * Kept::size(32) + 63) / 64 * 64 : 0;
}
static_assert(Plan<Bounded<>>::record_size == 32 && Kept::size(32) == 96);
static_assert(shard_of<>.size == shard_of<>.kept);
static_assert(shard_of<weir::KeepSlowest<3>>.kept == shard_of<>.kept && shard_of<weir::KeepSlowest<3>>.kept % 64 == 0);
static_assert(shard_of<weir::KeepSlowest<3>>.size == shard_of<>.size + room_for(3));
static_assert(shard_of<weir::KeepAround<2, 4>>.size == shard_of<>.size + room_for(16 * 7));
static_assert(shard_of<weir::KeepSlowest<3>, weir::KeepAround<2, 4, 5>>.size == shard_of<>.size + room_for(3 + 5 * 7));
static_assert(shard_of<weir::KeepAround<2, 4, 5>, weir::KeepSlowest<3>>.size == shard_of<>.size + room_for(3 + 5 * 7));

// Costs by items are where a stage's type says that it has items, and nowhere else.
template <class... Stages>
constexpr ShardPlan shard_with = Plan<weir::Pipeline<Stages..., weir::Timing>>::shard;
struct Counted : Number<8> {
    static std::size_t items(int x) { return static_cast<std::size_t>(x); }
};
struct Sized {
    std::size_t size() const { return 0; }
};
inline Sized sized(int) { return {}; }
inline int bare(int x) { return x; }
template <class... Stages>
constexpr std::uint64_t room_for_costs = shard_with<Stages...>.analyzers - shard_with<Stages...>.costs;
static_assert(room_for_costs<Number<0>, Number<1>> == 0);
static_assert(room_for_costs<weir::Stage<"bare", bare>> == 0);
static_assert(room_for_costs<weir::Mark<"a">, weir::Mark<"b">> == 0);
static_assert(room_for_costs<Number<0>, Counted> == sizeof(CostCells));
static_assert(room_for_costs<weir::Stage<"sized", sized>> == sizeof(CostCells));
static_assert(room_for_costs<weir::Stage<"sized", [](int) { return Sized{}; }>, Counted> == 2 * sizeof(CostCells));
struct Derived : weir::Stage<"derived", sized> {};
struct Replaced : weir::Stage<"replaced", sized> {
    int operator()(int x) const { return x; }
};
static_assert(room_for_costs<Derived> == sizeof(CostCells) && room_for_costs<Replaced> == 0);
static_assert(sizeof(weir::detail::Measurement<Plan<weir::Pipeline<Number<0>, Number<1>, weir::Timing>>>) + 8 ==
              sizeof(weir::detail::Measurement<Plan<weir::Pipeline<Counted, Number<1>, weir::Timing>>>));
#endif
