#include "process.hpp"

#include <barrier>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <malloc.h>

namespace bench {

ProcessMemory process_memory() {
    // smaps_rollup counts pages; statm is only as exact as the kernel's per-core counters.
    std::size_t resident = 0;
    std::ifstream file{"/proc/self/smaps_rollup"};
    for (std::string word; file >> word;)
        if (word == "Rss:" && file >> resident) break;
    const struct mallinfo2 heap = ::mallinfo2();
    return {resident * 1024, heap.uordblks + heap.hblkhd};
}

ProcessMemory added_by_threads(std::size_t threads, const std::function<void()>& work) {
    std::barrier step{static_cast<std::ptrdiff_t>(threads) + 1};
    std::vector<std::jthread> running;
    for (std::size_t i = 0; i < threads; ++i)
        running.emplace_back([&] {
            step.arrive_and_wait();  // all are there
            step.arrive_and_wait();  // the memory was looked at
            work();
            step.arrive_and_wait();  // all have done it
            step.arrive_and_wait();  // the memory was looked at again
        });
    step.arrive_and_wait();
    const ProcessMemory before = process_memory();
    step.arrive_and_wait();
    step.arrive_and_wait();
    const ProcessMemory after = process_memory();
    step.arrive_and_wait();
    return {after.resident - before.resident, after.heap - before.heap};
}

}  // namespace bench
