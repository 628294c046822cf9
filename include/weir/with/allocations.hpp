#pragma once

// Included in one file of a program, this counts what its pipelines allocate: it replaces the global operator new and
// operator delete, all forms of them, by ones that count for the calling thread and pass on to malloc, aligned_alloc and
// free. Pipelines count with weir::CountAllocations among their stages, or a stage with max_allocations; what others pay
// is the two additions of each operator new.
//
// Included in two files, or beside another replacement that is linked into the program (tcmalloc's as a static library),
// the linker refuses the second operator new. A library that replaces malloc is used as before. Under the address sanitizer
// a new that is freed by free() is no longer found.
//
// What is allocated otherwise is not counted: malloc itself, a class's own operator new, a memory resource's buffer. Where
// WEIR_LEVEL is 0 nothing is replaced.
#include <weir/base/allocations.hpp>
#include <weir/base/thrown.hpp>

#if !WEIR_OFF_EVERYWHERE
#include <cstddef>
#include <cstdlib>
#include <new>

namespace weir::inline WEIR_ABI::detail {

inline void* allocated(std::size_t size) noexcept { return std::malloc(size == 0 ? 1 : size); }
/// aligned_alloc wants a multiple of the alignment, and at least that of a pointer.
inline void* allocated(std::size_t size, std::align_val_t alignment) noexcept {
    const auto asked = static_cast<std::size_t>(alignment);
    const std::size_t unit = asked < sizeof(void*) ? sizeof(void*) : asked;
    if (size > static_cast<std::size_t>(-1) - unit) return nullptr;
    const std::size_t units = size == 0 ? 1 : (size + unit - 1) / unit;
    return std::aligned_alloc(unit, units * unit);
}

/// As the standard says ([new.delete.single]): tries again as long as there is a new handler, and nullptr where there is
/// none. Counts what succeeds.
template <class... Alignment>
void* allocate_counted(std::size_t size, Alignment... alignment) {
    for (;;) {
        if (void* const memory = allocated(size, alignment...); memory != nullptr) [[likely]] {
            AllocationCount& count = thread_allocations;
            ++count.allocations;
            count.bytes += size;
            return memory;
        }
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) return nullptr;
        handler();
    }
}
template <class... Alignment>
void* allocate_or_throw(std::size_t size, Alignment... alignment) {
    void* const memory = allocate_counted(size, alignment...);
    if (memory != nullptr) [[likely]]
        return memory;
    WEIR_THROW(std::bad_alloc{});
}
/// A handler may throw std::bad_alloc.
template <class... Alignment>
void* allocate_or_nothing(std::size_t size, Alignment... alignment) noexcept {
    WEIR_TRY { return allocate_counted(size, alignment...); }
    WEIR_CATCH_ALL { return nullptr; }
    return nullptr;
}

/// Set before main() by the one file.
static const bool says_that_allocations_are_counted = (allocations_are_counted = true);

}  // namespace weir::inline WEIR_ABI::detail

// NOLINTBEGIN(misc-definitions-in-headers): one file of the program includes it
// The file that these stand in is one of the program's, not a header of several: none is inline, for the standard does not
// allow it. Never inlined either: g++ would see a free() of what a new has made, and warn.
WEIR_NOINLINE void* operator new(std::size_t size) { return weir::detail::allocate_or_throw(size); }
WEIR_NOINLINE void* operator new[](std::size_t size) { return weir::detail::allocate_or_throw(size); }
WEIR_NOINLINE void* operator new(std::size_t size, std::align_val_t alignment) {
    return weir::detail::allocate_or_throw(size, alignment);
}
WEIR_NOINLINE void* operator new[](std::size_t size, std::align_val_t alignment) {
    return weir::detail::allocate_or_throw(size, alignment);
}
WEIR_NOINLINE void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return weir::detail::allocate_or_nothing(size);
}
WEIR_NOINLINE void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return weir::detail::allocate_or_nothing(size);
}
WEIR_NOINLINE void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return weir::detail::allocate_or_nothing(size, alignment);
}
WEIR_NOINLINE void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return weir::detail::allocate_or_nothing(size, alignment);
}

WEIR_NOINLINE void operator delete(void* memory) noexcept { std::free(memory); }
WEIR_NOINLINE void operator delete[](void* memory) noexcept { std::free(memory); }
WEIR_NOINLINE void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
WEIR_NOINLINE void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
WEIR_NOINLINE void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
WEIR_NOINLINE void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
WEIR_NOINLINE void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
WEIR_NOINLINE void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
WEIR_NOINLINE void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
WEIR_NOINLINE void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
WEIR_NOINLINE void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
    std::free(memory);
}
WEIR_NOINLINE void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
    std::free(memory);
}
// NOLINTEND(misc-definitions-in-headers)
#endif
