#pragma once

#include <weir/export/json/where.hpp>
#include <weir/panel/report.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

namespace panel::detail {

inline nlohmann::json json_of(const CostForm& form) {
    return {
        {"growth", name_of(form.growth)},      {"fixed_ns", form.fixed_ns},           {"each_ns", form.each_ns},
        {"each_ns_lower", form.each_ns_lower}, {"each_ns_upper", form.each_ns_upper}, {"misfit", form.misfit},
    };
}
inline nlohmann::json json_of(const CostCrossing& crossing) {
    return {
        {"where", name_of(crossing.where)},
        {"items", crossing.items},
        {"lower", crossing.lower},
        {"upper", json_of(crossing.upper)},
    };
}
inline nlohmann::json json_of(const CostModel& cost) {
    nlohmann::json forms = nlohmann::json::array();
    for (const CostForm& form : cost.forms) forms.push_back(json_of(form));
    return {
        {"verdict", name_of(cost.verdict)},
        {"calls", cost.calls},
        {"cut", cost.cut},
        {"items_from", cost.items_from},
        {"items_to", cost.items_to},
        {"forms", std::move(forms)},
        {"growth_at_most", cost.growth_at_most},
        {"crossing", cost.crossing ? json_of(*cost.crossing) : nlohmann::json(nullptr)},
    };
}
inline nlohmann::json json_of(const std::optional<AllocationReport>& counted) {
    if (!counted) return nullptr;
    const auto& limit = counted->max_allocations;
    return {
        {"calls", counted->calls},
        {"allocations", counted->allocations},
        {"bytes", counted->bytes},
        {"most", counted->most},
        {"max_allocations", limit ? nlohmann::json(*limit) : nlohmann::json(nullptr)},
        {"violations", counted->violations},
    };
}

inline nlohmann::json json_of(const HistogramBucket& bucket) {
    return nlohmann::json::array({bucket.slot, bucket.count});
}
inline nlohmann::json json_of(const BatchReport& batch) {
    return {{"count", batch.count}, {"mean_ns", batch.mean_ns}, {"p50_ns", batch.p50_ns}, {"p99_ns", batch.p99_ns}};
}
inline nlohmann::json json_of(const RecordedBy& by) {
    return {
        {"process", by.process},           {"created_utc_ns", by.created_utc},
        {"program", by.program},           {"host", by.host},
        {"compiler", by.compiler},         {"machine", by.machine},
        {"weir_version", by.weir_version},
    };
}
template <class Element>
nlohmann::json json_of(const std::vector<Element>& elements);

inline nlohmann::json json_of(const StageReport& stage) {
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
        {"excess_ns", stage.excess.count()},
        {"stopped", stage.stopped},
        {"errors", stage.errors},
        {"has_items", stage.has_items},
        {"items", stage.items},
        {"items_per_second", json_of(stage.items_per_second)},
        {"ns_per_item", json_of(stage.ns_per_item)},
        {"cost", stage.cost ? json_of(*stage.cost) : nlohmann::json(nullptr)},
        {"share", stage.share},
        {"suspended_ns", stage.suspended.count()},
        {"slow_share", json_of(stage.slow_share)},
        {"recorded_share", json_of(stage.recorded_share)},
        {"short_against_instrument", stage.short_against_instrument},
        {"allocations", json_of(stage.allocations)},
        {"buckets", json_of(stage.buckets)},
        {"batches", json_of(stage.batches)},
        {"stages", json_of(stage.stages)},
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
        {"kind", name_of(bottleneck.kind)},
        {"weight", bottleneck.weight},
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
///         excess_ns     integer nanoseconds, the time over the threshold
///         has_items, short_against_instrument   booleans
///         items_per_second, ns_per_item         numbers, or null
///         cost          null, or how the time of a call depends on its items n:
///             verdict   "too few", "too narrow", "no form", "unclear", "flat", "grows" or "either"
///             calls, cut             integers: the calls that were counted, those of them that were cut as outliers
///             items_from, items_to   numbers, about the least and the most items that were seen
///             forms     [{growth ("log n", "n", "n log n", "n^2" or "n^3"), fixed_ns, each_ns, each_ns_lower,
///                       each_ns_upper, misfit}], those that are possible, the likeliest first: a call takes fixed_ns +
///                       each_ns * growth, logarithms to base 2
///             growth_at_most         number, of the mean; where the verdict is "flat"
///             crossing  null, or where a call meets threshold_ns: {where ("reached", "predicted" or "beyond"), items,
///                       lower, upper}, numbers; upper is null where it is beyond
///         share         number from 0 to 1, of the time of all runs
///         allocations   {calls, allocations, bytes, most, violations (integers), max_allocations (integer or null)},
///                       of the timed calls; null where they are not counted
///         slow_share, recorded_share    numbers from 0 to 1, of the time of the slow runs and of all that have a
///                       record; null where there are too few
///         buckets       [[slot, count]], the histogram's that are not empty, by rising slots: which times a slot
///                       counts is in layout/histogram.hpp
///         batches       [{count (integer), mean_ns, p50_ns, p99_ns (numbers)}], runs that followed one another in
///                       time, in as many batches for all stages; empty where they were not asked for, or are too few
///         stages        [stage], those of a nested pipeline
///     bottlenecks       [{stage (a path), mean_ns, total_ns, share, violations, count, threshold_ns,
///                       severity ("low", "medium", "high" or "critical"), reason, kind ("mean", "tail" or
///                       "excess"), weight (number from 0 to 1)}], the heaviest first
///     net               boolean, whether the instrument's cost was taken off
///     tail              {runs, slow_runs (integers), p99_ns, mean_ns, slow_mean_ns, note ("" where all is known)}: the
///                       runs that have a record, and of these the slow ones
///     what_if           {pipeline, factor, measured, recorded (integers), now {mean_ns, p50_ns, p99_ns}, note,
///                       confidence (null without ranges), stages [{stage (a path), mean_ns, p50_ns, p99_ns, gain,
///                       p50_gain, p99_gain (parts of what is now), mean_range, p50_range, p99_range ({low_ns, high_ns};
///                       null in a report)}]}; what is not known is null
///     reconciliation    {run_ns, stages_ns, apart_ns, measured, recorded, recorded_ns, notes [string]}
///     recommendations   [{priority ("low", "medium" or "high"), stage, message}]
///     errors            [{stage (a path or ""), key (or ""), message, cut (boolean),
///                       started_utc_ns (integer nanoseconds since 1970)}], newest last
///     allocation_counting   "off", "on", or "missing": asked for, and the program does not include the header for it
///     losses            {overwritten, filtered, unrecorded, keys_dropped, handler_errors, faults}   integers
///     own_cost          {per_run_ns, per_stage_ns, share}     numbers; 0 where they are unknown; and by_reader,
///                       whether it was measured by who reads a recording that does not say
///     recorded_by       [{process (integer), created_utc_ns (integer nanoseconds since 1970), program, host, compiler,
///                       machine, weir_version (strings)}], of each recording that the report is of; else empty
///     made_at_utc_ns    integer nanoseconds since 1970
///
/// The same as a JSON Schema: docs/report.schema.json. Integers may need 64 bits. Strings are valid UTF-8 where the report's are.
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
        {"net", report.net},
        {"tail", json_of(report.tail)},
        {"what_if", json_of(report.what_if)},
        {"reconciliation", json_of(report.reconciliation)},
        {"recommendations", json_of(report.recommendations)},
        {"errors", json_of(report.errors)},
        {"allocation_counting", name_of(report.allocation_counting)},
        {"losses", json_of(report.losses)},
        {"own_cost",
         {{"per_run_ns", report.own_cost.per_run_ns},
          {"per_stage_ns", report.own_cost.per_stage_ns},
          {"share", report.own_cost.share},
          {"by_reader", report.own_cost.by_reader}}},
        {"recorded_by", json_of(report.recorded_by)},
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
