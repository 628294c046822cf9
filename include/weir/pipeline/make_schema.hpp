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
    if constexpr (!std::is_void_v<Capture>) {
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
}

/// What readers that do not know the type need to know of a pipeline. nullptr where there is no memory.
template <class P>
layout::Schema* make_schema() {
    using Settings = typename P::Settings;
    using Clock = typename Settings::ClockUsed;
    std::uint32_t fields = 0;
    [&]<class... S>(TypeList<S...>) { (for_each_field<S>([&](auto...) { ++fields; }), ...); }(typename P::Leaves{});
    void* memory = allocate_zeroed(sizeof(layout::Schema) + P::node_count * sizeof(layout::NodeSchema) +
                                   fields * sizeof(layout::FieldSchema));
    if (memory == nullptr) return nullptr;
    auto* schema = ::new (memory) layout::Schema{};
    layout::copy_name(schema->name, layout::name_capacity, name_characters<Settings>);
    schema->node_count = P::node_count;
    schema->leaf_count = P::leaf_count;
    schema->record_size = P::record_size;
    schema->ring_capacity = P::ring_capacity;
    schema->sample_every = Settings::sample_every;
    schema->level = Settings::level;
    schema->marks = Settings::marks ? 1 : 0;
    schema->shard = P::shard;

    std::size_t n = 0;
    const auto add_node = [&]<class Node>(Tag<Node>) {
        layout::NodeSchema& node = schema->nodes()[n];
        layout::copy_name(node.name, layout::name_capacity, name_characters<Node>);
        if constexpr (has_threshold<Node>) node.threshold = threshold_of<Node>;
        else node.threshold = layout::NodeSchema::no_threshold;
        node.parent = static_cast<std::uint32_t>(P::places.of[n].parent);
        node.first_leaf = static_cast<std::uint32_t>(P::places.of[n].first_leaf);
        node.leaf_count = static_cast<std::uint32_t>(P::places.of[n].leaf_count);
        if (P::places.of[n].group) node.flags |= layout::NodeSchema::is_group;
        if (NamesItems<Node>) node.flags |= layout::NodeSchema::has_items;
        ++n;
    };
    [&]<class... Node>(TypeList<Node...>) { (add_node(Tag<Node>{}), ...); }(typename P::Nodes{});

    std::uint32_t leaf = 0;
    const auto add_fields = [&]<class S>(Tag<S>) {
        for_each_field<S>([&](const char* name, std::uint32_t offset, std::uint32_t size, layout::FieldType type) {
            layout::FieldSchema& field = schema->fields()[schema->field_count++];
            layout::copy_name(field.name, layout::field_name_capacity, name);
            field.leaf = leaf;
            field.offset = static_cast<std::uint32_t>(P::captures.of[leaf]) + offset;
            field.size = size;
            field.type = type;
        });
        ++leaf;
    };
    [&]<class... S>(TypeList<S...>) { (add_fields(Tag<S>{}), ...); }(typename P::Leaves{});

    const char* clock_name = "";
    if constexpr (requires { Clock::name; }) clock_name = Clock::name;
    layout::copy_name(schema->clock.name, sizeof schema->clock.name, clock_name);
    schema->clock.multiplier = Clock::to_nanoseconds(std::uint64_t{1} << 32);
    timespec utc;
    clock_gettime(CLOCK_REALTIME, &utc);
    schema->clock.epoch_ticks = Clock::now();
    schema->clock.epoch_utc = utc.tv_sec * 1'000'000'000 + utc.tv_nsec;
    return schema;
}

}  // namespace weir::inline WEIR_ABI::detail
