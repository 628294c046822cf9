#pragma once

#include <weir/panel/report.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

namespace panel::detail {

inline nlohmann::json json_of(const std::optional<Nanoseconds>& time) {
    return time ? nlohmann::json(time->count()) : nlohmann::json(nullptr);
}
inline nlohmann::json json_of(const std::optional<double>& number) {
    return number ? nlohmann::json(*number) : nlohmann::json(nullptr);
}

inline nlohmann::json json_of(const StageReport& stage) {
    nlohmann::json stages = nlohmann::json::array();
    for (const StageReport& nested : stage.stages) stages.push_back(json_of(nested));
    return {
        {"name", stage.name},
        {"path", stage.path},
        {"count", stage.count},
        {"total_ns", stage.total.count()},
        {"min_ns", stage.min.count()},
        {"mean_ns", stage.mean.count()},
        {"max_ns", stage.max.count()},
        {"p50_ns", stage.p50.count()},
        {"p90_ns", stage.p90.count()},
        {"p99_ns", stage.p99.count()},
        {"p999_ns", stage.p999.count()},
        {"threshold_ns", json_of(stage.threshold)},
        {"violations", stage.violations},
        {"stopped", stage.stopped},
        {"errors", stage.errors},
        {"has_items", stage.has_items},
        {"items", stage.items},
        {"items_per_second", json_of(stage.items_per_second)},
        {"ns_per_item", json_of(stage.ns_per_item)},
        {"share", stage.share},
        {"suspended_ns", stage.suspended.count()},
        {"short_against_instrument", stage.short_against_instrument},
        {"stages", std::move(stages)},
    };
}
inline nlohmann::json json_of(const Bottleneck& bottleneck) {
    return {
        {"stage", bottleneck.stage},
        {"mean_ns", bottleneck.mean.count()},
        {"total_ns", bottleneck.total.count()},
        {"share", bottleneck.share},
        {"violations", bottleneck.violations},
        {"count", bottleneck.count},
        {"threshold_ns", json_of(bottleneck.threshold)},
        {"severity", name_of(bottleneck.severity)},
        {"reason", bottleneck.reason},
    };
}
inline nlohmann::json json_of(const Recommendation& advice) {
    return {{"priority", name_of(advice.priority)}, {"stage", advice.stage}, {"message", advice.message}};
}
inline nlohmann::json json_of(const ErrorReport& error) {
    return {
        {"stage", error.stage},
        {"key", error.key},
        {"message", error.message},
        {"cut", error.cut},
        {"started_utc_ns", error.started_utc},
    };
}
inline nlohmann::json json_of(const Losses& losses) {
    return {
        {"overwritten", losses.overwritten},       {"filtered", losses.filtered},
        {"unrecorded", losses.unrecorded},         {"keys_dropped", losses.keys_dropped},
        {"handler_errors", losses.handler_errors}, {"faults", losses.faults},
    };
}

template <class Element>
nlohmann::json json_of(const std::vector<Element>& elements) {
    nlohmann::json array = nlohmann::json::array();
    for (const Element& element : elements) array.push_back(json_of(element));
    return array;
}

}  // namespace panel::detail

/// Writes a report as JSON. Every field is always there; what does not apply is null. A new field leaves
/// `version` as it is, a field that goes or changes its meaning raises it.
///
///     format            "weir-report"
///     version           1
///     pipeline, level   strings; the level is "off", "timing" or "trace"
///     runs, measured, sample_every      integers: all runs, those that were timed, one in how many
///     clock             string, what the times were read from: "tsc", "steady" ...
///     outcomes          {ok, stopped, threw}    integers, of all runs
///     total             the whole run, an object like those in `stages`; its own `stages` is empty
///     stages            [stage], in the order in which they are run:
///         name, path    strings; the path of a nested stage is "outer/inner/stage"
///         count         integer, the timed calls
///         total_ns, min_ns, mean_ns, max_ns, p50_ns, p90_ns, p99_ns, p999_ns
///                       integer nanoseconds, as is suspended_ns
///         threshold_ns  integer nanoseconds, or null
///         violations, stopped, errors, items        integers
///         has_items, short_against_instrument   booleans
///         items_per_second, ns_per_item         numbers, or null
///         share         number from 0 to 1, of the time of all runs
///         stages        [stage], those of a nested pipeline
///     bottlenecks       [{stage (a path), mean_ns, total_ns, share, violations, count, threshold_ns,
///                       severity ("low", "medium", "high" or "critical"), reason}]
///     recommendations   [{priority ("low", "medium" or "high"), stage, message}]
///     errors            [{stage (a path or ""), key (or ""), message, cut (boolean),
///                       started_utc_ns (integer nanoseconds since 1970)}], newest last
///     losses            {overwritten, filtered, unrecorded, keys_dropped, handler_errors, faults}   integers
///     own_cost          {per_run_ns, per_stage_ns, share}     numbers; 0 where they are unknown
///     made_at_utc_ns    integer nanoseconds since 1970
///
/// Integers may need 64 bits. Strings are valid UTF-8 where the report's are.
inline void to_json(nlohmann::json& json, const Report& report) {
    using panel::detail::json_of;
    json = nlohmann::json{
        {"format", "weir-report"},
        {"version", 1},
        {"pipeline", report.pipeline},
        {"level", name_of(report.level)},
        {"runs", report.runs},
        {"measured", report.measured},
        {"sample_every", report.sample_every},
        {"clock", report.clock},
        {"outcomes",
         {{"ok", report.outcomes.ok}, {"stopped", report.outcomes.stopped}, {"threw", report.outcomes.threw}}},
        {"total", json_of(report.total)},
        {"stages", json_of(report.stages)},
        {"bottlenecks", json_of(report.bottlenecks)},
        {"recommendations", json_of(report.recommendations)},
        {"errors", json_of(report.errors)},
        {"losses", json_of(report.losses)},
        {"own_cost",
         {{"per_run_ns", report.own_cost.per_run_ns},
          {"per_stage_ns", report.own_cost.per_stage_ns},
          {"share", report.own_cost.share}}},
        {"made_at_utc_ns", report.made_at},
    };
}

/// The same, as a value.
[[nodiscard]] inline nlohmann::json to_json(const Report& report) {
    nlohmann::json json;
    to_json(json, report);
    return json;
}

}  // namespace weir::inline WEIR_ABI
