#pragma once

#include <weir/base/duration.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/where/run_table.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI {

/// The slow runs: of the runs whose records are in the rings those above their p99; where none is above it, because the
/// slowest all took the same time, those at it. StageReport::slow_share says what a stage takes of them.
struct Tail {
    std::uint64_t runs = 0;  ///< whose records were looked at
    std::uint64_t slow = 0;  ///< of these, the slow ones
    Nanoseconds p99;         ///< of these, exact
    Nanoseconds mean;        ///< of all these runs
    Nanoseconds slow_mean;   ///< of the slow ones
    std::string note;        ///< why the stages have no share in slow runs; empty where they have
};

namespace panel {

/// What a node of the schema takes of the time of the slow runs, and of that of all runs which have a record; 0 to 1.
struct SlowShare {
    double slow = 0;
    double all = 0;
};

/// The slow runs, and the share of each node of the schema; no shares where there are too few to say.
struct TailShares {
    Tail tail;
    std::vector<SlowShare> nodes;
};

namespace detail {

/// With fewer, one odd run would name the stage.
inline constexpr std::size_t least_slow_runs = 10;

inline double sum_of(const RunTable& table, const std::vector<std::size_t>& runs, const layout::NodeSchema& node) {
    double sum = 0;
    for (const std::size_t run : runs) sum += static_cast<double>(table.duration(run, node));
    return sum;
}
inline double sum_of(const RunTable& table, const layout::NodeSchema& node) {
    double sum = 0;
    for (std::size_t run = 0; run < table.size(); ++run) sum += static_cast<double>(table.duration(run, node));
    return sum;
}
inline std::vector<std::size_t> runs_from(const RunTable& table, std::uint64_t least) {
    std::vector<std::size_t> runs;
    for (std::size_t run = 0; run < table.size(); ++run)
        if (table.totals[run] >= least) runs.push_back(run);
    return runs;
}
inline Nanoseconds mean_of(double sum, std::size_t count) {
    return Nanoseconds{count == 0 ? 0 : std::llround(sum / static_cast<double>(count))};
}

}  // namespace detail

/// What slow runs consist of. O(runs * nodes).
[[nodiscard]] inline TailShares make_tail(const layout::Schema& schema, const RunTable& table) {
    TailShares shares;
    Tail& tail = shares.tail;
    tail.runs = table.size();
    if (table.size() == 0) {
        tail.note =
            schema.ring_capacity == 0
                ? "below level trace no record of single runs is kept, so it is not known what slow runs consist of"
                : "no run has a record yet";
        return shares;
    }
    std::vector<double> totals{table.totals.begin(), table.totals.end()};
    const auto p99 = static_cast<std::uint64_t>(nearest_rank(totals, 0.99));
    std::vector<std::size_t> slow = detail::runs_from(table, p99 + 1);
    if (slow.empty()) slow = detail::runs_from(table, p99);
    const double all_time = detail::sum_of(table, schema.nodes()[0]);
    const double slow_time = detail::sum_of(table, slow, schema.nodes()[0]);
    tail.slow = slow.size();
    tail.p99 = Nanoseconds{static_cast<std::int64_t>(p99)};
    tail.mean = detail::mean_of(all_time, table.size());
    tail.slow_mean = detail::mean_of(slow_time, slow.size());
    if (slow.size() < detail::least_slow_runs) {
        tail.note = joined("expected ", std::to_string(detail::least_slow_runs),
                           " runs above the p99 to tell what slow runs consist of, found ", std::to_string(slow.size()),
                           " of ", std::to_string(table.size()), " recorded ones");
        return shares;
    }
    if (slow_time <= 0) {
        tail.note = "no recorded run took any time";
        return shares;
    }
    for (std::uint32_t n = 0; n < schema.node_count; ++n) {
        const layout::NodeSchema& node = schema.nodes()[n];
        shares.nodes.push_back({detail::sum_of(table, slow, node) / slow_time, detail::sum_of(table, node) / all_time});
    }
    return shares;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
