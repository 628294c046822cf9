#pragma once

#include <weir/panel/compare/comparison.hpp>

#include <nlohmann/json.hpp>

#include <optional>

namespace weir::inline WEIR_ABI {

namespace panel::detail {

template <class Value>
nlohmann::ordered_json json_or_null(const std::optional<Value>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}
inline nlohmann::ordered_json verdict_json(const std::optional<CompareVerdict>& verdict) {
    return verdict ? nlohmann::ordered_json(name_of(*verdict)) : nlohmann::ordered_json(nullptr);
}

inline nlohmann::ordered_json json_of(const Shift& shift) {
    const bool has_interval = shift.verdict.has_value();
    return {
        {"before_ns", json_or_null(shift.before_ns)},
        {"after_ns", json_or_null(shift.after_ns)},
        {"change", json_or_null(shift.change)},
        {"low", has_interval ? nlohmann::ordered_json(shift.low) : nlohmann::ordered_json(nullptr)},
        {"high", has_interval ? nlohmann::ordered_json(shift.high) : nlohmann::ordered_json(nullptr)},
        {"verdict", verdict_json(shift.verdict)},
        {"recordings_to_decide", json_or_null(shift.recordings)},
        {"why", shift.why},
    };
}
inline nlohmann::ordered_json json_of(const ComparedStage& stage) {
    nlohmann::ordered_json json{
        {"path", stage.path},
        {"path_before", stage.path_before},
        {"share_before", stage.share_before},
        {"share_after", stage.share_after},
        {"small", stage.is_small},
        {"verdict", verdict_json(stage.verdict)},
        {"faster", stage.faster},
    };
    for (const Shift& shift : stage.shifts) json[name_of(shift.figure)] = json_of(shift);
    return json;
}
inline nlohmann::ordered_json json_of(const StageChange& change) {
    constexpr const char* kinds[] = {"added", "removed", "renamed"};
    return {{"kind", kinds[static_cast<unsigned>(change.kind)]},
            {"path", change.path},
            {"path_before", change.path_before}};
}
inline nlohmann::ordered_json json_of(const CompareOptions& options) {
    nlohmann::ordered_json by = nlohmann::ordered_json::array();
    for (const Figure figure : options.by) by.push_back(name_of(figure));
    return {{"min_effect", options.min_effect},
            {"confidence", options.confidence},
            {"min_share", options.min_share},
            {"process_spread", options.process_spread},
            {"by", by}};
}

}  // namespace panel::detail

/// Writes a comparison as JSON. Every field is always there; what does not apply is null.
///
///     format            "weir-comparison"
///     version           1
///     verdict           "no worse", "worse" or "inconclusive"
///     headline          string, the verdict with its figures
///     recordings_to_decide    integer, on each side, or null
///     pipeline          string
///     options           {min_effect, confidence, min_share, process_spread (numbers), by [string]}
///     design            "pairs", "groups" or "single"
///     before, after     {recordings, runs}    integers
///     judged            integer, the figures whose intervals hold together
///     total             the whole run, an object like those in `stages`
///     stages            [{path, path_before (another where it was renamed), share_before, share_after (0 to 1),
///                       small (boolean), verdict (or null), faster (boolean),
///                       mean, p50, p99: {before_ns, after_ns, change, low, high (numbers or null: 0.05 is slower by
///                       5 %), verdict (or null), recordings_to_decide (integer or null), why (string)}}]
///     changes           [{kind ("added", "removed" or "renamed"), path, path_before}]
///     warnings          [string]
///     rests_on          string
[[nodiscard]] inline nlohmann::ordered_json to_json(const Comparison& comparison) {
    using panel::detail::json_of;
    constexpr const char* designs[] = {"pairs", "groups", "single"};
    nlohmann::ordered_json stages = nlohmann::ordered_json::array(), changes = nlohmann::ordered_json::array();
    for (const ComparedStage& stage : comparison.stages) stages.push_back(json_of(stage));
    for (const StageChange& change : comparison.changes) changes.push_back(json_of(change));
    return {
        {"format", "weir-comparison"},
        {"version", 1},
        {"verdict", name_of(comparison.verdict)},
        {"headline", comparison.headline},
        {"recordings_to_decide", panel::detail::json_or_null(comparison.recordings)},
        {"pipeline", comparison.pipeline},
        {"options", json_of(comparison.options)},
        {"design", designs[static_cast<unsigned>(comparison.design)]},
        {"before", {{"recordings", comparison.recordings_before}, {"runs", comparison.runs_before}}},
        {"after", {{"recordings", comparison.recordings_after}, {"runs", comparison.runs_after}}},
        {"judged", comparison.judged},
        {"total", json_of(comparison.total)},
        {"stages", stages},
        {"changes", changes},
        {"warnings", comparison.warnings},
        {"rests_on", comparison.rests_on},
    };
}

}  // namespace weir::inline WEIR_ABI
