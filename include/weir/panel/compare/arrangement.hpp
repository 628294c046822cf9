#pragma once

#include <weir/panel/compare/comparison.hpp>
#include <weir/panel/report.hpp>
#include <weir/panel/sort_stably.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// How the recordings of both sides lie in time.
struct Arrangement {
    CompareDesign design = CompareDesign::single;
    std::vector<std::pair<std::size_t, std::size_t>> pairs;  ///< places before and after; only of CompareDesign::pairs
    bool apart = false;                                      ///< all of one side are older than any of the other
};

/// When a recording was begun, nanoseconds since 1970; of a report that a process made itself, when it made it.
inline std::int64_t time_of(const Report& report) noexcept {
    return report.recorded_by.empty() ? report.made_at : report.recorded_by.front().created_utc;
}

/// Sorted by time, each two that follow one another are a pair where they are of both sides: it does not matter which of
/// the two is first. Where one such two are of one side, there are no pairs. O(n log n).
inline Arrangement arrange(const std::vector<Report>& before, const std::vector<Report>& after) {
    struct Place {
        std::int64_t time;
        bool is_after;
        std::size_t place;
    };
    std::vector<Place> all;
    for (std::size_t i = 0; i < before.size(); ++i) all.push_back({time_of(before[i]), false, i});
    for (std::size_t i = 0; i < after.size(); ++i) all.push_back({time_of(after[i]), true, i});
    sort_stably(all, [](const Place& a, const Place& b) { return a.time < b.time; });

    Arrangement arrangement;
    const auto changes = std::adjacent_find(all.begin(), all.end(),
                                            [](const Place& a, const Place& b) { return a.is_after != b.is_after; });
    arrangement.apart = changes != all.end() && std::all_of(changes + 1, all.end(), [&](const Place& place) {
                            return place.is_after != all.front().is_after;
                        });
    if (before.size() == 1 && after.size() == 1) return arrangement;
    arrangement.design = CompareDesign::groups;
    if (before.size() != after.size()) return arrangement;
    for (std::size_t i = 0; i < all.size(); i += 2) {
        const Place &a = all[i], &b = all[i + 1];
        if (a.is_after == b.is_after) {
            arrangement.pairs.clear();
            return arrangement;
        }
        arrangement.pairs.emplace_back(a.is_after ? b.place : a.place, a.is_after ? a.place : b.place);
    }
    arrangement.design = CompareDesign::pairs;
    return arrangement;
}

}  // namespace weir::inline WEIR_ABI::panel
