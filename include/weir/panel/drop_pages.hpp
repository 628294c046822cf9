#pragma once

#include <weir/base/config.hpp>

#include <cstddef>

#include <sys/mman.h>
#include <unistd.h>

namespace weir::inline WEIR_ABI::panel {

/// Gives the whole pages of a mapped file from `begin` to before `end` back, so that a reader of a large file stays small:
/// what is touched again is mapped again. Of a file only: ordinary memory would lose what is in it.
inline void drop_pages(const void* begin, const void* end) noexcept {
    static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t first = (reinterpret_cast<std::size_t>(begin) + page - 1) / page * page;
    const std::size_t last = reinterpret_cast<std::size_t>(end) / page * page;
    if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
}

}  // namespace weir::inline WEIR_ABI::panel
