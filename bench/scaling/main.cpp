// Runs per second of threads that call one pipeline at once, against threads that call the stages by hand.
#include "arguments.hpp"
#include "bounds.hpp"
#include "machine.hpp"
#include "pipelines.hpp"
#include "rates.hpp"
#include "statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

namespace bench {

namespace {

constexpr std::size_t stage_count = 8;

/// `run` over and over; `stop` is looked at every 64 runs.
template <class Run>
std::uint64_t repeat_until(const std::atomic<bool>& stop, Run&& run) {
    std::uint64_t runs = 0;
    std::uint64_t x = 1;
    do {
        for (int i = 0; i < 64; ++i) x = run(x);
        runs += 64;
    } while (!stop.load(std::memory_order_relaxed));
    return runs;
}

std::uint64_t bare(const std::atomic<bool>& stop) {
    return repeat_until(stop, [](std::uint64_t x) {
        for (std::size_t i = 0; i < stage_count; ++i) x = five_ns(x);
        return x;
    });
}

template <class... Policies>
std::uint64_t measured(const std::atomic<bool>& stop) {
    static const Pipeline<five_ns, stage_count, kept_threshold, Policies...> pipeline;  // all threads share it
    return repeat_until(stop, [](std::uint64_t x) { return pipeline(x); });
}

struct Variant {
    const char* name;
    RunsUntil runs_until;
};
constexpr std::array variants{Variant{"bare", bare}, Variant{"timing", measured<weir::Timing>},
                              Variant{"trace", measured<weir::Trace<>>},
                              Variant{"timing, SampleEvery<64>", measured<weir::Timing, weir::SampleEvery<64>>}};

/// Of one variant and one number of threads: for each repetition the threads' sums.
struct Rates {
    std::vector<double> wall;
    std::vector<double> processor;
};
using AllRates = std::map<std::pair<std::size_t, std::size_t>, Rates>;  ///< by variant and number of threads

AllRates measure(const std::vector<std::size_t>& thread_counts, int repetitions, int milliseconds) {
    std::vector<std::pair<std::size_t, std::size_t>> order;
    for (std::size_t variant = 0; variant < variants.size(); ++variant)
        for (const std::size_t threads : thread_counts) order.emplace_back(variant, threads);
    AllRates all;
    std::mt19937 random{1};
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        std::shuffle(order.begin(), order.end(), random);
        for (const auto& [variant, threads] : order) {
            double wall = 0, processor = 0;
            for (const ThreadRate& rate : measure_rates(variants[variant].runs_until, threads,
                                                        static_cast<std::size_t>(repetition), milliseconds)) {
                wall += rate.runs_per_second;
                processor += rate.runs_per_processor_second;
            }
            all[{variant, threads}].wall.push_back(wall);
            all[{variant, threads}].processor.push_back(processor);
        }
    }
    return all;
}

std::string millions(double rate) { return fmt::format("{:.3f}", rate / 1e6); }

Table table_of(AllRates& all, const std::vector<std::size_t>& thread_counts, const std::string& how) {
    Table
        table{"Threads that share a pipeline",
              how,
              {"In millions of runs a second. `of one thread` is the sum of all threads over what one thread makes. By "
               "processor time: what a thread makes in a second of its own, whatever else runs on the machine; with "
               "more threads than cores the wall's time is shared, this is not."},
              {"variant", "threads", "all threads", "each", "of one thread", "each, by processor time",
               "of one thread's"},
              {}};
    for (std::size_t variant = 0; variant < variants.size(); ++variant) {
        const Rates& one = all[{variant, 1}];
        for (const std::size_t threads : thread_counts) {
            const Rates& rates = all[{variant, threads}];
            const double wall = median(rates.wall), processor = median(rates.processor);
            const auto count = static_cast<double>(threads);
            table.rows.push_back({variants[variant].name, std::to_string(threads), millions(wall),
                                  millions(wall / count), fmt::format("{:.3f}", wall / median(one.wall)),
                                  millions(processor / count),
                                  fmt::format("{:.3f}", processor / count / median(one.processor))});
        }
    }
    return table;
}

void add_bounds(AllRates& all, Result& result) {
    using Times = std::vector<double> Rates::*;
    const auto gain = [&](std::size_t variant, Times times) {
        return median(all[{variant, 2}].*times) / median(all[{variant, 1}].*times);
    };
    const auto add = [&](std::size_t variant, Times times, const char* workload) {
        // Where the machine gives bare less than 2.0, as much less is asked of weir.
        add_bound({variants[variant].name, workload, 2 * gain(variant, times) / gain(0, times), 1.95, false, true},
                  result);
    };
    for (std::size_t variant = 1; variant < variants.size(); ++variant) {
        add(variant, &Rates::wall, "two threads over one, where bare gives 2.0");
        add(variant, &Rates::processor, "the same by processor time");
    }
}

int run(int count, char** values) {
    const Arguments arguments = read_arguments(count, values);
    if (!arguments.others.empty()) {
        fmt::print(stderr, "unknown option {}\nusage: bench_scaling [--quick] [--json=FILE]\n", arguments.others[0]);
        return 2;
    }
    const int repetitions = arguments.quick ? 3 : 21;
    const int milliseconds = arguments.quick ? 5 : 40;
    const std::size_t core_count = cores().size();
    std::vector<std::size_t> thread_counts{1, 2, 2 * std::max<std::size_t>(core_count, 1)};

    Result result = new_result("scaling", arguments.quick);
    if (core_count < 2) {
        thread_counts = {1};
        result.missing.push_back({"two threads at once", "there is one core"});
    } else if (core_count > 2) thread_counts.insert(thread_counts.begin() + 2, core_count);
    AllRates all = measure(thread_counts, repetitions, milliseconds);
    for (const auto& [key, rates] : all)
        result.measurements[fmt::format("{}/{}", variants[key.first].name, key.second)] = {{"wall", rates.wall},
                                                                                           {"processor",
                                                                                            rates.processor}};
    result.load = load_of_last_minute();
    result.notes.emplace_back(
        "Each thread is pinned to a core, another one each time, and shares it where there are more threads; "
        "variants and numbers of threads take turns in an order drawn at random.");
    const std::string how = fmt::format("{} stages of about 5 ns; medians of {} repetitions of {} ms", stage_count,
                                        repetitions, milliseconds);
    result.tables.push_back(table_of(all, thread_counts, how));
    if (core_count >= 2) add_bounds(all, result);
    return publish(result, arguments.json) ? 0 : 1;
}

}  // namespace

}  // namespace bench

int main(int count, char** values) { return bench::run(count, values); }
