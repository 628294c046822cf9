#pragma once

#include <weir/export/trace/byte_sink.hpp>
#include <weir/export/trace/perfetto_fields.hpp>

#include <protozero/pbf_builder.hpp>
#include <protozero/pbf_writer.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI::panel::perfetto {

template <class Message>
using Builder = protozero::pbf_builder<Message>;

/// Writes the packets of a trace, all of one sequence, so that a name is interned once for all.
class Packets {
public:
    explicit Packets(ByteSink out) : out_{std::move(out)} {}

    /// Comes first: times are nanoseconds since 1970, and names will be interned. `now`: some time of the trace.
    void write_state(std::int64_t now) {
        Builder<TracePacket> packet = new_packet(incremental_state_cleared);
        {
            Builder<TracePacketDefaults> defaults{packet, TracePacket::trace_packet_defaults};
            defaults.add_uint32(TracePacketDefaults::timestamp_clock_id, realtime_clock);
        }
        {
            Builder<ClockSnapshot> snapshot{packet, TracePacket::clock_snapshot};
            snapshot.add_enum(ClockSnapshot::primary_trace_clock, realtime_clock);
            Builder<Clock> clock{snapshot, ClockSnapshot::clocks};
            clock.add_uint32(Clock::clock_id, realtime_clock);
            clock.add_uint64(Clock::timestamp, static_cast<std::uint64_t>(now));
        }
        write_packet();
    }
    /// The numbers of names of a kind; those that are new are written.
    std::vector<std::uint64_t> intern(InternedData kind, const std::vector<std::string>& names) {
        auto& known = interned_[kind];
        std::vector<std::uint64_t> numbers;
        message_.clear();
        for (const std::string& name : names) {
            const auto [place, is_new] = known.try_emplace(name, known.size() + 1);
            numbers.push_back(place->second);
            if (!is_new) continue;
            Builder<InternedData> data{message_};
            Builder<Interned> interned{data, kind};
            interned.add_uint64(Interned::iid, place->second);
            interned.add_string(Interned::name, name);
        }
        if (message_.empty()) return numbers;
        new_packet(needs_incremental_state).add_message(TracePacket::interned_data, message_);
        write_packet();
        return numbers;
    }
    /// A new track, and its number. `parent`: 0 for none. `fill(Builder<TrackDescriptor>&)` adds what it is.
    template <class Fill>
    std::uint64_t write_track(std::uint64_t parent, const std::string& name, Fill fill) {
        message_.clear();
        Builder<TrackDescriptor> track{message_};
        track.add_uint64(TrackDescriptor::uuid, ++tracks_);
        if (parent != 0) track.add_uint64(TrackDescriptor::parent_uuid, parent);
        if (!name.empty()) track.add_string(TrackDescriptor::name, name);
        fill(track);
        new_packet(0).add_message(TracePacket::track_descriptor, message_);
        write_packet();
        return tracks_;
    }
    /// `fill(Builder<TrackEvent>&)` adds what there is beside type and track.
    template <class Fill>
    void write_event(std::int64_t at, unsigned type, std::uint64_t track, Fill fill) {
        message_.clear();
        Builder<TrackEvent> event{message_};
        event.add_enum(TrackEvent::type, static_cast<std::int32_t>(type));
        event.add_uint64(TrackEvent::track_uuid, track);
        fill(event);
        Builder<TracePacket> packet = new_packet(needs_incremental_state);
        packet.add_uint64(TracePacket::timestamp, static_cast<std::uint64_t>(at));
        packet.add_message(TracePacket::track_event, message_);
        write_packet();
    }
    void flush() { out_.flush(); }

private:
    static constexpr std::uint32_t sequence = 1;

    Builder<TracePacket> new_packet(unsigned flags) {
        packet_.clear();
        Builder<TracePacket> packet{packet_};
        packet.add_uint32(TracePacket::trusted_packet_sequence_id, sequence);
        if (flags != 0) packet.add_uint32(TracePacket::sequence_flags, flags);
        return packet;
    }
    void write_packet() {
        protozero::pbf_writer{out_.gathered()}.add_message(static_cast<Tag>(Trace::packet), packet_);
        out_.flush_if_full();
    }

    ByteSink out_;
    std::string packet_;
    std::string message_;
    std::map<InternedData, std::map<std::string, std::uint64_t>> interned_;
    std::uint64_t tracks_ = 0;
};

}  // namespace weir::inline WEIR_ABI::panel::perfetto
