#include "variants.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array<const char*, 16> names{"stage_00", "stage_01", "stage_02", "stage_03", "stage_04", "stage_05",
                                            "stage_06", "stage_07", "stage_08", "stage_09", "stage_10", "stage_11",
                                            "stage_12", "stage_13", "stage_14", "stage_15"};

struct Measured {
    const char* stage;
    Clock::duration time;
};

template <class W>
struct IntoVector {
    static void run(benchmark::State& state) {
        static std::vector<Measured> all;
        repeat(state, [](std::uint64_t x) {
            // Emptied now and then, and its memory kept: growing without end is left out in its favour.
            if (all.size() > 65536) all.clear();
            for_each_stage<W>([&](auto i) {
                const Clock::time_point start = Clock::now();
                x = W::stage(x);
                all.push_back({names[i], Clock::now() - start});
            });
            return x;
        });
    }
};

struct Statistics {
    std::uint64_t count = 0;
    Clock::duration total{};
    Clock::duration least = Clock::duration::max();
    Clock::duration greatest{};
};

template <class W>
struct IntoMap {
    static void run(benchmark::State& state) {
        static std::mutex mutex;
        static std::unordered_map<std::string, Statistics> all;
        repeat(state, [](std::uint64_t x) {
            for_each_stage<W>([&](auto i) {
                const Clock::time_point start = Clock::now();
                x = W::stage(x);
                const Clock::duration time = Clock::now() - start;
                const std::lock_guard<std::mutex> lock{mutex};
                Statistics& statistics = all[names[i]];
                ++statistics.count;
                statistics.total += time;
                statistics.least = std::min(statistics.least, time);
                statistics.greatest = std::max(statistics.greatest, time);
            });
            return x;
        });
    }
};

}  // namespace

void add_of_habit() {
    add<IntoVector>("steady_clock, vector", "by hand: std::chrono::steady_clock before and after each stage, name and "
                                            "time pushed into a vector");
    add<IntoMap>("steady_clock, map", "by hand: the same, summed in an unordered_map<string, ...> under a mutex");
}

}  // namespace bench
