#include "action.hpp"

namespace discovery {

std::vector<Action> all_actions() {
    using enum Component;
    using enum Attribute;
    using enum Scope;
    const Components able = components({actor, alive, awake});
    const Components handy = components({actor, alive, awake, carries});
    const Components rich = components({actor, alive, awake, wallet});
    const Condition rested = at_least(stamina, 1);
    const Condition light_enough = not_(at_least(weight, 20));
    const Condition sound = not_(at_least(wear, 90));

    return {
        {"movement:go", able, rested, {{"place", exit, components({place})}}, "go to {place}"},
        {"movement:wait", able, {}, {{"self", self, components({actor})}}, "{self} waits"},
        {"inventory:take",
         handy,
         at_least(strength, 5),
         {{"item", item_in_location, components({item}), light_enough}},
         "take {item}"},
        {"inventory:drop", handy, {}, {{"item", carried_item, components({item})}}, "drop {item}"},
        {"inventory:give",
         handy,
         {},
         {{"item", carried_item, components({item})},
          {"target", other_actor, components({actor, carries}), has(awake)}},
         "give {item} to {target}"},
        {"inventory:wear", handy, {}, {{"item", carried_item, components({item, wearable}), sound}}, "wear {item}"},
        {"inventory:put",
         handy,
         {},
         {{"item", carried_item, components({item}), not_(has(container))},
          {"box", item_in_location, components({item, container})}},
         "put {item} into {box}"},
        {"needs:eat",
         able,
         not_(at_least(stamina, 10)),
         {{"food", carried_item, components({item, edible}), not_(at_least(wear, 70))}},
         "eat {food}"},
        {"combat:attack",
         handy,
         all_of({at_least(strength, 8), rested}),
         {{"target", other_actor, components({actor, alive}), any_of({not_(has(awake)), at_least(coins, 20)})},
          {"weapon", carried_item, components({item, weapon}), sound}},
         "attack {target} with {weapon}"},
        {"trade:buy",
         rich,
         at_least(coins, 5),
         {{"item", item_of_other, components({item}), not_(at_least(price, 30))}},
         "buy {item}"},
        {"trade:barter",
         handy,
         any_of({has(merchant), at_least(coins, 10)}),
         {{"mine", carried_item, components({item}), sound},
          {"theirs", item_of_other, components({item}), sound},
          {"witness", other_actor, components({actor}), has(awake)}},
         "barter {mine} for {theirs} before {witness}"},
        // Four targets: for who carries much, on a market day, a million combinations. Its thresholds are not met.
        {"trade:exchange",
         components({actor, alive, awake, merchant}),
         {},
         {{"mine", carried_item, components({item})},
          {"also", carried_item, components({item})},
          {"theirs", item_of_other, components({item})},
          {"witness", other_actor, components({actor}), has(awake)}},
         "exchange {mine} and {also} for {theirs} before {witness}"},
    };
}

}  // namespace discovery
