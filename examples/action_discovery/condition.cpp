#include "condition.hpp"

#include <algorithm>

namespace discovery {

namespace {

struct Evaluator {
    const Entity& entity;

    bool operator()(const Always&) const { return true; }
    bool operator()(const Has& has) const { return entity.has.test(static_cast<std::size_t>(has.component)); }
    bool operator()(const AtLeast& at_least) const { return entity[at_least.attribute] >= at_least.least; }
    bool operator()(const AllOf& all) const {
        return std::all_of(all.conditions.begin(), all.conditions.end(),
                           [&](const Condition& c) { return holds(c, entity); });
    }
    bool operator()(const AnyOf& any) const {
        return std::any_of(any.conditions.begin(), any.conditions.end(),
                           [&](const Condition& c) { return holds(c, entity); });
    }
    bool operator()(const Not& negated) const { return !holds(*negated.condition, entity); }
};

}  // namespace

bool holds(const Condition& condition, const Entity& entity) { return std::visit(Evaluator{entity}, condition.node); }

}  // namespace discovery
