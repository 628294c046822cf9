#pragma once

#include "action.hpp"

#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

#include <optional>
#include <string>
#include <vector>

namespace discovery {

/// What a run is asked: can this actor do this, and with what?
struct Request {
    const World* world;
    EntityId actor;
    const Action* action;
};

/// For each target of the action, in its order, who may take that role.
struct Candidates {
    Request request;
    std::vector<std::vector<EntityId>> of_target;
    [[nodiscard]] std::uint32_t count() const noexcept;
};

/// One entity for each target of the action, one such group after another.
struct Combinations {
    Request request;
    std::vector<EntityId> entities;
    std::size_t count = 0;
};

/// Drops actions whose actor lacks a component, and finds who has those that the targets need. Empty stops the run.
struct ComponentFiltering {
    static constexpr auto name = "component_filtering";
    static constexpr auto threshold = weir::milliseconds(100);
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint32_t, candidates));
    };
    static Capture capture(const Request&, const std::optional<Candidates>& out) { return {out ? out->count() : 0}; }
    static std::size_t items(const Request& in) { return in.world->entities.size(); }

    std::optional<Candidates> operator()(const Request& request) const;
};

/// Evaluates the actor's prerequisite, and that of each candidate. Empty stops the run.
struct PrerequisiteEvaluation {
    static constexpr auto name = "prerequisite_evaluation";
    static constexpr auto threshold = weir::milliseconds(200);
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint32_t, candidates), (std::uint32_t, passed));
    };
    static Capture capture(const Candidates& in, const std::optional<Candidates>& out) {
        return {in.count(), out ? out->count() : 0};
    }
    static std::size_t items(const Candidates& in) { return in.count(); }

    std::optional<Candidates> operator()(const Candidates& in) const;
};

/// Keeps the candidates that are in their target's scope, and combines them.
struct MultiTargetResolution {
    static constexpr auto name = "multi_target_resolution";
    static constexpr auto threshold = weir::milliseconds(500);
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint64_t, combinations));
    };
    static Capture capture(const Candidates&, const Combinations& out) { return {out.count}; }
    static std::size_t items(const Candidates&, const Combinations& out) { return out.count; }

    Combinations operator()(const Candidates& in) const;
};

/// Says each combination in words. Items are what it returns, for that has a size.
struct ActionFormatting {
    static constexpr auto name = "action_formatting";
    static constexpr auto threshold = weir::milliseconds(150);

    std::vector<std::string> operator()(const Combinations& in) const;
};

}  // namespace discovery
