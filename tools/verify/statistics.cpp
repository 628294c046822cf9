#include "verify/checks.hpp"

#include <weir/layout/counting.hpp>
#include <weir/panel/stages.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>

namespace weir_tool {

namespace {

using weir::detail::load;
using weir::layout::NodeCalls;
using weir::layout::NodeSchema;
using weir::layout::StageStatistics;

/// Whether two counts of the same calls can both be right.
bool agree(std::uint64_t a, std::uint64_t b, Left left) {
    return std::max(a, b) - std::min(a, b) <= (left == Left::killed ? 1U : 0U);
}

class StatisticsChecks {
public:
    StatisticsChecks(const CheckedShard& checked, Findings& findings) : checked_{checked}, findings_{findings} {}

    void check() {
        const std::uint64_t straight = weir::detail::load_acquire(checked_.shard.straight_runs);
        const std::uint32_t nodes = checked_.schema.node_count;
        const NodeCalls run = weir::layout::read_calls(checked_.schema, checked_.shard, 0, straight);
        std::uint64_t leaves_total = 0;
        for (std::uint32_t node = 0; node < nodes; ++node) {
            const NodeCalls calls = weir::layout::read_calls(checked_.schema, checked_.shard, node, straight);
            check_node(node, calls, run.count);
            if ((checked_.schema.nodes()[node].flags & NodeSchema::is_group) == 0) leaves_total += calls.total;
        }
        if (checked_.left == Left::closed && leaves_total != run.total)
            fault("total of the whole run", 0, fmt::format("{} ns as the stages' together", leaves_total), run.total);
        const std::uint64_t runs = load(checked_.shard.runs);
        if (runs < run.count && !agree(runs, run.count, checked_.left))
            findings_.add(fmt::format("shard[{}].runs", checked_.number),
                          checked_.offset + offsetof(weir::layout::Shard, runs),
                          fmt::format("{} or more, as were measured", run.count), runs);
    }

private:
    template <class Expected, class Found>
    void fault(std::string_view what, std::uint32_t node, const Expected& expected, const Found& found) {
        const std::uint64_t offset = checked_.offset + checked_.schema.shard.statistics +
                                     node * sizeof(StageStatistics);
        findings_.add(fmt::format("shard[{}].statistics[{}] ({}), {}", checked_.number, node,
                                  weir::panel::name_text(checked_.schema.nodes()[node].name), what),
                      offset, expected, found);
    }

    void check_node(std::uint32_t node, const NodeCalls& calls, std::uint64_t measured) {
        const auto& counts = calls.histogram.counts;
        const std::uint64_t counted = std::accumulate(std::begin(counts), std::end(counts), std::uint64_t{0});
        if (!agree(counted, calls.count, checked_.left))
            fault("calls in the histogram", node, fmt::format("{} as are counted", calls.count), counted);
        if (calls.count > measured && !agree(calls.count, measured, checked_.left))
            fault("calls", node, fmt::format("{} at most, as runs were measured", measured), calls.count);
        const auto& words = checked_.shard.at<StageStatistics>(checked_.schema.shard.statistics)[node];
        const std::uint64_t violations = load(words.violations);
        if (violations > calls.count && !agree(violations, calls.count, checked_.left))
            fault("violations", node, fmt::format("{} at most, as calls are counted", calls.count), violations);
        if (calls.count == 0 || checked_.left != Left::closed) return;
        check_extremes(node, calls);
    }

    void check_extremes(std::uint32_t node, const NodeCalls& calls) {
        const std::uint64_t min = StageStatistics::longest - calls.min_inverted;
        if (min > calls.max) {
            fault("least and greatest", node, fmt::format("{} ns at most, the greatest", calls.max), min);
            return;
        }
        // As numbers with a fraction: the products of a damaged file need more than 64 bits.
        const auto count = static_cast<double>(calls.count);
        const auto total = static_cast<double>(calls.total);
        constexpr double slack = 1e-9;
        if (total < static_cast<double>(min) * count * (1 - slack) ||
            total > static_cast<double>(calls.max) * count * (1 + slack))
            fault("total", node, fmt::format("{} calls of {} to {} ns each", calls.count, min, calls.max), calls.total);
        const auto* const counts = calls.histogram.counts;
        for (const std::uint64_t ns : {min, calls.max})
            if (counts[weir::layout::slot_of(ns)] == 0)
                fault("histogram", node, fmt::format("a call of {} ns, the least or the greatest", ns), "none");
    }

    const CheckedShard& checked_;
    Findings& findings_;
};

}  // namespace

void check_statistics(const CheckedShard& checked, Findings& findings) {
    if (checked.left != Left::live) StatisticsChecks{checked, findings}.check();
}

}  // namespace weir_tool
