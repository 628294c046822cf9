#pragma once

#include "world.hpp"

#include <memory>
#include <variant>
#include <vector>

namespace discovery {

/// An expression over one entity: a tree of the alternatives below.
struct Condition;

struct Always {};
struct Has {
    Component component;
};
struct AtLeast {
    Attribute attribute;
    int least;
};
struct AllOf {
    std::vector<Condition> conditions;
};
struct AnyOf {
    std::vector<Condition> conditions;
};
struct Not {
    std::shared_ptr<const Condition> condition;  ///< shared, so that conditions can be copied; they never change
};

struct Condition {
    std::variant<Always, Has, AtLeast, AllOf, AnyOf, Not> node;
};

inline Condition has(Component component) { return {Has{component}}; }
inline Condition at_least(Attribute attribute, int least) { return {AtLeast{attribute, least}}; }
inline Condition all_of(std::vector<Condition> conditions) { return {AllOf{std::move(conditions)}}; }
inline Condition any_of(std::vector<Condition> conditions) { return {AnyOf{std::move(conditions)}}; }
inline Condition not_(Condition condition) { return {Not{std::make_shared<const Condition>(std::move(condition))}}; }

/// Whether it holds for the entity.
bool holds(const Condition& condition, const Entity& entity);

}  // namespace discovery
