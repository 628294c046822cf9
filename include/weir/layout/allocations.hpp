#pragma once

#include <weir/base/allocations.hpp>
#include <weir/base/atomic.hpp>

#include <cstdint>

namespace weir::inline WEIR_ABI::layout {

/// What one node of the pipeline allocated in its measured calls; of a group its stages together. Written by one thread
/// alone, in pipelines that count, and only where the program includes <weir/with/allocations.hpp>: else all is zero,
/// also where there were calls.
struct AllocationStatistics {
    std::uint64_t calls;        ///< that were counted; stored last
    std::uint64_t allocations;  ///< calls of operator new
    std::uint64_t bytes;        ///< that these asked for
    std::uint64_t most;         ///< allocations of one call
    std::uint64_t violations;   ///< calls with more than max_allocations
};
static_assert(sizeof(AllocationStatistics) == 40);

/// Adds a call that allocated `used`. The writer's.
WEIR_INLINE void count_call(AllocationStatistics& statistics, weir::detail::AllocationCount used) noexcept {
    using namespace weir::detail;
    if (used.allocations != 0) {
        add_alone(statistics.allocations, used.allocations);
        add_alone(statistics.bytes, used.bytes);
        if (used.allocations > load_own(statistics.most)) store(statistics.most, used.allocations);
    }
    add_alone(statistics.calls, 1);
}

}  // namespace weir::inline WEIR_ABI::layout
