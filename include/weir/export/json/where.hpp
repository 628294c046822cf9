#pragma once

#include <weir/panel/what_if/what_if.hpp>
#include <weir/panel/where/reconciliation.hpp>
#include <weir/panel/where/tail.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <utility>

// Where the time goes, as JSON: see to_json of a report in export/json.hpp.
namespace weir::inline WEIR_ABI {

namespace panel::detail {

inline nlohmann::json json_of(const std::optional<Nanoseconds>& time) {
    return time ? nlohmann::json(time->count()) : nlohmann::json(nullptr);
}
inline nlohmann::json json_of(const std::optional<double>& number) {
    return number ? nlohmann::json(*number) : nlohmann::json(nullptr);
}

inline nlohmann::json json_of(const Tail& tail) {
    return {{"runs", tail.runs},
            {"slow_runs", tail.slow},
            {"p99_ns", tail.p99.count()},
            {"mean_ns", tail.mean.count()},
            {"slow_mean_ns", tail.slow_mean.count()},
            {"note", tail.note}};
}
inline nlohmann::json json_of(const Reconciliation& found) {
    return {{"run_ns", found.run.count()},
            {"stages_ns", found.stages.count()},
            {"apart_ns", found.apart.count()},
            {"measured", found.measured},
            {"recorded", found.recorded},
            {"recorded_ns", found.recorded_time.count()},
            {"notes", found.notes}};
}
inline nlohmann::json json_of(const std::optional<PredictedRange>& range) {
    if (!range) return nullptr;
    return {{"low_ns", range->low.count()}, {"high_ns", json_of(range->high)}};
}
inline nlohmann::json json_of(const RunFigures& run) {
    return {{"mean_ns", run.mean.count()}, {"p50_ns", json_of(run.p50)}, {"p99_ns", json_of(run.p99)}};
}
inline nlohmann::json json_of(const StageWhatIf& stage) {
    nlohmann::json json = json_of(stage.run);
    json["stage"] = stage.stage;
    json["gain"] = stage.gain;
    json["p50_gain"] = stage.run.p50 ? nlohmann::json(stage.p50_gain) : nlohmann::json(nullptr);
    json["p99_gain"] = stage.run.p99 ? nlohmann::json(stage.p99_gain) : nlohmann::json(nullptr);
    json["mean_range"] = json_of(stage.mean_range);
    json["p50_range"] = json_of(stage.p50_range);
    json["p99_range"] = json_of(stage.p99_range);
    return json;
}
inline nlohmann::json json_of(const WhatIf& what_if) {
    nlohmann::json stages = nlohmann::json::array();
    for (const StageWhatIf& stage : what_if.stages) stages.push_back(json_of(stage));
    return {
        {"pipeline", what_if.pipeline},
        {"factor", what_if.factor},
        {"confidence", what_if.confidence > 0 ? nlohmann::json(what_if.confidence) : nlohmann::json(nullptr)},
        {"measured", what_if.measured},
        {"recorded", what_if.recorded},
        {"now", json_of(what_if.now)},
        {"stages", std::move(stages)},
        {"note", what_if.note},
    };
}

}  // namespace panel::detail

/// Writes what-if as JSON: "format" is "weir-what-if" and "version" 1; the other fields are those of `what_if` in the JSON
/// of a report, where ranges were asked for with them.
inline void to_json(nlohmann::json& json, const WhatIf& what_if) {
    json = panel::detail::json_of(what_if);
    json["format"] = "weir-what-if";
    json["version"] = 1;
}
/// The same, as a value.
[[nodiscard]] inline nlohmann::json to_json(const WhatIf& what_if) {
    nlohmann::json json;
    to_json(json, what_if);
    return json;
}

}  // namespace weir::inline WEIR_ABI
