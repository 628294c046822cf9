#pragma once

#include <weir/panel/compare/comparison.hpp>
#include <weir/panel/stage_report.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

// Which stage of one pipeline is which of another.
namespace weir::inline WEIR_ABI::panel {

/// A stage that both sides have.
struct MatchedStage {
    const StageReport* before = nullptr;
    const StageReport* after = nullptr;
    std::size_t depth = 0;
};

/// All of both sides, in the order of the later one.
struct StageMatch {
    std::vector<MatchedStage> stages;
    std::vector<StageChange> changes;
};

namespace detail {

using Places = std::vector<std::optional<std::size_t>>;

/// For each stage of `stages` the place of the one of the same name among `others`.
inline Places places_among(const std::vector<StageReport>& stages, const std::vector<StageReport>& others) {
    Places places;
    places.reserve(stages.size());
    for (const StageReport& stage : stages) {
        const auto found = std::find_if(others.begin(), others.end(), [&](const StageReport& other) {
            return other.name == stage.name && other.stages.empty() == stage.stages.empty();
        });
        places.push_back(found == others.end() ? std::nullopt
                                               : std::optional{static_cast<std::size_t>(found - others.begin())});
    }
    return places;
}

/// A stage is renamed where both stand alone without a match between the same two neighbours: the stages beside them, or
/// the pipeline's ends.
inline void match_renamed(const std::vector<StageReport>& before, const std::vector<StageReport>& after,
                          Places& of_before, Places& of_after) {
    const Places known = of_after;  // a renamed one is no neighbour by which another is found
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (known[i]) continue;
        const bool is_first = i == 0, is_last = i + 1 == after.size();
        if ((!is_first && !known[i - 1]) || (!is_last && !known[i + 1])) continue;
        const std::size_t place = is_first ? 0 : *known[i - 1] + 1;
        if (place >= before.size() || of_before[place]) continue;
        const bool same_next = is_last ? place + 1 == before.size() : *known[i + 1] == place + 1;
        if (!same_next || before[place].stages.empty() != after[i].stages.empty()) continue;
        of_after[i] = place;
        of_before[place] = i;
    }
}

inline void match_stages(const std::vector<StageReport>& before, const std::vector<StageReport>& after,
                         std::size_t depth, StageMatch& match) {
    Places of_before = places_among(before, after), of_after = places_among(after, before);
    match_renamed(before, after, of_before, of_after);
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (!of_after[i]) {
            match.changes.push_back({StageChange::Kind::added, after[i].path, {}});
            continue;
        }
        const StageReport& old = before[*of_after[i]];
        if (old.name != after[i].name) match.changes.push_back({StageChange::Kind::renamed, after[i].path, old.path});
        match.stages.push_back({&old, &after[i], depth});
        match_stages(old.stages, after[i].stages, depth + 1, match);
    }
    for (std::size_t i = 0; i < before.size(); ++i)
        if (!of_before[i]) match.changes.push_back({StageChange::Kind::removed, before[i].path, {}});
}

}  // namespace detail

/// Matches stages by their paths, and those without a match that stand in the same place between the same neighbours under
/// another name. O(stages of a pipeline, squared).
[[nodiscard]] inline StageMatch match_stages(const std::vector<StageReport>& before,
                                             const std::vector<StageReport>& after) {
    StageMatch match;
    detail::match_stages(before, after, 0, match);
    return match;
}

}  // namespace weir::inline WEIR_ABI::panel
