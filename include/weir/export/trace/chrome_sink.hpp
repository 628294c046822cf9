#pragma once

#include <weir/export/trace/annotations.hpp>
#include <weir/export/trace/byte_sink.hpp>
#include <weir/export/trace/trace_sink.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// Writes Chrome's trace event format, the object with `traceEvents`: a complete event ("X") for each slice, metadata
/// ("M") for processes and tracks, counters ("C") for rates. Its times are microseconds in a double, which holds no
/// nanoseconds since 1970: they are counted from the first run's start, which `otherData` has.
///
/// Source: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU (Trace Event Format).
class ChromeSink final : public TraceSink {
public:
    explicit ChromeSink(ByteSink out) : out_{std::move(out)} {}

    void start(std::int64_t first) override {
        first_ = first;
        add(R"({"displayTimeUnit":"ns","otherData":{"first_start_utc_ns":)");
        add(std::to_string(first));
        add(R"(},"traceEvents":[)");
    }

    void add_input(const TraceInput& input) override {
        source_ = &input.source;
        annotations_.emplace(input.source);
        const auto [number, is_new] = identities_.process_of(input);
        process_ = std::to_string(number);
        if (is_new) {
            add_metadata("process_name", "0", "name", input.program);
            if (!input.host.empty())
                add_metadata("process_labels", "0", "labels",
                             joined("process ", std::to_string(input.process), " on ", input.host));
        }
        const layout::Schema& schema = *source_->schema;
        pipeline_ = name_text(schema.name);
        // Counters of one name would be one.
        const std::size_t before = recordings_[process_ + pipeline_]++;
        counter_ = before == 0 ? pipeline_ : joined(pipeline_, " (", std::to_string(before + 1), ")");
        nodes_.clear();
        for (std::uint32_t node = 0; node < schema.node_count; ++node) {
            const layout::NodeSchema& of = schema.nodes()[node];
            const bool is_group = (of.flags & layout::NodeSchema::is_group) != 0;
            nodes_.push_back({quoted(node == 0 ? pipeline_ : name_text(of.name)), node == 0  ? "run"
                                                                                  : is_group ? "pipeline"
                                                                                             : "stage"});
        }
        names_.clear();
        for (const std::string& name : annotations_->names()) names_.push_back(quoted(name));
    }

    void add_track(std::size_t, std::uint64_t thread) override {
        track_ = std::to_string(identities_.new_thread(thread));
        add_metadata("thread_name", track_, "name", joined(pipeline_, ", thread ", std::to_string(thread)));
    }

    void begin(const Slice& slice) override {
        start_event("X", track_, slice.start);
        add(R"(,"dur":)");
        add_microseconds(slice.end - slice.start);
        add(R"(,"cat":")");
        add(nodes_[slice.node].category);
        if (slice.run->violates(source_->schema->nodes()[slice.node])) add(",violation");
        add(R"(","name":)");
        add(nodes_[slice.node].name);
        bool any = false;
        annotations_->for_each(slice, [&](std::size_t name, const AnnotationValue& value) {
            add(std::exchange(any, true) ? "," : R"(,"args":{)");
            add(names_[name]);
            add(":");
            std::visit([&](const auto& held) { add(nlohmann::json(held).dump()); }, value);
        });
        add(any ? "}}" : "}");
        out_.flush_if_full();
    }
    void end(std::int64_t) override {}

    void add_rate(const Rate& rate) override {
        add_counter(rate.start, counter_ + " runs/s", rate.runs_per_second);
        add_counter(rate.start, counter_ + " p99 ns", rate.p99_ns);
    }
    void finish() override {
        add("\n]}\n");
        out_.flush();
    }

private:
    struct Node {
        std::string name;  ///< in quotes
        std::string_view category;
    };

    static std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }
    void add(std::string_view text) { out_.gathered() += text; }
    void start_event(const char* phase, const std::string& thread, std::int64_t at) {
        add(std::exchange(any_, true) ? ",\n" : "\n");
        add(R"({"ph":")");
        add(phase);
        add(R"(","pid":)");
        add(process_);
        add(R"(,"tid":)");
        add(thread);
        add(R"(,"ts":)");
        add_microseconds(at - first_);
    }
    /// Three decimals: nothing is lost.
    void add_microseconds(std::int64_t ns) {
        const bool is_negative = ns < 0;
        const std::uint64_t value = is_negative ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
        std::string digits = std::to_string(1'000 + value % 1'000);  // the leading 1 keeps the zeros after the point
        digits[0] = '.';
        if (is_negative) add("-");
        add(std::to_string(value / 1'000));
        add(digits);
    }
    void add_metadata(const char* name, const std::string& thread, const char* what, const std::string& value) {
        start_event("M", thread, first_);
        add(joined(R"(,"name":")", name, R"(","args":{")", what, R"(":)", quoted(value), "}}"));
    }
    void add_counter(std::int64_t at, const std::string& name, double value) {
        start_event("C", "0", at);
        add(joined(R"(,"name":)", quoted(name), R"(,"args":{"value":)", nlohmann::json(value).dump(), "}}"));
        out_.flush_if_full();
    }

    ByteSink out_;
    std::int64_t first_ = 0;
    bool any_ = false;
    const Source* source_ = nullptr;
    std::optional<Annotations> annotations_;
    Identities identities_;
    std::string process_;
    std::string track_;
    std::string pipeline_;
    std::string counter_;
    std::map<std::string, std::size_t> recordings_;  ///< how many there were of a process and pipeline
    std::vector<Node> nodes_;
    std::vector<std::string> names_;  ///< of the annotations, in quotes
};

}  // namespace weir::inline WEIR_ABI::panel
