#pragma once

#include "condition.hpp"

#include <string>
#include <vector>

namespace discovery {

/// Where a target may be, seen from who acts.
enum class Scope : std::uint8_t { self, exit, carried_item, item_in_location, item_of_other, other_actor };

struct Target {
    std::string placeholder;  ///< in the template: "item" for {item}
    Scope scope;
    Components required;
    Condition prerequisite{};
};

struct Action {
    std::string name;     ///< "inventory:give"
    Components required;  ///< of who acts
    Condition prerequisite;
    std::vector<Target> targets;
    std::string template_text;  ///< "give {item} to {target}"
};

/// All that can be done in this world.
std::vector<Action> all_actions();

}  // namespace discovery
