#pragma once

#include <weir/export/trace/annotations.hpp>
#include <weir/export/trace/byte_sink.hpp>
#include <weir/export/trace/perfetto_fields.hpp>
#include <weir/export/trace/trace_sink.hpp>

#include <protozero/pbf_builder.hpp>
#include <protozero/pbf_writer.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// Writes Perfetto's trace format: https://perfetto.dev/docs/reference/synthetic-track-event. Names are interned once for
/// the whole trace; a process and a thread have one track each, and under it each pipeline one.
class PerfettoSink final : public TraceSink {
public:
    explicit PerfettoSink(ByteSink out) : out_{std::move(out)} {}

    void start(std::int64_t first) override {
        packet_.clear();
        Builder<perfetto::TracePacket> packet{packet_};
        packet.add_uint32(perfetto::TracePacket::trusted_packet_sequence_id, sequence);
        packet.add_uint32(perfetto::TracePacket::sequence_flags, perfetto::incremental_state_cleared);
        {
            Builder<perfetto::TracePacketDefaults> defaults{packet, perfetto::TracePacket::trace_packet_defaults};
            defaults.add_uint32(perfetto::TracePacketDefaults::timestamp_clock_id, perfetto::realtime_clock);
        }
        {
            Builder<perfetto::ClockSnapshot> snapshot{packet, perfetto::TracePacket::clock_snapshot};
            snapshot.add_enum(perfetto::ClockSnapshot::primary_trace_clock, perfetto::realtime_clock);
            Builder<perfetto::Clock> clock{snapshot, perfetto::ClockSnapshot::clocks};
            clock.add_uint32(perfetto::Clock::clock_id, perfetto::realtime_clock);
            clock.add_uint64(perfetto::Clock::timestamp, static_cast<std::uint64_t>(first));
        }
        write_packet();
        intern({"run", "pipeline", "stage", "violation"}, categories_, perfetto::InternedData::event_categories);
    }

    void add_input(const TraceInput& input) override {
        source_ = &input.source;
        annotations_.emplace(input.source);
        add_process(input);
        std::vector<std::string> names;
        for (std::uint32_t node = 0; node < source_->schema->node_count; ++node)
            names.push_back(name_text(node == 0 ? source_->schema->name : source_->schema->nodes()[node].name));
        node_names_ = intern(names, names_, perfetto::InternedData::event_names);
        annotation_names_ = intern(annotations_->names(), noted_, perfetto::InternedData::debug_annotation_names);
        rate_track_ = p99_track_ = 0;
    }

    void add_track(std::size_t, std::uint64_t thread) override {
        const auto [number, is_new] = identities_.thread_of(process_, thread);
        std::uint64_t& parent = thread_tracks_[number];
        if (is_new) {
            parent = ++tracks_;
            add_descriptor(parent, process_tracks_[process_], {}, [&](auto& track) {
                Builder<perfetto::ThreadDescriptor> descriptor{track, perfetto::TrackDescriptor::thread};
                descriptor.add_int32(perfetto::ThreadDescriptor::pid, static_cast<std::int32_t>(process_));
                descriptor.add_int64(perfetto::ThreadDescriptor::tid, number);
            });
        }
        track_ = ++tracks_;
        // Two threads of the same number, one after another, may have run the pipeline: a track each.
        add_descriptor(track_, parent, name_text(source_->schema->name), [](auto& track) {
            track.add_enum(perfetto::TrackDescriptor::sibling_merge_behavior, perfetto::merge_none);
        });
    }

