#pragma once

#include "support/decoded_trace.hpp"

#include <protozero/pbf_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace weir_test {

namespace detail {

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

}  // namespace weir_test
