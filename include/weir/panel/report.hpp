#pragma once

#include <weir/base/level.hpp>
#include <weir/panel/bottlenecks.hpp>
#include <weir/panel/errors.hpp>
#include <weir/panel/recommendations.hpp>
#include <weir/panel/stages.hpp>
#include <weir/panel/what_if/estimate.hpp>
#include <weir/panel/where/net.hpp>
#include <weir/panel/where/reconciliation.hpp>
#include <weir/panel/where/tail.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

/// How the runs ended, measured or not.
struct Outcomes {
    std::uint64_t ok = 0;       ///< came to the end
    std::uint64_t stopped = 0;  ///< by an empty optional or expected, or left before the last mark
    std::uint64_t threw = 0;    ///< by an exception
};

/// What the report does not know of, and why.
struct Losses {
    std::uint64_t overwritten = 0;     ///< run records that later ones took the place of
    std::uint64_t filtered = 0;        ///< runs that the filter kept out of the trace
    std::uint64_t unrecorded = 0;      ///< runs for which there was no memory, or whose thread was ending
    std::uint64_t keys_dropped = 0;    ///< runs whose key found no room
    std::uint64_t handler_errors = 0;  ///< violation handlers that threw
    std::uint64_t faults = 0;          ///< marks that came out of order
};

/// What measuring costs. All 0 when unknown.
struct OwnCost {
    double per_run_ns = 0;    ///< nanoseconds, beside those of the stages
    double per_stage_ns = 0;  ///< nanoseconds for each stage of a run
    double share = 0;         ///< of the measured time; over 1 where the stages are shorter than the instrument
    bool by_reader = false;   ///< measured by who reads the recording, for it has none
};

/// How a report is made.
struct ReportOptions {
    /// Takes OwnCost::per_stage_ns off the time of each call of a stage, not below zero, and of the run that for each of
    /// its stages. Violations and what is over thresholds stay as they were measured. Without effect where the cost is
    /// not known.
    bool net = false;
};

/// Which process made a recording. Texts are empty where they are not known.
struct RecordedBy {
    std::uint64_t process = 0;     ///< its number
    std::int64_t created_utc = 0;  ///< when it made the file, nanoseconds since 1970
    std::string program;           ///< the executable's path; its end where it is longer
    std::string host;              ///< the machine's name
    std::string compiler;          ///< that the program was built with
    std::string machine;           ///< "x86_64", "aarch64"
    std::string weir_version;      ///< that it was built with
};

/// All that was measured of a pipeline, as plain data. Its strings are valid UTF-8.
struct Report {
    std::string pipeline;            ///< its name
    Level level = Level::off;        ///< at which it measures
    std::uint64_t runs = 0;          ///< that have ended, measured or not
    std::uint64_t measured = 0;      ///< of the runs, those that were timed
    std::uint64_t sample_every = 1;  ///< one run in so many is timed
    std::string clock;               ///< what the times were read from: "tsc", "steady" ...; empty where it has no name
    Outcomes outcomes;               ///< how the runs ended
    StageReport total;               ///< the whole run
    std::vector<StageReport> stages;  ///< in the order in which they are run; of nested pipelines a tree
    bool net = false;                 ///< whether what measuring costs was taken off the times of `total` and `stages`
    Tail tail;                        ///< the slow runs
    std::vector<Bottleneck> bottlenecks;  ///< the one that weighs most first
    WhatIf what_if;                       ///< each stage twice as fast, without ranges: those are weir::what_if's
    std::vector<Recommendation> recommendations;                       ///< by decreasing priority
    std::vector<ErrorReport> errors;                                   ///< the last ones, newest last
    Losses losses;                                                     ///< what is not in it
    Reconciliation reconciliation;                                     ///< of the times as they were measured
    OwnCost own_cost;                                                  ///< what measuring costs
    AllocationCounting allocation_counting = AllocationCounting::off;  ///< whether `allocations` of stages are known
    std::vector<RecordedBy> recorded_by;  ///< the recordings that it is made of; none where the process made it itself
    std::int64_t made_at = 0;             ///< UTC, nanoseconds since 1970
};

namespace panel {

namespace detail {

inline OwnCost make_own_cost(const Source& source, const Report& report) {
    OwnCost cost{source.own_cost_run_ns, source.own_cost_stage_ns, 0, source.own_cost_by_reader};
    std::uint64_t boundaries = 0;
    for_each_leaf(report.stages, [&](const StageReport& stage) { boundaries += stage.count; });
    const double spent = cost.per_run_ns * static_cast<double>(report.measured) +
                         cost.per_stage_ns * static_cast<double>(boundaries);
    if (report.total.total > Nanoseconds{}) cost.share = spent / static_cast<double>(report.total.total.count());
    return cost;
}

inline Losses make_losses(const Source& source, const Snapshot& snapshot) {
    Losses losses;
    losses.overwritten = snapshot.overwritten;
    losses.filtered = snapshot.filtered;
    losses.faults = snapshot.faults;
    losses.keys_dropped = snapshot.keys_dropped;
    if (source.shared != nullptr) {
        losses.unrecorded = weir::detail::load(source.shared->unrecorded);
        losses.handler_errors = weir::detail::load(source.shared->handler_errors);
    }
    return losses;
}

}  // namespace detail

/// The report on a source: at level off of a pipeline that has no schema nothing but its time of making;
/// before the first run the stages with zeros and neither bottlenecks nor recommendations. Safe while the
/// shards are being written. O(shards * stages), and at level trace a bounded number of single runs (RunTableBounds).
inline Report make_report(const Source& source, const ReportOptions& options = {}) {
    Report report;
    report.made_at = std::chrono::duration_cast<std::chrono::nanoseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    if (source.schema == nullptr) return report;
    const layout::Schema& schema = *source.schema;
    report.pipeline = name_text(schema.name);
    report.level = schema.level;
    report.sample_every = schema.sample_every;
    report.clock = name_text(schema.clock.name);
    if (schema.node_count == 0) return report;

    const Snapshot snapshot = take_snapshot(source);
    const auto& run = snapshot.nodes[0];
    const std::uint64_t ended_early = run.stopped + run.errors;
    report.runs = snapshot.runs;
    report.outcomes = {snapshot.runs > ended_early ? snapshot.runs - ended_early : 0, run.stopped, run.errors};
    report.measured = run.count;
    report.allocation_counting = allocation_counting(schema, run.count, run.allocations.calls);
    report.total = make_stage(schema.nodes()[0], run, static_cast<double>(run.total), 0);
    report.total.name = report.total.path = report.pipeline;
    RunTable table = read_run_table(source);
    report.reconciliation = reconcile(schema, snapshot, table);
    // Of a damaged file the cost may be anything.
    report.net = options.net && source.own_cost_stage_ns > 0 && source.own_cost_stage_ns < 1e9;
    if (report.net) table.take_off(static_cast<std::uint64_t>(std::llround(source.own_cost_stage_ns)));
    TailShares tail = make_tail(schema, table);
    report.tail = std::move(tail.tail);
    report.stages = make_stages(source, snapshot, tail.nodes);
    report.own_cost = detail::make_own_cost(source, report);
    if (report.net) take_off_own_cost(report.total, report.stages, source.own_cost_stage_ns);
    report.bottlenecks = find_bottlenecks(report.stages);
    report.what_if = estimate(schema, report.total, report.stages, table, 2);
    report.recommendations = recommend(report.total, report.stages, report.bottlenecks, report.what_if);
    report.errors = make_errors(source, report.stages);
    report.losses = detail::make_losses(source, snapshot);
    return report;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
