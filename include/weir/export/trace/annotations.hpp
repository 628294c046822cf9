#pragma once

#include <weir/export/trace/trace_sink.hpp>
#include <weir/panel/run/run_view.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

using AnnotationValue = std::variant<bool, std::int64_t, std::uint64_t, double, std::string>;

/// What a trace says of a slice beside its name and its times. On a run: its key, how it ended and where, what the
/// exception said, whether it was kept. On what took longer than its threshold: that. On a stage: what it captured.
class Annotations {
public:
    enum Name : std::size_t { key, outcome, stage, error, kept, threshold_ns, first_capture };

    explicit Annotations(const Source& source)
        : source_{source}, details_{source}, names_{"key", "outcome", "stage", "error", "kept", "threshold_ns"} {
        const layout::Schema& schema = *source.schema;
        fields_.resize(schema.leaf_count);
        for (std::uint32_t i = 0; i < schema.field_count; ++i) {
            names_.push_back(joined("capture.", name_text(schema.fields()[i].name)));
            fields_[schema.fields()[i].leaf].push_back(i);
        }
    }

    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

    /// Calls `visit(name, const AnnotationValue&)` with each, the name as its place in names().
    template <class Visit>
    void for_each(const Slice& slice, Visit visit) const {
        const layout::NodeSchema& node = source_.schema->nodes()[slice.node];
        if (slice.node == 0) for_run(*slice.run, visit);
        if (slice.run->violates(node)) visit(threshold_ns, AnnotationValue{node.threshold});
        if ((node.flags & layout::NodeSchema::is_group) != 0) return;
        for (const std::uint32_t field : fields_[node.first_leaf])
            visit(first_capture + field,
                  value_of(make_capture(source_.schema->fields()[field], {}, slice.run->record())));
    }

private:
    template <class Visit>
    void for_run(const RawRun& run, Visit& visit) const {
        constexpr const char* outcomes[] = {"ok", "stopped", "threw"};
        if (run.key_kind() != layout::KeyKind::none) visit(key, AnnotationValue{details_.key_of(run)});
        visit(outcome, AnnotationValue{std::string{outcomes[static_cast<unsigned>(run.outcome())]}});
        if (run.outcome() != Outcome::ok) visit(stage, AnnotationValue{details_.paths()[run.stage()]});
        if (run.outcome() == Outcome::threw)
            if (std::string said = details_.error_of(run); !said.empty())
                visit(error, AnnotationValue{std::move(said)});
        if (run.kept) visit(kept, AnnotationValue{true});
    }
    /// Numbers and booleans as such; all else, and what is no number, as text.
    static AnnotationValue value_of(const CaptureView& capture) {
        return std::visit(
            [&](const auto& value) -> AnnotationValue {
                using Value = std::remove_cvref_t<decltype(value)>;
                if constexpr (std::is_same_v<Value, double>) {
                    if (std::isfinite(value)) return value;
                    return value_text(capture);
                } else if constexpr (std::is_same_v<Value, char> || std::is_same_v<Value, std::string>) {
                    return value_text(capture);
                } else {
                    return value;
                }
            },
            capture.value);
    }

    const Source& source_;
    RunDetails details_;
    std::vector<std::string> names_;
    std::vector<std::vector<std::uint32_t>> fields_;  ///< of each leaf, by their numbers
};

}  // namespace weir::inline WEIR_ABI::panel
