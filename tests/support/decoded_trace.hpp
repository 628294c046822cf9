#pragma once

#include <nlohmann/json.hpp>
#include <protozero/pbf_reader.hpp>

#include <cmath>
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

using Reader = protozero::pbf_reader;

/// Names by their numbers. Throws where one is there twice.
class InternedNames {
public:
    void add(Reader message) {
        std::uint64_t number = 0;
        std::string name;
        while (message.next())
            if (message.tag() == 1) number = message.get_uint64();
            else if (message.tag() == 2) name = message.get_string();
            else throw std::runtime_error{"an interned name has a field that is none"};
        if (number == 0 || !names_.emplace(number, name).second || !known_.insert(name).second)
            throw std::runtime_error{"interned twice: " + name};
    }
    [[nodiscard]] const std::string& at(std::uint64_t number) const { return names_.at(number); }

private:
    std::map<std::uint64_t, std::string> names_;
    std::set<std::string> known_;
};

/// By the field numbers of https://github.com/google/perfetto/tree/main/protos/perfetto/trace, of which it knows what
/// weir writes, and throws at all else.
class PerfettoDecoder {
public:
    DecodedTrace decode(const std::string& bytes) {
        Reader trace{bytes};
        while (trace.next(1)) packet(trace.get_message());
        DecodedTrace decoded;
        for (auto& [uuid, track] : tracks_) {
            if (!track.open.empty()) throw std::runtime_error{"a slice has no end"};
            if (track.process_number != 0 && track.thread == 0) decoded.processes.insert(track.process_number);
            if (!track.values.empty()) decoded.counters[track.name] = track.values;
            if (track.slices.empty()) continue;
            const Track &thread = tracks_.at(track.parent), &process = tracks_.at(thread.parent);
            decoded.tracks.push_back(
                {track.name, process.name, process.process_number, thread.thread, std::move(track.slices)});
        }
        return decoded;
    }

private:
    struct Track {
        std::string name;
        std::uint64_t parent = 0;
        std::int64_t process_number = 0;
        std::int64_t thread = 0;
        bool is_counter = false;
        std::int64_t last = 0;
        std::vector<TracedSlice> slices;
        std::vector<std::size_t> open;
        std::vector<std::pair<std::int64_t, double>> values;
    };

    void packet(Reader message) {
        std::int64_t time = -1;
        std::uint32_t flags = 0, sequence = 0;
        std::vector<Reader> events;
        while (message.next()) switch (message.tag()) {
            case 6: snapshot(message.get_message()); break;
            case 8: time = static_cast<std::int64_t>(message.get_uint64()); break;
            case 10: sequence = message.get_uint32(); break;
            case 11: events.push_back(message.get_message()); break;
            case 12: interned(message.get_message()); break;
            case 13: flags = message.get_uint32(); break;
            case 59: defaults(message.get_message()); break;
            case 60: descriptor(message.get_message()); break;
            default: throw std::runtime_error{"a packet has a field that weir does not write"};
            }
        if (sequence != 1) throw std::runtime_error{"a packet is of no sequence"};
        is_cleared_ = is_cleared_ || flags == 1;
        for (Reader& event : events) {
            if (!is_cleared_ || !has_clock_ || flags != 2) throw std::runtime_error{"an event before its state"};
            track_event(event, time);
        }
    }
    void snapshot(Reader message) {
        while (message.next())
            if (message.tag() == 2) has_clock_ = message.get_enum() == 1;  // BUILTIN_CLOCK_REALTIME
            else message.skip();
    }
    static void defaults(Reader message) {
        while (message.next())
            if (message.tag() != 58 || message.get_uint32() != 1) throw std::runtime_error{"expected the clock"};
    }
    void interned(Reader message) {
        while (message.next()) switch (message.tag()) {
            case 1: categories_.add(message.get_message()); break;
            case 2: names_.add(message.get_message()); break;
            case 3: annotations_.add(message.get_message()); break;
            default: throw std::runtime_error{"interned data of another kind"};
            }
    }
    void descriptor(Reader message) {
        Track track;
        std::uint64_t uuid = 0;
        while (message.next()) switch (message.tag()) {
            case 1: uuid = message.get_uint64(); break;
            case 2: track.name = message.get_string(); break;
            case 3: process(message.get_message(), track); break;
            case 4: thread(message.get_message(), track); break;
            case 5: track.parent = message.get_uint64(); break;
            case 8: track.is_counter = true; [[fallthrough]];
            default: message.skip();
            }
        if (uuid == 0 || !tracks_.emplace(uuid, track).second) throw std::runtime_error{"a track is there twice"};
    }
    static void process(Reader message, Track& track) {
        while (message.next())
            if (message.tag() == 1) track.process_number = message.get_int32();
            else if (message.tag() == 6) track.name = message.get_string();
            else message.skip();
    }
    static void thread(Reader message, Track& track) {
        while (message.next())
            if (message.tag() == 1) track.process_number = message.get_int32();
            else if (message.tag() == 2) track.thread = message.get_int64();
            else message.skip();
    }
    void track_event(Reader message, std::int64_t time) {
        TracedSlice slice;
        Track* track = nullptr;
        int type = 0;
        double value = 0;
        while (message.next()) switch (message.tag()) {
            case 3: slice.categories.insert(categories_.at(message.get_uint64())); break;
            case 4: annotation(message.get_message(), slice.annotations); break;
            case 9: type = message.get_enum(); break;
            case 10: slice.name = names_.at(message.get_uint64()); break;
            case 11: track = &tracks_.at(message.get_uint64()); break;
            case 30: value = static_cast<double>(message.get_int64()); break;
            case 44: value = message.get_double(); break;
            default: throw std::runtime_error{"an event has a field that weir does not write"};
            }
        if (track == nullptr || time < track->last) throw std::runtime_error{"times go back on a track"};
        if ((type == 4) != track->is_counter) throw std::runtime_error{"a slice on a counter's track, or the reverse"};
        track->last = time;
        if (type == 1) {
            slice.start = time;
            slice.depth = track->open.size();
            if (slice.depth > 0) slice.parent = track->open.back();
            track->open.push_back(track->slices.size());
            track->slices.push_back(slice);
        } else if (type == 2) {
            if (track->open.empty()) throw std::runtime_error{"an end without a begin"};
            track->slices[track->open.back()].end = time;
            track->open.pop_back();
        } else {
            track->values.emplace_back(time, value);
        }
    }
    void annotation(Reader message, nlohmann::json& to) {
        std::string name;
        nlohmann::json value;
        while (message.next()) switch (message.tag()) {
            case 1: name = annotations_.at(message.get_uint64()); break;
            case 2: value = message.get_bool(); break;
            case 3: value = message.get_uint64(); break;
            case 4: value = message.get_int64(); break;
            case 5: value = message.get_double(); break;
            case 6: value = message.get_string(); break;
            default: throw std::runtime_error{"an annotation has a field that weir does not write"};
            }
        to[name] = value;
    }

    std::map<std::uint64_t, Track> tracks_;
    InternedNames categories_, names_, annotations_;
    bool is_cleared_ = false;
    bool has_clock_ = false;
};

}  // namespace detail

inline DecodedTrace decode_perfetto(const std::string& bytes) { return detail::PerfettoDecoder{}.decode(bytes); }

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
