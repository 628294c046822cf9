#pragma once

#include <weir/export/trace/annotations.hpp>
#include <weir/export/trace/perfetto_packets.hpp>
#include <weir/export/trace/trace_sink.hpp>

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

/// Writes Perfetto's trace format: https://perfetto.dev/docs/reference/synthetic-track-event. A process and a thread have
/// one track each, and under it each pipeline one.
class PerfettoSink final : public TraceSink {
public:
    explicit PerfettoSink(ByteSink out) : packets_{std::move(out)} {}

    void start(std::int64_t first) override {
        packets_.write_state(first);
        categories_ = packets_.intern(perfetto::InternedData::event_categories,
                                      {"run", "pipeline", "stage", "violation"});
    }

    void add_input(const TraceInput& input) override {
        source_ = &input.source;
        annotations_.emplace(input.source);
        add_process(input);
        const layout::Schema& schema = *source_->schema;
        std::vector<std::string> names{name_text(schema.name)};
        for (std::uint32_t node = 1; node < schema.node_count; ++node)
            names.push_back(name_text(schema.nodes()[node].name));
        node_names_ = packets_.intern(perfetto::InternedData::event_names, names);
        annotation_names_ = packets_.intern(perfetto::InternedData::debug_annotation_names, annotations_->names());
        rate_track_ = p99_track_ = 0;
    }

    void add_track(std::size_t, std::uint64_t thread) override {
        using perfetto::TrackDescriptor, perfetto::ThreadDescriptor;
        const auto [number, is_new] = identities_.thread_of(process_, thread);
        std::uint64_t& parent = thread_tracks_[number];
        if (is_new)
            parent = packets_.write_track(process_tracks_[process_], {}, [this, tid = number](auto& track) {
                perfetto::Builder<ThreadDescriptor> descriptor{track, TrackDescriptor::thread};
                descriptor.add_int32(ThreadDescriptor::pid, static_cast<std::int32_t>(process_));
                descriptor.add_int64(ThreadDescriptor::tid, tid);
            });
        // Two threads of the same number, one after another, may have run the pipeline: a track each.
        track_ = packets_.write_track(parent, name_text(source_->schema->name), [](auto& track) {
            track.add_enum(TrackDescriptor::sibling_merge_behavior, perfetto::merge_none);
        });
    }

    void begin(const Slice& slice) override {
        using perfetto::TrackEvent, perfetto::DebugAnnotation;
        const layout::NodeSchema& node = source_->schema->nodes()[slice.node];
        const bool is_group = (node.flags & layout::NodeSchema::is_group) != 0;
        packets_.write_event(slice.start, perfetto::slice_begin, track_, [&](auto& event) {
            event.add_uint64(TrackEvent::name_iid, node_names_[slice.node]);
            event.add_uint64(TrackEvent::category_iids, categories_[slice.node == 0 ? 0 : is_group ? 1 : 2]);
            if (slice.run->violates(node)) event.add_uint64(TrackEvent::category_iids, categories_[3]);
            annotations_->for_each(slice, [&](std::size_t name, const AnnotationValue& value) {
                annotation_.clear();
                perfetto::Builder<DebugAnnotation> annotation{annotation_};
                annotation.add_uint64(DebugAnnotation::name_iid, annotation_names_[name]);
                std::visit([&](const auto& held) { add_value(annotation, held); }, value);
                event.add_message(TrackEvent::debug_annotations, annotation_);
            });
        });
    }
    void end(std::int64_t at) override {
        packets_.write_event(at, perfetto::slice_end, track_, [](auto&) {});
    }

    void add_rate(const Rate& rate) override {
        using perfetto::TrackEvent;
        if (rate_track_ == 0) add_counters();
        packets_.write_event(rate.start, perfetto::counter, rate_track_, [&](auto& event) {
            event.add_double(TrackEvent::double_counter_value, rate.runs_per_second);
        });
        packets_.write_event(rate.start, perfetto::counter, p99_track_, [&](auto& event) {
            event.add_int64(TrackEvent::counter_value, std::llround(rate.p99_ns));
        });
    }
    void finish() override { packets_.flush(); }

private:
    void add_process(const TraceInput& input) {
        using perfetto::TrackDescriptor, perfetto::ProcessDescriptor;
        const auto [number, is_new] = identities_.process_of(input);
        process_ = number;
        if (!is_new) return;
        process_tracks_[number] = packets_.write_track(0, {}, [&](auto& track) {
            perfetto::Builder<ProcessDescriptor> process{track, TrackDescriptor::process};
            process.add_int32(ProcessDescriptor::pid, static_cast<std::int32_t>(process_));
            process.add_string(ProcessDescriptor::process_name, input.program);
            if (!input.host.empty())
                process.add_string(ProcessDescriptor::process_labels,
                                   joined("process ", std::to_string(input.process), " on ", input.host));
        });
    }
    void add_counters() {
        using perfetto::TrackDescriptor, perfetto::CounterDescriptor;
        const std::string pipeline = name_text(source_->schema->name);
        const std::uint64_t process = process_tracks_[process_];
        rate_track_ = packets_.write_track(process, pipeline + " runs/s", [](auto& track) {
            perfetto::Builder<CounterDescriptor> descriptor{track, TrackDescriptor::counter};
            descriptor.add_string(CounterDescriptor::unit_name, "runs/s");
        });
        p99_track_ = packets_.write_track(process, pipeline + " p99", [](auto& track) {
            perfetto::Builder<CounterDescriptor> descriptor{track, TrackDescriptor::counter};
            descriptor.add_enum(CounterDescriptor::unit, perfetto::unit_time_ns);
        });
    }

    template <class Value>
    static void add_value(perfetto::Builder<perfetto::DebugAnnotation>& annotation, const Value& value) {
        using perfetto::DebugAnnotation;
        if constexpr (std::is_same_v<Value, bool>) annotation.add_bool(DebugAnnotation::bool_value, value);
        else if constexpr (std::is_same_v<Value, std::int64_t>) annotation.add_int64(DebugAnnotation::int_value, value);
        else if constexpr (std::is_same_v<Value, std::uint64_t>)
            annotation.add_uint64(DebugAnnotation::uint_value, value);
        else if constexpr (std::is_same_v<Value, double>) annotation.add_double(DebugAnnotation::double_value, value);
        else annotation.add_string(DebugAnnotation::string_value, value);
    }

    perfetto::Packets packets_;
    const Source* source_ = nullptr;
    std::optional<Annotations> annotations_;
    Identities identities_;
    std::map<std::int64_t, std::uint64_t> process_tracks_;  ///< by the process' number
    std::map<std::int64_t, std::uint64_t> thread_tracks_;   ///< by the thread's
    std::int64_t process_ = 0;                              ///< of the input
    std::uint64_t track_ = 0;
    std::uint64_t rate_track_ = 0;
    std::uint64_t p99_track_ = 0;
    std::vector<std::uint64_t> categories_;        ///< as interned: of a run, a pipeline, a stage, a violation
    std::vector<std::uint64_t> node_names_;        ///< of the input's nodes
    std::vector<std::uint64_t> annotation_names_;  ///< of its Annotations
    std::string annotation_;
};

}  // namespace weir::inline WEIR_ABI::panel
