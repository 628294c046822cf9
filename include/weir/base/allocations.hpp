#pragma once

#include <weir/base/config.hpp>

#include <cstdint>

namespace weir::inline WEIR_ABI::detail {

/// Calls of `operator new`, and the bytes that they asked for.
struct AllocationCount {
    std::uint64_t allocations;
    std::uint64_t bytes;
};
WEIR_INLINE constexpr AllocationCount operator-(AllocationCount a, AllocationCount b) noexcept {
    return {a.allocations - b.allocations, a.bytes - b.bytes};
}
WEIR_INLINE constexpr AllocationCount operator+(AllocationCount a, AllocationCount b) noexcept {
    return {a.allocations + b.allocations, a.bytes + b.bytes};
}

/// What the calling thread has allocated since it started: plain words, which only <weir/with/allocations.hpp> increases.
/// Zeros where no file of the program includes it.
WEIR_ONE_IN_PROCESS inline thread_local constinit AllocationCount thread_allocations{};

/// These two are volatile: clang++, and g++ with -fassume-sane-operators-new-delete, take it that an operator new changes no
/// variable that they can name, and would use what they read before it.
[[nodiscard]] WEIR_INLINE AllocationCount allocated_so_far() noexcept {
    const volatile AllocationCount& count = thread_allocations;
    return {count.allocations, count.bytes};
}
WEIR_INLINE void set_allocated_so_far(AllocationCount value) noexcept {
    volatile AllocationCount& count = thread_allocations;
    count.allocations = value.allocations;
    count.bytes = value.bytes;
}

/// Whether a file of the program includes it.
WEIR_ONE_IN_PROCESS inline constinit bool allocations_are_counted = false;

/// What is allocated while it lives is nobody's: the instrument's own, when a thread comes to a pipeline first.
class UncountedAllocations {
public:
    UncountedAllocations() noexcept : before_{allocated_so_far()} {}
    UncountedAllocations(const UncountedAllocations&) = delete;
    UncountedAllocations& operator=(const UncountedAllocations&) = delete;
    ~UncountedAllocations() { set_allocated_so_far(before_); }

private:
    AllocationCount before_;
};

}  // namespace weir::inline WEIR_ABI::detail
