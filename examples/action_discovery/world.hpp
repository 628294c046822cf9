#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <vector>

namespace discovery {

/// What an entity can be part of. An entity is its components: nothing else says what it is.
enum class Component : std::uint8_t {
    actor,
    item,
    place,
    alive,
    awake,
    carries,
    wallet,
    merchant,
    container,
    openable,
    edible,
    wearable,
    weapon,
    light
};
inline constexpr std::size_t component_count = 14;
using Components = std::bitset<component_count>;
Components components(std::initializer_list<Component> list);

enum class Attribute : std::uint8_t { strength, stamina, coins, weight, price, wear };
inline constexpr std::size_t attribute_count = 6;

using EntityId = std::uint32_t;
inline constexpr EntityId nowhere = 0xffff'ffff;

struct Entity {
    std::string name;
    Components has;
    std::array<int, attribute_count> attributes{};
    EntityId location = nowhere;  ///< the place it is in; of what is carried, the place of who carries it
    EntityId holder = nowhere;    ///< who carries it

    [[nodiscard]] int operator[](Attribute a) const noexcept { return attributes[static_cast<std::size_t>(a)]; }
    [[nodiscard]] int& operator[](Attribute a) noexcept { return attributes[static_cast<std::size_t>(a)]; }
};

struct World {
    std::vector<Entity> entities;
    std::vector<std::vector<EntityId>> exits;  ///< of each place, by its id

    [[nodiscard]] const Entity& operator[](EntityId id) const noexcept { return entities[id]; }
    [[nodiscard]] bool leads_to(EntityId from, EntityId to) const noexcept;
    /// Those that have all of these components. O(entities).
    [[nodiscard]] std::vector<EntityId> having(const Components& required) const;
};

/// A village of a few hundred entities; the same seed gives the same village everywhere.
World make_world(std::uint64_t seed);

}  // namespace discovery
