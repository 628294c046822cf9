#include "world.hpp"

#include <algorithm>
#include <initializer_list>

namespace discovery {

namespace {

/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c). The distributions of <random> differ between libraries.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_{seed} {}
    int from_to(int low, int high) {
        return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool one_in(int n) { return from_to(1, n) == 1; }
    template <class List>
    const auto& one_of(const List& list) {
        return *(std::begin(list) + static_cast<std::ptrdiff_t>(next() % std::size(list)));
    }

private:
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
        z = (z ^ z >> 27) * 0x94d049bb133111ebU;
        return z ^ z >> 31;
    }
    std::uint64_t state_;
};

struct ItemKind {
    const char* name;
    std::initializer_list<Component> components;
    int weight;
    int price;
};

const std::initializer_list<ItemKind> item_kinds = {
    {"apple", {Component::item, Component::edible}, 1, 1},
    {"bread", {Component::item, Component::edible}, 1, 2},
    {"cheese", {Component::item, Component::edible}, 2, 4},
    {"cloak", {Component::item, Component::wearable}, 4, 15},
    {"boots", {Component::item, Component::wearable}, 3, 12},
    {"sword", {Component::item, Component::weapon}, 8, 60},
    {"axe", {Component::item, Component::weapon}, 7, 35},
    {"lantern", {Component::item, Component::light}, 3, 10},
    {"candle", {Component::item, Component::light}, 1, 1},
    {"rope", {Component::item}, 5, 6},
    {"chest", {Component::item, Component::container, Component::openable}, 30, 40},
    {"sack", {Component::item, Component::container}, 2, 3},
};

EntityId add(World& world, Entity entity) {
    world.entities.push_back(std::move(entity));
    return static_cast<EntityId>(world.entities.size() - 1);
}

void add_places(World& world) {
    // A ring, and paths across it. The market comes first.
    for (const char* name : {"market", "mill", "forge", "tavern", "bridge", "meadow", "well", "chapel"})
        add(world, {name, components({Component::place}), {}, nowhere, nowhere});
    const auto count = static_cast<EntityId>(world.entities.size());
    world.exits.resize(count);
    for (EntityId p = 0; p < count; ++p)
        world.exits[p] = {(p + 1) % count, (p + count - 1) % count, (p + count / 2) % count};
}

void add_actors(World& world, Dice& dice, EntityId places) {
    for (const char* name :
         {"Mira",  "Odo",  "Tilda", "Bran",  "Ysolde", "Wat",  "Ada",   "Hob",   "Runa", "Jost", "Kit",   "Lene",
          "Marek", "Nell", "Otto",  "Petra", "Quin",   "Rolf", "Sanna", "Tomas", "Ulla", "Veit", "Wanda", "Zeno"}) {
        Entity actor{name, components({Component::actor, Component::alive, Component::carries}), {}, nowhere, nowhere};
        // Market day: half of the village is there.
        actor.location = dice.one_in(2) ? 0 : static_cast<EntityId>(dice.from_to(1, static_cast<int>(places) - 1));
        actor.has.set(static_cast<std::size_t>(Component::awake), !dice.one_in(6));
        actor.has.set(static_cast<std::size_t>(Component::wallet), !dice.one_in(8));
        actor.has.set(static_cast<std::size_t>(Component::merchant), dice.one_in(5));
        actor[Attribute::strength] = dice.from_to(3, 18);
        actor[Attribute::stamina] = dice.from_to(0, 10);
        actor[Attribute::coins] = dice.from_to(0, 50);
        add(world, actor);
    }
    // One of them is a pedlar, who is awake on the market with much to trade.
    Entity& pedlar = world.entities[places];
    pedlar.location = 0;
    pedlar.has |= components({Component::awake, Component::wallet, Component::merchant});
    pedlar[Attribute::strength] = 18;
}

void add_items(World& world, Dice& dice, EntityId places, EntityId first_actor) {
    const auto actors = static_cast<int>(world.entities.size());
    for (int number = 1; number <= 300; ++number) {
        const ItemKind& kind = dice.one_of(item_kinds);
        Entity item{std::string{kind.name} + " " + std::to_string(number),
                    components(kind.components),
                    {},
                    nowhere,
                    nowhere};
        item[Attribute::weight] = kind.weight;
        item[Attribute::price] = kind.price + dice.from_to(0, kind.price);
        item[Attribute::wear] = dice.from_to(0, 100);
        if (dice.one_in(6)) {  // the pedlar's
            item.holder = first_actor;
            item.location = world[item.holder].location;
        } else if (dice.one_in(3)) {
            item.location = dice.one_in(2) ? 0 : static_cast<EntityId>(dice.from_to(0, static_cast<int>(places) - 1));
        } else {
            item.holder = static_cast<EntityId>(dice.from_to(static_cast<int>(first_actor), actors - 1));
            item.location = world[item.holder].location;
        }
        add(world, item);
    }
}

}  // namespace

Components components(std::initializer_list<Component> list) {
    Components set;
    for (const Component c : list) set.set(static_cast<std::size_t>(c));
    return set;
}

bool World::leads_to(EntityId from, EntityId to) const noexcept {
    return from < exits.size() && std::find(exits[from].begin(), exits[from].end(), to) != exits[from].end();
}

std::vector<EntityId> World::having(const Components& required) const {
    std::vector<EntityId> found;
    for (EntityId id = 0; id < entities.size(); ++id)
        if ((entities[id].has & required) == required) found.push_back(id);
    return found;
}

World make_world(std::uint64_t seed) {
    Dice dice{seed};
    World world;
    add_places(world);
    const auto places = static_cast<EntityId>(world.entities.size());
    add_actors(world, dice, places);
    add_items(world, dice, places, places);
    return world;
}

}  // namespace discovery