    void begin(const Slice& slice) override {
        const layout::NodeSchema& node = source_->schema->nodes()[slice.node];
        event_.clear();
        Builder<perfetto::TrackEvent> event{event_};
        event.add_enum(perfetto::TrackEvent::type, perfetto::slice_begin);
        event.add_uint64(perfetto::TrackEvent::track_uuid, track_);
        event.add_uint64(perfetto::TrackEvent::name_iid, node_names_[slice.node]);
        const bool is_group = (node.flags & layout::NodeSchema::is_group) != 0;
        event.add_uint64(perfetto::TrackEvent::category_iids, slice.node == 0 ? 1 : is_group ? 2 : 3);
        if (slice.violates(node)) event.add_uint64(perfetto::TrackEvent::category_iids, 4);
        annotations_->for_each(slice, [&](std::size_t name, const AnnotationValue& value) {
            annotation_.clear();
            Builder<perfetto::DebugAnnotation> annotation{annotation_};
            annotation.add_uint64(perfetto::DebugAnnotation::name_iid, annotation_names_[name]);
            std::visit([&](const auto& held) { add_value(annotation, held); }, value);
            event.add_message(perfetto::TrackEvent::debug_annotations, annotation_);
        });
        write_event(slice.start);
    }
    void end(std::int64_t at) override {
        event_.clear();
        Builder<perfetto::TrackEvent> event{event_};
        event.add_enum(perfetto::TrackEvent::type, perfetto::slice_end);
        event.add_uint64(perfetto::TrackEvent::track_uuid, track_);
        write_event(at);
    }

    void add_rate(const Rate& rate) override {
        if (rate_track_ == 0) add_counters();
        write_counter(rate_track_, rate.start, [&](auto& event) {
            event.add_double(perfetto::TrackEvent::double_counter_value, rate.runs_per_second);
        });
        write_counter(p99_track_, rate.start, [&](auto& event) {
            event.add_int64(perfetto::TrackEvent::counter_value, std::llround(rate.p99_ns));
        });
    }
    void finish() override { out_.flush(); }

private:
    template <class Message>
    using Builder = protozero::pbf_builder<Message>;
    using Interning = std::map<std::string, std::uint64_t>;

    static constexpr std::uint32_t sequence = 1;

    void add_process(const TraceInput& input) {
        const auto [number, is_new] = identities_.process_of(input);
        process_ = number;
        if (!is_new) return;
        process_tracks_[number] = ++tracks_;
        add_descriptor(tracks_, 0, {}, [&](auto& track) {
            Builder<perfetto::ProcessDescriptor> process{track, perfetto::TrackDescriptor::process};
            process.add_int32(perfetto::ProcessDescriptor::pid, static_cast<std::int32_t>(process_));
            process.add_string(perfetto::ProcessDescriptor::process_name, input.program);
            if (!input.host.empty())
                process.add_string(perfetto::ProcessDescriptor::process_labels,
                                   joined("process ", std::to_string(input.process), " on ", input.host));
        });
    }
    void add_counters() {
        const std::string pipeline = name_text(source_->schema->name);
        rate_track_ = ++tracks_;
        add_descriptor(rate_track_, process_tracks_[process_], pipeline + " runs/s", [](auto& track) {
            Builder<perfetto::CounterDescriptor> descriptor{track, perfetto::TrackDescriptor::counter};
            descriptor.add_string(perfetto::CounterDescriptor::unit_name, "runs/s");
        });
        p99_track_ = ++tracks_;
        add_descriptor(p99_track_, process_tracks_[process_], pipeline + " p99", [](auto& track) {
            Builder<perfetto::CounterDescriptor> descriptor{track, perfetto::TrackDescriptor::counter};
            descriptor.add_enum(perfetto::CounterDescriptor::unit, perfetto::unit_time_ns);
        });
    }
    /// `parent`: 0 for none. `fill` adds what the track is.
    template <class Fill>
    void add_descriptor(std::uint64_t uuid, std::uint64_t parent, const std::string& name, Fill fill) {
        event_.clear();
        Builder<perfetto::TrackDescriptor> track{event_};
        track.add_uint64(perfetto::TrackDescriptor::uuid, uuid);
        if (parent != 0) track.add_uint64(perfetto::TrackDescriptor::parent_uuid, parent);
        if (!name.empty()) track.add_string(perfetto::TrackDescriptor::name, name);
        fill(track);
        packet_.clear();
        Builder<perfetto::TracePacket> packet{packet_};
        packet.add_uint32(perfetto::TracePacket::trusted_packet_sequence_id, sequence);
        packet.add_message(perfetto::TracePacket::track_descriptor, event_);
        write_packet();
    }
    /// Their numbers in the trace; those that are new are written.
    std::vector<std::uint64_t> intern(const std::vector<std::string>& names, Interning& known,
                                      perfetto::InternedData kind) {
        std::vector<std::uint64_t> numbers;
        event_.clear();
        for (const std::string& name : names) {
            const auto [place, is_new] = known.try_emplace(name, known.size() + 1);
            numbers.push_back(place->second);
            if (!is_new) continue;
            Builder<perfetto::InternedData> data{event_};
            Builder<perfetto::Interned> interned{data, kind};
            interned.add_uint64(perfetto::Interned::iid, place->second);
            interned.add_string(perfetto::Interned::name, name);
        }
        if (event_.empty()) return numbers;
        packet_.clear();
        Builder<perfetto::TracePacket> packet{packet_};
        packet.add_uint32(perfetto::TracePacket::trusted_packet_sequence_id, sequence);
        packet.add_uint32(perfetto::TracePacket::sequence_flags, perfetto::needs_incremental_state);
        packet.add_message(perfetto::TracePacket::interned_data, event_);
        write_packet();
        return numbers;
    }

