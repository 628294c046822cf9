#pragma once

#include <weir/panel/errors.hpp>
#include <weir/panel/run/capture_view.hpp>
#include <weir/panel/run/raw_run.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::inline WEIR_ABI {

/// All that is known of one run, as plain data. Its strings are valid UTF-8, but for bytes that were captured.
struct RunView {
    std::int64_t started_utc = 0;  ///< nanoseconds since 1970
    std::string key;               ///< empty where it had none; a text of more than 4096 bytes is cut and ends in "..."
    Outcome outcome = Outcome::ok;  ///< how it ended
    std::string outcome_stage;      ///< the path of the stage at which it stopped or threw; else empty
    std::uint64_t total_ns = 0;     ///< in all its stages
    std::vector<std::optional<std::uint64_t>>
        durations;             ///< nanoseconds of each leaf; empty where it did not come to it
    std::uint64_t thread = 0;  ///< the system's number of the thread that last wrote to its shard
    std::size_t shard = 0;     ///< its place among the source's shards: one ring, one thread at a time
    bool kept = false;         ///< whether it was kept for being slow, or near a violation, after the ring had lost it
    std::vector<CaptureView> captures;  ///< of the stages that it came to
    std::string error;                  ///< what the exception said; empty where none did, or too many came after it
};

namespace panel {

/// The paths of all nodes of a schema, "outer/inner/stage"; node 0's is the pipeline's name, and in no other.
inline std::vector<std::string> node_paths(const layout::Schema& schema) {
    std::vector<std::string> paths;
    paths.reserve(schema.node_count);
    for (std::uint32_t n = 0; n < schema.node_count; ++n) {
        const layout::NodeSchema& node = schema.nodes()[n];
        std::string name = name_text(n == 0 ? schema.name : node.name);
        paths.push_back(n == 0 || node.parent == 0 ? std::move(name) : joined(paths[node.parent], "/", name));
    }
    return paths;
}
/// Those of the leaves, in their order.
inline std::vector<std::string> leaf_paths(const layout::Schema& schema) {
    const std::vector<std::string> all = node_paths(schema);
    std::vector<std::string> paths;
    for (std::uint32_t n = 0; n < schema.node_count; ++n)
        if ((schema.nodes()[n].flags & layout::NodeSchema::is_group) == 0) paths.push_back(all[n]);
    return paths;
}

/// Turns raw runs into views: for those that were selected, a view makes strings. The source must outlive it.
class RunDetails {
public:
    explicit RunDetails(const Source& source) : source_{source} {
        if (source.schema != nullptr) paths_ = leaf_paths(*source.schema);
    }

    [[nodiscard]] RunView view(const RawRun& raw) const {
        RunView run;
        run.started_utc = utc_of(source_.schema->clock, raw.start());
        run.key = key_of(raw);
        run.outcome = raw.outcome();
        if (raw.outcome() != Outcome::ok) run.outcome_stage = paths_[raw.stage()];
        run.total_ns = raw.total();
        for (std::uint32_t leaf = 0; leaf < raw.leaf_count(); ++leaf) {
            const std::uint64_t ns = raw.duration(leaf);
            run.durations.push_back(ns == RawRun::not_run ? std::nullopt : std::optional{ns});
        }
        run.thread = raw.thread;
        run.shard = raw.shard;
        run.kept = raw.kept;
        for (std::uint32_t f = 0; f < source_.schema->field_count; ++f) {
            const layout::FieldSchema& field = source_.schema->fields()[f];
            if (run.durations[field.leaf])
                run.captures.push_back(make_capture(field, paths_[field.leaf], raw.record()));
        }
        if (raw.outcome() == Outcome::threw) run.error = error_of(raw);
        return run;
    }
    /// RunView::key alone.
    [[nodiscard]] std::string key_of(const RawRun& raw) const {
        constexpr std::size_t most = 4096;
        std::string key = key_text(source_.keys, raw.key_kind(), raw.key());
        if (key.size() <= most) return key;
        key.resize(most);
        return valid_utf8(key) + "...";
    }
    /// RunView::error alone, of a run that threw.
    [[nodiscard]] std::string error_of(const RawRun& raw) const {
        if (source_.shared == nullptr) return {};
        layout::ErrorRecord record;
        const std::uint64_t count = weir::detail::load_acquire(source_.shared->error_count);
        for (std::uint64_t i = 0; i < count && i < layout::Shared::error_capacity; ++i)
            if (copy_error(*source_.shared, count - 1 - i, record) && record.start == raw.start() &&
                record.key == raw.key() && record.key_kind == raw.key_kind() && record.stage == raw.stage())
                return message_text(record);
        return {};
    }
    /// The paths of the leaves, as RunView::durations has them.
    [[nodiscard]] const std::vector<std::string>& paths() const noexcept { return paths_; }

private:
    const Source& source_;
    std::vector<std::string> paths_;
};

/// Nanoseconds of a run in a node of the schema, a nested pipeline as the sum of its stages; empty where the run did not
/// come to it.
inline std::optional<std::uint64_t> duration_of(const RunView& run, const layout::NodeSchema& node) {
    std::optional<std::uint64_t> sum;
    for (std::uint32_t leaf = node.first_leaf; leaf < node.first_leaf + node.leaf_count; ++leaf)
        if (leaf < run.durations.size() && run.durations[leaf]) sum = sum.value_or(0) + *run.durations[leaf];
    return sum;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
