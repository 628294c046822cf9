#pragma once

#include <weir/pipeline/plan.hpp>

#include <ctime>
#include <new>

namespace weir::inline WEIR_ABI::detail {

template <class Member>
constexpr layout::FieldType field_type() {
    if constexpr (std::is_same_v<Member, bool>) return layout::FieldType::boolean;
    else if constexpr (std::is_same_v<Member, char>) return layout::FieldType::character;
    else if constexpr (std::is_floating_point_v<Member>) return layout::FieldType::floating;
    else if constexpr (std::is_enum_v<Member>) return field_type<std::underlying_type_t<Member>>();
    else if constexpr (std::is_integral_v<Member>)
        return std::is_signed_v<Member> ? layout::FieldType::signed_integer : layout::FieldType::unsigned_integer;
    else return layout::FieldType::bytes;
}

template <class S, class Visit>
void for_each_field(Visit visit) {
    using Capture = typename CaptureOf<S>::type;
    if constexpr (is_adapted<Capture>) {
        const Capture sample{};
        for_each_member<Capture>([&](const char* name, auto get) {
            const auto& member = get(sample);
            using Member = std::remove_cvref_t<decltype(member)>;
            const auto offset = reinterpret_cast<const char*>(&member) - reinterpret_cast<const char*>(&sample);
            visit(name, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(sizeof(Member)),
                  field_type<Member>());
        });
    }
}

inline void fill_nodes(layout::Schema& schema, const NodeFacts* facts, const NodePlace* places) noexcept {
    for (std::size_t n = 0; n < schema.node_count; ++n) {
        layout::NodeSchema& node = schema.nodes()[n];
        layout::copy_name(node.name, layout::name_capacity, facts[n].name);
        node.threshold = facts[n].threshold;
        node.parent = static_cast<std::uint32_t>(places[n].parent);
        node.first_leaf = static_cast<std::uint32_t>(places[n].first_leaf);
        node.leaf_count = static_cast<std::uint32_t>(places[n].leaf_count);
        if (places[n].group) node.flags |= layout::NodeSchema::is_group;
        if (facts[n].has_items) node.flags |= layout::NodeSchema::has_items;
        if (facts[n].has_costs) node.flags |= layout::NodeSchema::has_costs;
        if (facts[n].max_allocations == no_max_allocations) continue;
        node.flags |= layout::NodeSchema::has_max_allocations;
        node.max_allocations = facts[n].max_allocations;
    }
}

/// The members of what S captures, which stands in the record from `place` on.
template <class S>
void fill_fields(layout::Schema& schema, std::size_t leaf, std::size_t place) noexcept {
    for_each_field<S>([&](const char* name, std::uint32_t offset, std::uint32_t size, layout::FieldType type) {
        layout::FieldSchema& field = schema.fields()[schema.field_count++];
        layout::copy_name(field.name, layout::field_name_capacity, name);
        field.leaf = static_cast<std::uint32_t>(leaf);
        field.offset = static_cast<std::uint32_t>(place) + offset;
        field.size = size;
        field.type = type;
    });
}
template <class P, class... Captured>
void fill_all_fields(layout::Schema& schema, TypeList<Captured...>) noexcept {
    using Fill = void (*)(layout::Schema&, std::size_t, std::size_t) noexcept;
    const Fill fill[] = {fill_fields<Captured>..., nullptr};
    for (std::size_t leaf = 0, captured = 0; leaf < P::leaf_count; ++leaf)
        if (P::facts.of[P::leaf_nodes.of[leaf]].capture.size != 0) fill[captured++](schema, leaf, P::captures.of[leaf]);
}

template <class Clock>
layout::ClockSchema make_clock_schema() noexcept {
    layout::ClockSchema clock{};
    const char* name = "";
    if constexpr (requires { name = Clock::source(); }) name = Clock::source();
    else if constexpr (requires { Clock::name; }) name = Clock::name;
    layout::copy_name(clock.name, sizeof clock.name, name);
    clock.multiplier = Clock::to_nanoseconds(std::uint64_t{1} << 32);
    timespec utc;
    clock_gettime(CLOCK_REALTIME, &utc);
    clock.epoch_ticks = Clock::now();
    clock.epoch_utc = utc.tv_sec * 1'000'000'000 + utc.tv_nsec;
    return clock;
}

/// What readers that do not know the type need to know of a pipeline. nullptr where there is no memory.
template <class P>
layout::Schema* make_schema() {
    using Settings = typename P::Settings;
    std::uint32_t fields = 0;
    [&]<class... S>(TypeList<S...>) { (for_each_field<S>([&](auto...) { ++fields; }), ...); }(typename P::Captured{});
    void* memory = allocate_zeroed(sizeof(layout::Schema) + P::node_count * sizeof(layout::NodeSchema) +
                                   fields * sizeof(layout::FieldSchema));
    if (memory == nullptr) return nullptr;
    auto* schema = ::new (memory) layout::Schema{};
    layout::copy_name(schema->name, layout::name_capacity, P::facts.of[0].name);
    schema->node_count = P::node_count;
    schema->leaf_count = P::leaf_count;
    schema->record_size = P::record_size;
    schema->ring_capacity = P::ring_capacity;
    schema->sample_every = Settings::sample_every;
    schema->kept_slowest = P::kept_slowest;
    schema->kept_around = P::kept_around;
    if constexpr (P::keeps_around) {
        schema->around_before = Settings::AroundPolicy::before;
        schema->around_after = Settings::AroundPolicy::after;
    }
    schema->level = Settings::level;
    schema->marks = Settings::marks ? 1 : 0;
    schema->shard = P::shard;
    fill_nodes(*schema, P::facts.of, P::places.of);
    fill_all_fields<P>(*schema, typename P::Captured{});
    schema->clock = make_clock_schema<typename Settings::ClockUsed>();
    return schema;
}

}  // namespace weir::inline WEIR_ABI::detail
