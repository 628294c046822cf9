#pragma once

#include <weir/base/duration.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/snapshot.hpp>
#include <weir/panel/where/run_table.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI {

/// The time of all runs held against that of their stages, and the runs that were counted against those that have a
/// record, to the nanosecond.
struct Reconciliation {
    Nanoseconds run;                 ///< of all measured runs
    Nanoseconds stages;              ///< of all their stages
    Nanoseconds apart;               ///< run - stages: 0 but while a run is being counted, or in a damaged file
    std::uint64_t measured = 0;      ///< runs
    std::uint64_t recorded = 0;      ///< of these, those whose records were looked at
    Nanoseconds recorded_time;       ///< of these; that of all where `recorded` is `measured`
    std::vector<std::string> notes;  ///< in words, what the two differ by and why; empty where there is nothing to say
};

namespace panel {

namespace detail {

/// Of a damaged file sums may be anything: as far as 64 bits with a sign go.
inline Nanoseconds bounded(std::uint64_t ns) noexcept {
    return Nanoseconds{static_cast<std::int64_t>(std::min(ns, layout::StageStatistics::longest))};
}
inline std::string many(std::uint64_t count, const char* one, const char* several) {
    return joined(std::to_string(count), " ", count == 1 ? one : several);
}

}  // namespace detail

/// `table`: of durations as they were measured. O(nodes + runs).
[[nodiscard]] inline Reconciliation reconcile(const layout::Schema& schema, const Snapshot& snapshot,
                                              const RunTable& table) {
    using detail::many;
    Reconciliation found;
    const NodeSnapshot& run = snapshot.nodes[0];
    std::uint64_t stages = 0, recorded = 0;
    for (std::uint32_t n = 0; n < schema.node_count; ++n)
        if ((schema.nodes()[n].flags & layout::NodeSchema::is_group) == 0) stages += snapshot.nodes[n].total;
    for (const std::uint64_t total : table.totals) recorded += total;
    found.run = detail::bounded(run.total);
    found.stages = detail::bounded(stages);
    found.apart = Nanoseconds{found.run.count() - found.stages.count()};
    found.measured = run.count;
    found.recorded = table.size();
    found.recorded_time = detail::bounded(recorded);
    if (found.apart != Nanoseconds{})
        found.notes.emplace_back(
            "the stages do not add up to the runs: a run was being counted, or the file is damaged");
    if (run.errors > 0)
        found.notes.push_back(
            joined(many(run.errors, "run", "runs"), " threw: the time until then is in it, the stages after are not"));
    if (run.stopped > 0)
        found.notes.push_back(joined(many(run.stopped, "run", "runs"), " stopped early: the time until then is in it"));
    if (schema.ring_capacity == 0) return found;
    if (snapshot.overwritten > 0)
        found.notes.push_back(joined("the rings lost ", many(snapshot.overwritten, "record", "records"),
                                     " to later runs: single runs are the last ones, sums are of all"));
    if (snapshot.filtered > 0)
        found.notes.push_back(joined("the filter kept ", many(snapshot.filtered, "run", "runs"),
                                     " out of the rings: sums have them, single runs do not"));
    if (table.damaged > 0)
        found.notes.push_back(joined(many(table.damaged, "record is", "records are"), " damaged and left out"));
    if (table.is_bounded)
        found.notes.push_back(
            joined("of the records in the rings the newest ", std::to_string(table.size()), " were looked at"));
    const bool all_there = found.recorded == found.measured && table.damaged == 0;
    if (all_there && found.recorded_time != found.run)
        found.notes.emplace_back(
            "the single runs do not add up to the sums: a run was being counted, or the file is damaged");
    return found;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
