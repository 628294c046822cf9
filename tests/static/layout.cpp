// The layout is plain data whose sizes and places are promises to readers in other processes.
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
                    CostFacts, LayoutFacts>);

static_assert(sizeof(StageStatistics) == 72 && alignof(StageStatistics) == 8);
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

// The runs that are kept lie at the end of the shard, at level trace; where nothing asks for them there is no room.
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
#endif
