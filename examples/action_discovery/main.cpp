// What can everybody in a village do? One run for each actor and each action, keyed by the action's name.
#include "stages.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

namespace discovery {

using namespace weir::literals;

using Discovery = weir::Pipeline<ComponentFiltering, PrerequisiteEvaluation, MultiTargetResolution, ActionFormatting,
                                 weir::Name<"action_discovery">, weir::Threshold<1000_ms>, weir::Trace<1024>>;

struct Found {
    std::string action;
    std::vector<std::string> texts;
};

/// All that the actor can do.
std::vector<Found> discover(Discovery& discovery, const World& world, const std::vector<Action>& actions,
                            EntityId actor) {
    std::vector<Found> found;
    for (const Action& action : actions)
        if (auto texts = discovery(weir::Key{action.name}, Request{&world, actor, &action}); texts && !texts->empty())
            found.push_back({action.name, std::move(*texts)});
    return found;
}

void print_violation(const weir::Violation& violation) {
    std::cout << violation.stage << " took " << violation.duration.count() / 1'000'000 << " ms, over its threshold of "
              << violation.threshold.count() / 1'000'000 << " ms, for "
              << std::string{violation.key.name().begin(), violation.key.name().end()} << "\n";
}

/// What the traced runs captured.
void print_trace(const Discovery& discovery) {
    if constexpr (Discovery::level < weir::trace) return;
    std::uint64_t runs = 0, candidates = 0, passed = 0, combinations = 0;
    for (const auto& run : discovery.trace()) {
        ++runs;
        candidates += run.capture<ComponentFiltering>().candidates;
        passed += run.capture<PrerequisiteEvaluation>().passed;
        combinations += run.capture<MultiTargetResolution>().combinations;
    }
    std::cout << "traced: " << runs << " runs, in which " << passed << " of " << candidates << " candidates passed, in "
              << combinations << " combinations\n\n";
}

int run() {
    constexpr std::uint64_t seed = 4;
    const World world = make_world(seed);
    const std::vector<Action> actions = all_actions();
    const std::vector<EntityId> actors = world.having(components({Component::actor}));
    std::cout << world.entities.size() << " entities, " << actors.size() << " actors, " << actions.size()
              << " actions\n";

    Discovery discovery;
    discovery.on_violation(&print_violation, 1_s);
    discovery.trace_only("inventory:*");
    discovery.trace_only("trade:*");
    discovery.trace_except("*:drop");

    std::vector<Found> of_first;
    std::size_t all = 0;
    for (const EntityId actor : actors) {
        std::vector<Found> found = discover(discovery, world, actions, actor);
        for (const Found& action : found) all += action.texts.size();
        if (of_first.empty()) of_first = std::move(found);
    }
    print_trace(discovery);
    std::cout << weir::report(discovery) << "\n"
              << all << " actions discovered, these by " << world[actors[0]].name << "\n";
    for (const Found& action : of_first) {
        constexpr std::size_t shown = 3;
        std::cout << "  " << action.action << " (" << action.texts.size() << ")\n";
        for (std::size_t i = 0; i < std::min(shown, action.texts.size()); ++i)
            std::cout << "    " << action.texts[i] << "\n";
        if (action.texts.size() > shown) std::cout << "    ...\n";
    }
    return all > 0 ? 0 : 1;
}

}  // namespace discovery

int main() { return discovery::run(); }
