#pragma once

#include <weir/base/pattern.hpp>
#include <weir/base/thrown.hpp>
#include <weir/panel/run/run_view.hpp>
#include <weir/panel/unknown_stage.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace weir::inline WEIR_ABI {

/// Which runs are wanted: those to which all that is given applies.
struct RunFilter {
    std::optional<std::string> key;  ///< a pattern: * stands for any characters; a run without a key has an empty one
    std::optional<Outcome> outcome;  ///< how it ended
    /// The path of a stage, or the pipeline's name for the whole run, that took longer than its threshold.
    std::optional<std::string> over;
};

namespace panel {

/// A RunFilter made ready for millions of runs: each key's name is compared once. Throws UnknownStage.
class PreparedFilter {
public:
    PreparedFilter(const Source& source, const RunFilter& filter) : source_{source}, filter_{filter} {
        if (filter.over) over_ = &node_with_threshold(*source.schema, *filter.over);
    }

    [[nodiscard]] bool lets_in(const RawRun& run) {
        if (filter_.outcome && run.outcome() != *filter_.outcome) return false;
        if (over_ != nullptr && !run.violates(*over_)) return false;
        return !filter_.key || fits(run);
    }

private:
    static constexpr unsigned char undecided = 0, in = 1, out = 2;

    static const layout::NodeSchema& node_with_threshold(const layout::Schema& schema, const std::string& path) {
        const std::vector<std::string> paths = node_paths(schema);
        std::string known;
        for (std::uint32_t n = 0; n < schema.node_count; ++n) {
            const bool has_threshold = schema.nodes()[n].threshold != layout::NodeSchema::no_threshold;
            // The pipeline's name may be a stage's too: that is meant where it has a threshold.
            if (has_threshold && paths[n] == path) return schema.nodes()[n];
            if (has_threshold) known += joined(known.empty() ? "" : ", ", paths[n]);
        }
        for (const std::string& there : paths)
            if (there == path)
                WEIR_THROW(UnknownStage{joined("expected a stage with a threshold, found ", path,
                                               ", which has none; with one: ", known.empty() ? "none" : known)});
        WEIR_THROW(UnknownStage{joined("expected the path of a stage with a threshold, found ", path,
                                       "; there are: ", known.empty() ? "none" : known)});
    }
    [[nodiscard]] bool fits(const RawRun& run) {
        if (run.key_kind() != layout::KeyKind::name || run.key() >= layout::KeyTable::capacity) return compare(run);
        unsigned char& decision = decisions_[static_cast<std::size_t>(run.key())];
        if (decision == undecided) decision = compare(run) ? in : out;
        return decision == in;
    }
    [[nodiscard]] bool compare(const RawRun& run) const {
        return weir::detail::fits(*filter_.key, key_text(source_.keys, run.key_kind(), run.key()));
    }

    const Source& source_;
    const RunFilter& filter_;
    const layout::NodeSchema* over_ = nullptr;
    std::array<unsigned char, layout::KeyTable::capacity> decisions_{};  ///< of the keys' names
};

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
