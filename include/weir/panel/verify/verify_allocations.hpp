#pragma once

#include <weir/panel/allocations.hpp>
#include <weir/panel/verify/findings.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// Holds what a shard says of allocations against itself, and against how often the stages were called: `calls`, and
/// `paths` for the messages. O(nodes).
inline void verify_allocations(const layout::Schema& schema, const layout::Shard& shard, const std::string& where,
                               const std::vector<std::string>& paths, const std::vector<std::uint64_t>& calls,
                               Verification& result) {
    if (schema.shard.allocations == 0) return;
    const bool is_exact = result.certainty == Certainty::closed;
    std::vector<layout::AllocationStatistics> sums(schema.node_count, layout::AllocationStatistics{});  // of the stages
    std::vector<layout::AllocationStatistics> nodes = sums;
    for (std::uint32_t n = 0; n < schema.node_count; ++n) {
        const layout::NodeSchema& node = schema.nodes()[n];
        const std::string at = joined(where, ", ", paths[n]);
        layout::AllocationStatistics& found = nodes[n];
        add_allocations(found, schema, shard, n);
        if (n != 0) {
            sums[node.parent].allocations += found.allocations;
            sums[node.parent].bytes += found.bytes;
        }
        const bool has_most = (node.flags & layout::NodeSchema::has_max_allocations) != 0;
        if (!has_most) result.require_equal("allocations.violations, without max_allocations", at, 0, found.violations);
        // Figures of a run that is being counted may be ahead, by as much as a stage likes to allocate.
        if (!is_exact) continue;
        result.require_at_most("allocations.calls", at, calls[n], found.calls);
        result.require_at_most("allocations.violations", at, found.calls, found.violations);
        result.require_at_most("allocations.most", at, found.allocations, found.most);
        const std::uint64_t least_calls = found.most == 0 ? 0 : (found.allocations - 1) / found.most + 1;
        if (found.allocations != 0 && (found.most == 0 || least_calls > found.calls))
            result.add("allocations", at,
                       joined("at most ", std::to_string(found.calls), " times ", std::to_string(found.most)),
                       std::to_string(found.allocations));
        if (found.allocations == 0) result.require_equal("bytes, without allocations", at, 0, found.bytes);
        if (has_most && (found.most > node.max_allocations) != (found.violations != 0))
            result.add("allocations.violations", at,
                       joined(found.most > node.max_allocations ? "at least 1" : "0", ", for of one call there were ",
                              std::to_string(found.most)),
                       std::to_string(found.violations));
    }
    if (!is_exact) return;
    for (std::uint32_t n = 0; n < schema.node_count; ++n) {
        if ((schema.nodes()[n].flags & layout::NodeSchema::is_group) == 0) continue;
        const std::string at = joined(where, ", ", paths[n]);
        result.require_equal("allocations, against its stages'", at, sums[n].allocations, nodes[n].allocations);
        result.require_equal("bytes, against its stages'", at, sums[n].bytes, nodes[n].bytes);
    }
}

}  // namespace weir::inline WEIR_ABI::panel
