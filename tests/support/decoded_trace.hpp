#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// Traces for other tools, read back apart from what wrote them, and held to what their readers rely on.
namespace weir_test {

struct TracedSlice {
    std::string name;
    std::set<std::string> categories;
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::size_t depth = 0;   ///< of the slices that it is in
    std::size_t parent = 0;  ///< the innermost of them, where there is one
    nlohmann::json annotations = nlohmann::json::object();
};
struct TracedTrack {
    std::string pipeline;
    std::string process;
    std::int64_t process_number = 0;
    std::int64_t thread = 0;
    std::vector<TracedSlice> slices;
};
struct DecodedTrace {
    std::vector<TracedTrack> tracks;  ///< those that have slices
    std::map<std::string, std::vector<std::pair<std::int64_t, double>>> counters;
    std::set<std::int64_t> processes;
};

namespace detail {

/// Finds depths and parents by time, of slices in the order in which they are there. Throws where they overlap.
inline void nest(TracedTrack& track) {
    std::vector<std::size_t> open;
    std::int64_t last = 0;
    for (std::size_t i = 0; i < track.slices.size(); ++i) {
        TracedSlice& slice = track.slices[i];
        if (slice.start < last || slice.end < slice.start) throw std::runtime_error{"times go back on a track"};
        last = slice.start;
        while (!open.empty() && track.slices[open.back()].end <= slice.start) open.pop_back();
        if (!open.empty() && track.slices[open.back()].end < slice.end) throw std::runtime_error{"slices overlap"};
        slice.depth = open.size();
        if (!open.empty()) slice.parent = open.back();
        open.push_back(i);
    }
}

}  // namespace detail

}  // namespace weir_test
