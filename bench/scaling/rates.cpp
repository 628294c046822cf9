#include "rates.hpp"

#include "machine.hpp"

#include <barrier>
#include <chrono>
#include <ctime>
#include <thread>

namespace bench {

namespace {

double seconds(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// A short while in which a thread gets all that its first runs make.
void warm_up(RunsUntil runs_until) {
    const std::atomic<bool> at_once = true;
    runs_until(at_once);
}

}  // namespace

std::vector<ThreadRate> measure_rates(RunsUntil runs_until, std::size_t threads, std::size_t first_core,
                                      int milliseconds) {
    const std::vector<int> usable = cores();
    std::vector<ThreadRate> rates(threads);
    std::barrier start{static_cast<std::ptrdiff_t>(threads) + 1};
    std::atomic<bool> stop = false;
    std::vector<std::jthread> running;
    for (std::size_t i = 0; i < threads; ++i)
        running.emplace_back([&, i] {
            if (!usable.empty()) pin_to(usable[(first_core + i) % usable.size()]);
            warm_up(runs_until);
            start.arrive_and_wait();
            const double wall = seconds(CLOCK_MONOTONIC);
            const double processor = seconds(CLOCK_THREAD_CPUTIME_ID);
            const auto runs = static_cast<double>(runs_until(stop));
            rates[i] = {runs / (seconds(CLOCK_MONOTONIC) - wall),
                        runs / (seconds(CLOCK_THREAD_CPUTIME_ID) - processor)};
        });
    start.arrive_and_wait();
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    stop = true;
    running.clear();
    return rates;
}

}  // namespace bench
