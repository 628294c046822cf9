#include "stages.hpp"

#include <algorithm>
#include <string_view>

namespace discovery {

namespace {

bool in_scope(Scope scope, const World& world, EntityId actor, EntityId candidate) {
    const Entity& who = world[actor];
    const Entity& what = world[candidate];
    const bool here = what.location == who.location && candidate != actor;
    switch (scope) {
    case Scope::self: return candidate == actor;
    case Scope::exit: return world.leads_to(who.location, candidate);
    case Scope::carried_item: return what.holder == actor;
    case Scope::item_in_location: return here && what.holder == nowhere;
    case Scope::item_of_other: return here && what.holder != nowhere && what.holder != actor;
    case Scope::other_actor: return here;
    }
    return false;
}

/// Whether these can take the action's targets together: nobody twice, nobody beside what they carry, and of two
/// targets with the same scope only one of the two orders.
bool fits_together(const World& world, const Action& action, const std::vector<EntityId>& group) {
    for (std::size_t i = 0; i < group.size(); ++i)
        for (std::size_t j = i + 1; j < group.size(); ++j) {
            if (group[i] == group[j] || world[group[i]].holder == group[j]) return false;
            if (action.targets[i].scope == action.targets[j].scope && group[i] > group[j]) return false;
        }
    return true;
}

}  // namespace

std::uint32_t Candidates::count() const noexcept {
    std::size_t sum = 0;
    for (const auto& ids : of_target) sum += ids.size();
    return static_cast<std::uint32_t>(sum);
}

std::optional<Candidates> ComponentFiltering::operator()(const Request& request) const {
    const auto& required = request.action->required;
    if (((*request.world)[request.actor].has & required) != required) return std::nullopt;
    Candidates out{request, {}};
    for (const Target& target : request.action->targets) {
        out.of_target.push_back(request.world->having(target.required));
        if (out.of_target.back().empty()) return std::nullopt;
    }
    return out;
}

std::optional<Candidates> PrerequisiteEvaluation::operator()(const Candidates& in) const {
    const World& world = *in.request.world;
    if (!holds(in.request.action->prerequisite, world[in.request.actor])) return std::nullopt;
    Candidates out{in.request, {}};
    for (std::size_t t = 0; t < in.of_target.size(); ++t) {
        auto& passed = out.of_target.emplace_back();
        std::copy_if(in.of_target[t].begin(), in.of_target[t].end(), std::back_inserter(passed),
                     [&](EntityId id) { return holds(in.request.action->targets[t].prerequisite, world[id]); });
        if (passed.empty()) return std::nullopt;
    }
    return out;
}

Combinations MultiTargetResolution::operator()(const Candidates& in) const {
    const World& world = *in.request.world;
    const std::size_t targets = in.of_target.size();
    Combinations out{in.request, {}, 0};
    std::vector<std::vector<EntityId>> near(targets);
    for (std::size_t t = 0; t < targets; ++t) {
        for (const EntityId id : in.of_target[t])
            if (in_scope(in.request.action->targets[t].scope, world, in.request.actor, id)) near[t].push_back(id);
        if (near[t].empty()) return out;
    }
    // Each choice of one a target, the last target's changing fastest, as an odometer turns.
    std::vector<std::size_t> turn(targets, 0);
    std::vector<EntityId> group(targets);
    for (std::size_t wheel = targets; wheel-- > 0;) group[wheel] = near[wheel][0];
    for (bool more = true; more;) {
        if (fits_together(world, *in.request.action, group)) {
            out.entities.insert(out.entities.end(), group.begin(), group.end());
            ++out.count;
        }
        more = false;
        for (std::size_t wheel = targets; wheel-- > 0 && !more;) {
            turn[wheel] = (turn[wheel] + 1) % near[wheel].size();
            group[wheel] = near[wheel][turn[wheel]];
            more = turn[wheel] != 0;
        }
    }
    return out;
}

std::vector<std::string> ActionFormatting::operator()(const Combinations& in) const {
    const Action& action = *in.request.action;
    const World& world = *in.request.world;
    std::vector<std::string> texts;
    texts.reserve(in.count);
    for (std::size_t c = 0; c < in.count; ++c) {
        std::string text = action.template_text;
        for (std::size_t t = 0; t < action.targets.size(); ++t) {
            const std::string placeholder = "{" + action.targets[t].placeholder + "}";
            const std::string& called = world[in.entities[c * action.targets.size() + t]].name;
            for (auto at = text.find(placeholder); at != std::string::npos;
                 at = text.find(placeholder, at + called.size()))
                text.replace(at, placeholder.size(), called);
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

}  // namespace discovery