    template <class Value>
    static void add_value(Builder<perfetto::DebugAnnotation>& annotation, const Value& value) {
        if constexpr (std::is_same_v<Value, bool>) annotation.add_bool(perfetto::DebugAnnotation::bool_value, value);
        else if constexpr (std::is_same_v<Value, std::int64_t>)
            annotation.add_int64(perfetto::DebugAnnotation::int_value, value);
        else if constexpr (std::is_same_v<Value, std::uint64_t>)
            annotation.add_uint64(perfetto::DebugAnnotation::uint_value, value);
        else if constexpr (std::is_same_v<Value, double>)
            annotation.add_double(perfetto::DebugAnnotation::double_value, value);
        else annotation.add_string(perfetto::DebugAnnotation::string_value, value);
    }
    template <class AddValue>
    void write_counter(std::uint64_t track, std::int64_t at, AddValue add_value) {
        event_.clear();
        Builder<perfetto::TrackEvent> event{event_};
        event.add_enum(perfetto::TrackEvent::type, perfetto::counter);
        event.add_uint64(perfetto::TrackEvent::track_uuid, track);
        add_value(event);
        write_event(at);
    }
    /// What is in event_.
    void write_event(std::int64_t at) {
        packet_.clear();
        Builder<perfetto::TracePacket> packet{packet_};
        packet.add_uint64(perfetto::TracePacket::timestamp, static_cast<std::uint64_t>(at));
        packet.add_uint32(perfetto::TracePacket::trusted_packet_sequence_id, sequence);
        packet.add_uint32(perfetto::TracePacket::sequence_flags, perfetto::needs_incremental_state);
        packet.add_message(perfetto::TracePacket::track_event, event_);
        write_packet();
    }
    void write_packet() {
        protozero::pbf_writer{out_.gathered()}.add_message(static_cast<perfetto::Tag>(perfetto::Trace::packet),
                                                           packet_);
        out_.flush_if_full();
    }

    ByteSink out_;
    const Source* source_ = nullptr;
    std::optional<Annotations> annotations_;
    Identities identities_;
    std::map<std::int64_t, std::uint64_t> process_tracks_;  ///< by the process' number
    std::map<std::int64_t, std::uint64_t> thread_tracks_;   ///< by the thread's
    std::uint64_t tracks_ = 0;                              ///< how many there are
    std::int64_t process_ = 0;                              ///< of the input
    std::uint64_t track_ = 0;
    std::uint64_t rate_track_ = 0;
    std::uint64_t p99_track_ = 0;
    Interning categories_;
    Interning names_;
    Interning noted_;                              ///< the names of annotations
    std::vector<std::uint64_t> node_names_;        ///< of the input's nodes, as interned
    std::vector<std::uint64_t> annotation_names_;  ///< of its Annotations
    std::string packet_;
    std::string event_;
    std::string annotation_;
};

}  // namespace weir::inline WEIR_ABI::panel
