#pragma once

#include "support/decoded_trace.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace weir_test {

inline DecodedTrace decode_chrome(const std::string& text) {
    const nlohmann::json json = nlohmann::json::parse(text);
    const std::int64_t first = json.at("otherData").at("first_start_utc_ns");
    const auto nanoseconds = [](const nlohmann::json& us) { return std::llround(us.get<double>() * 1e3); };
    DecodedTrace decoded;
    std::map<std::int64_t, std::string> processes;
    std::map<std::pair<std::int64_t, std::int64_t>, TracedTrack> tracks;
    for (const nlohmann::json& event : json.at("traceEvents")) {
        const std::string phase = event.at("ph"), name = event.at("name");
        const std::pair<std::int64_t, std::int64_t> at{event.at("pid"), event.at("tid")};
        const std::int64_t time = first + nanoseconds(event.at("ts"));
        if (phase == "M" && name == "process_name") processes[at.first] = event.at("args").at("name");
        if (phase == "M" && name == "thread_name") {
            const std::string text_of_it = event.at("args").at("name");
            const std::size_t comma = text_of_it.rfind(", thread ");
            tracks[at].pipeline = text_of_it.substr(0, comma);
            tracks[at].thread = std::stoll(text_of_it.substr(comma + 9));
        }
        if (phase == "C") decoded.counters[name].emplace_back(time, event.at("args").at("value").get<double>());
        if (phase != "X") continue;
        TracedSlice slice;
        slice.name = name;
        slice.start = time;
        slice.end = time + nanoseconds(event.at("dur"));
        const std::string categories = event.at("cat");
        slice.categories.insert(categories.substr(0, categories.find(',')));
        if (categories.find(',') != std::string::npos) slice.categories.insert("violation");
        if (event.contains("args")) slice.annotations = event["args"];
        tracks.at(at).slices.push_back(slice);
    }
    for (const auto& [number, name] : processes) decoded.processes.insert(number);
    for (auto& [at, track] : tracks) {
        track.process_number = at.first;
        track.process = processes.at(at.first);
        detail::nest(track);
        if (!track.slices.empty()) decoded.tracks.push_back(track);
    }
    return decoded;
}

}  // namespace weir_test
