// How fast a recording of ten million runs is read, beside cat and wc, and what recording costs the runs.
#include "arguments.hpp"
#include "bounds.hpp"
#include "jobs.hpp"
#include "machine.hpp"
#include "pipelines.hpp"
#include "statistics.hpp"

#include <weir/panel/recording.hpp>
#include <weir/panel/runs.hpp>
#include <weir/panel/verify.hpp>
#include <weir/record.hpp>

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/stat.h>

namespace bench {

namespace {

constexpr std::size_t stage_count = 8;

/// A recording with all of these runs in its ring.
template <std::uint64_t Runs>
void write_recording(const std::string& path) {
    const Pipeline<one_ns, stage_count, kept_threshold, weir::Trace<Runs>, weir::Name<"long">> pipeline;
    weir::record(pipeline, path, {1, true});
    std::uint64_t x = 1;
    for (std::uint64_t i = 0; i < Runs; ++i) x = pipeline(x);
}

// --- reading ---

struct Reader {
    const char* name;
    std::function<JobCost()> read;
};

void require(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}
std::vector<Reader> readers_of(const std::string& path, std::uint64_t runs) {
    const auto in_child = [](auto work) { return [work] { return do_job(work); }; };
    return {
        {"open and report",
         in_child([path, runs] { require(weir::report(weir::open(path)).runs == runs, "the report has other runs"); })},
        {"all runs, the slowest 10", in_child([path, runs] {
             const weir::Recording file = weir::open(path);
             const auto selection = weir::panel::select_runs(file.source(), 10);
             require(selection.matched == runs && selection.runs.size() == 10, "there are other runs");
         })},
        {"verify",
         in_child([path] { require(weir::verify(weir::open(path)).findings.empty(), "there are findings"); })},
        {"cat FILE >/dev/null",
         [path] {
             return run_command({"cat", path});
         }},
        {"wc -l FILE",
         [path] {
             return run_command({"wc", "-l", path});
         }},
    };
}

std::size_t size_of_file(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? static_cast<std::size_t>(status.st_size) : 0;
}

void measure_readers(const std::string& path, std::uint64_t runs, int repetitions, Result& result) {
    const std::vector<Reader> readers = readers_of(path, runs);
    std::vector<std::vector<double>> seconds(readers.size()), memory(readers.size());
    for (int repetition = 0; repetition < repetitions; ++repetition)
        for (std::size_t i = 0; i < readers.size(); ++i) {
            const JobCost cost = readers[i].read();
            if (cost.failed) throw std::runtime_error{fmt::format("{} failed", readers[i].name)};
            seconds[i].push_back(cost.seconds);
            memory[i].push_back(static_cast<double>(cost.peak_memory));
        }
    const auto bytes = static_cast<double>(size_of_file(path));
    Table table{
        fmt::format("Reading a recording of {} million runs of {} stages, {:.0f} MB", runs / 1'000'000, stage_count,
                    bytes / 1e6),
        fmt::format("medians of {} repetitions, interleaved; the file is in the page cache", repetitions),
        {"Each in a process of its own; of cat and wc with its start. A report reads sums and no runs, so its rate "
         "is of bytes that it need not look at."},
        {"reader", "ms", "GB a second", "peak memory in MB"},
        {}};
    for (std::size_t i = 0; i < readers.size(); ++i)
        table.rows.push_back({readers[i].name, fmt::format("{:.2f}", median(seconds[i]) * 1e3),
                              fmt::format("{:.2f}", bytes / median(seconds[i]) / 1e9),
                              fmt::format("{:.1f}", median(memory[i]) / 1e6)});
    result.tables.push_back(table);
    add_bound({"report", "milliseconds", median(seconds[0]) * 1e3, 50}, result);
    add_bound({"all runs", "seconds", median(seconds[1]), 1}, result);
    add_bound({"all runs", "peak memory in MB", quantile(memory[1], 1) / 1e6, 100}, result);
}

// --- writing ---

/// Nanoseconds of a run.
template <class P>
double run_time(const P& pipeline, std::uint64_t runs) {
    const auto start = std::chrono::steady_clock::now();
    std::uint64_t x = 1;
    for (std::uint64_t i = 0; i < runs; ++i) x = pipeline(x);
    const std::chrono::duration<double, std::nano> passed = std::chrono::steady_clock::now() - start;
    return passed.count() / static_cast<double>(runs);
}

template <class... Policies>
void measure_writer(const char* name, const std::string& path, int repetitions, Table& table, Result& result) {
    using P = Pipeline<five_ns, stage_count, kept_threshold, Policies...>;
    constexpr std::uint64_t runs = 20'000;
    const P in_memory;
    const P in_file;
    weir::record(in_file, path, {1, true});
    std::vector<double> memory, file, ratio;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        const bool file_first = repetition % 2 == 0;
        const double first = file_first ? run_time(in_file, runs) : run_time(in_memory, runs);
        const double second = file_first ? run_time(in_memory, runs) : run_time(in_file, runs);
        file.push_back(file_first ? first : second);
        memory.push_back(file_first ? second : first);
        ratio.push_back(file.back() / memory.back());
    }
    table.rows.push_back({name, fmt::format("{:.2f}", median(memory)), fmt::format("{:.2f}", median(file)),
                          fmt::format("{:.3f}", median(ratio))});
    add_bound({name, "a run in a file over one in memory", median(ratio), 1.03}, result);
}

void measure_writers(const std::string& path, int repetitions, Result& result) {
    Table table{fmt::format("A run of {} stages of about 5 ns, in memory and in a file", stage_count),
                fmt::format("medians of {} pairs, interleaved", repetitions),
                {},
                {"variant", "memory, ns", "file, ns", "file over memory"},
                {}};
    measure_writer<weir::Timing>("timing", path, repetitions, table, result);
    measure_writer<weir::Trace<>>("trace", path, repetitions, table, result);
    result.tables.push_back(table);
}

int run(int count, char** values) {
    Arguments arguments = read_arguments(count, values);
    std::string path = "bench_recording.weir";
    const std::string file = "--file=";
    for (const std::string& other : arguments.others) {
        if (!other.starts_with(file)) {
            fmt::print(stderr, "unknown option {}\nusage: bench_recording [--quick] [--json=FILE] [--file=FILE]\n",
                       other);
            return 2;
        }
        path = other.substr(file.size());
    }
    constexpr std::uint64_t few = 1'000'000, many = 10'000'000;
    const std::uint64_t runs = arguments.quick ? few : many;
    Result result = new_result("recording", arguments.quick);
    const JobCost written = do_job([&] { arguments.quick ? write_recording<few>(path) : write_recording<many>(path); });
    if (written.failed) {
        fmt::print(stderr, "the recording could not be written to {}: name another place with --file=FILE\n", path);
        return 1;
    }
    measure_readers(path, runs, arguments.quick ? 3 : 9, result);
    measure_writers(path, arguments.quick ? 21 : 401, result);
    std::remove(path.c_str());
    result.load = load_of_last_minute();
    return publish(result, arguments.json) ? 0 : 1;
}

}  // namespace

}  // namespace bench

int main(int count, char** values) { return bench::run(count, values); }
