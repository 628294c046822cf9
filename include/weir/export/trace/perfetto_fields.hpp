#pragma once

#include <weir/base/config.hpp>

#include <protozero/types.hpp>

// The fields of Perfetto's trace format that are written here, by their numbers in its published schema:
// https://github.com/google/perfetto/tree/main/protos/perfetto/trace (trace.proto, trace_packet.proto,
// clock_snapshot.proto, interned_data/interned_data.proto, and track_event/*.proto).
namespace weir::inline WEIR_ABI::panel::perfetto {

using Tag = protozero::pbf_tag_type;

enum class Trace : Tag { packet = 1 };

enum class TracePacket : Tag {
    clock_snapshot = 6,
    timestamp = 8,
    trusted_packet_sequence_id = 10,
    track_event = 11,
    interned_data = 12,
    sequence_flags = 13,
    trace_packet_defaults = 59,
    track_descriptor = 60,
};
inline constexpr unsigned incremental_state_cleared = 1;
inline constexpr unsigned needs_incremental_state = 2;

enum class TracePacketDefaults : Tag { timestamp_clock_id = 58 };

enum class ClockSnapshot : Tag { clocks = 1, primary_trace_clock = 2 };
enum class Clock : Tag { clock_id = 1, timestamp = 2 };
inline constexpr unsigned realtime_clock = 1;  ///< BUILTIN_CLOCK_REALTIME, nanoseconds since 1970

enum class InternedData : Tag { event_categories = 1, event_names = 2, debug_annotation_names = 3 };
enum class Interned : Tag { iid = 1, name = 2 };  ///< EventCategory, EventName and DebugAnnotationName alike

enum class TrackDescriptor : Tag {
    uuid = 1,
    name = 2,
    process = 3,
    thread = 4,
    parent_uuid = 5,
    counter = 8,
    sibling_merge_behavior = 15,
};
inline constexpr unsigned merge_none = 2;  ///< SIBLING_MERGE_BEHAVIOR_NONE
enum class ProcessDescriptor : Tag { pid = 1, process_name = 6, process_labels = 8 };
enum class ThreadDescriptor : Tag { pid = 1, tid = 2 };
enum class CounterDescriptor : Tag { unit = 3, unit_name = 6 };
inline constexpr unsigned unit_time_ns = 1;

enum class TrackEvent : Tag {
    category_iids = 3,
    debug_annotations = 4,
    type = 9,
    name_iid = 10,
    track_uuid = 11,
    counter_value = 30,
    double_counter_value = 44,
};
inline constexpr unsigned slice_begin = 1;
inline constexpr unsigned slice_end = 2;
inline constexpr unsigned counter = 4;

enum class DebugAnnotation : Tag {
    name_iid = 1,
    bool_value = 2,
    uint_value = 3,
    int_value = 4,
    double_value = 5,
    string_value = 6,
};

}  // namespace weir::inline WEIR_ABI::panel::perfetto
