#pragma once

#include <cstddef>
#include <functional>

namespace bench {

/// What the process holds, in bytes.
struct ProcessMemory {
    std::size_t resident;  ///< pages in memory
    std::size_t heap;      ///< allocated by malloc and not freed
};
ProcessMemory process_memory();

/// What it comes to hold in addition when so many threads, which are there already, each do `work` and stay.
ProcessMemory added_by_threads(std::size_t threads, const std::function<void()>& work);

}  // namespace bench
