#pragma once

#include <weir/layout/allocations.hpp>
#include <weir/layout/schema.hpp>
#include <weir/layout/shard.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>

namespace weir::inline WEIR_ABI {

/// What a stage allocated in its measured calls, by operator new; of a nested pipeline and of the whole run their stages
/// together.
struct AllocationReport {
    std::uint64_t calls = 0;                       ///< of the stage, that were counted
    std::uint64_t allocations = 0;                 ///< in all of them
    std::uint64_t bytes = 0;                       ///< that were asked for
    std::uint64_t most = 0;                        ///< allocations of one call
    std::optional<std::uint64_t> max_allocations;  ///< that a call may make; empty where nothing is said
    std::uint64_t violations = 0;                  ///< calls with more than max_allocations
};

/// Whether allocations are counted.
enum class AllocationCounting : unsigned char {
    off,      ///< the pipeline does not ask for it
    on,       ///< it does
    missing,  ///< it does, and no file of the program that ran it includes <weir/with/allocations.hpp>
};

/// "off", "on" or "missing".
constexpr const char* name_of(AllocationCounting counting) noexcept {
    return counting == AllocationCounting::off ? "off" : counting == AllocationCounting::on ? "on" : "missing";
}

namespace panel {

/// Adds what one shard holds for one node, if its pipeline counts.
inline void add_allocations(layout::AllocationStatistics& sum, const layout::Schema& schema, const layout::Shard& shard,
                            std::uint32_t node) noexcept {
    using weir::detail::load, weir::detail::load_acquire;
    if (schema.shard.allocations == 0) return;
    const auto& statistics = shard.at<layout::AllocationStatistics>(schema.shard.allocations)[node];
    sum.calls += load_acquire(statistics.calls);
    sum.allocations += load(statistics.allocations);
    sum.bytes += load(statistics.bytes);
    sum.most = std::max(sum.most, load(statistics.most));
    sum.violations += load(statistics.violations);
}

/// Empty where no call was counted.
inline std::optional<AllocationReport> make_allocations(const layout::NodeSchema& node,
                                                        const layout::AllocationStatistics& sum) noexcept {
    if (sum.calls == 0) return std::nullopt;
    AllocationReport report{sum.calls, sum.allocations, sum.bytes, sum.most, std::nullopt, 0};
    if ((node.flags & layout::NodeSchema::has_max_allocations) != 0) {
        report.max_allocations = node.max_allocations;
        report.violations = sum.violations;
    }
    return report;
}

/// `measured`: calls of the whole run; `counted`: those of them whose allocations were.
constexpr AllocationCounting allocation_counting(const layout::Schema& schema, std::uint64_t measured,
                                                 std::uint64_t counted) noexcept {
    if (schema.shard.allocations == 0) return AllocationCounting::off;
    return measured != 0 && counted == 0 ? AllocationCounting::missing : AllocationCounting::on;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
