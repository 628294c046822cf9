// What measuring keeps in memory: for each stage, for each thread, and after ten million runs.
#include "arguments.hpp"
#include "bounds.hpp"
#include "machine.hpp"
#include "pipelines.hpp"
#include "process.hpp"

#include <fmt/format.h>

namespace bench {

namespace {

template <std::size_t N, class... Policies>
using Measured = Pipeline<five_ns, N, kept_threshold, Policies...>;

/// What a pipeline works with: of each run a record of so many bytes, for each thread a shard of so many.
template <std::size_t N, class... Policies>
weir::layout::Schema schema_of() {
    const Measured<N, Policies...> pipeline;
    return *pipeline.weir_recorder().schema;
}

std::string bytes(std::size_t count) { return fmt::format("{}", count); }

/// By the layout that pipelines work with: what 16 stages take more than 8, for each.
Table layout_table(Result& result) {
    const std::size_t record = schema_of<8, weir::Trace<>>().record_size;
    const std::size_t record_a_stage = (schema_of<16, weir::Trace<>>().record_size - record) / 8;
    const std::size_t statistics = schema_of<8, weir::Timing>().shard.size;
    const std::size_t statistics_a_stage = (schema_of<16, weir::Timing>().shard.size - statistics) / 8;
    add_bound({"trace", "bytes a stage of a run of 8 stages, its head included", static_cast<double>(record) / 8, 7},
              result);
    add_bound({"timing", "bytes of statistics, a stage and thread", static_cast<double>(statistics_a_stage),
               12 * 1024.0},
              result);
    add_bound({"timing", "bytes of costs besides, a stage with items and thread",
               static_cast<double>(sizeof(weir::layout::CostCells)), 3 * 1024.0},
              result);
    return {"Bytes by the layout",
            "as the pipeline itself has it",
            {},
            {"what", "bytes"},
            {{"record of a run, for each stage", bytes(record_a_stage)},
             {"record of a run, besides", bytes(record - 8 * record_a_stage)},
             {"record of a run of 8 stages", bytes(record)},
             {"statistics of a thread, for each stage", bytes(statistics_a_stage)},
             {"costs by items of a thread, for each stage that has some", bytes(sizeof(weir::layout::CostCells))},
             {"statistics of a thread, 8 stages", bytes(statistics)}}};
}

/// Makes the threads of `run`, each of which makes so many runs.
template <class Run>
void add_threads_row(Table& table, const char* name, std::uint64_t runs, Run run) {
    constexpr std::size_t threads = 64;
    const auto work = [&] {
        for (std::uint64_t i = 0; i < runs; ++i) run(i);
    };
    const ProcessMemory added = added_by_threads(threads, work);
    table.rows.push_back({name, bytes(added.resident / threads), bytes(added.heap / threads)});
}

Table threads_table() {
    Table table{
        "Bytes a thread, 8 stages",
        "64 threads, once",
        {"What 64 threads that were there already hold more after 10000 runs each, divided by 64. Heap: allocated "
         "and not freed; resident: the pages of it, and of the stacks, that were touched. What bare adds is "
         "the threads' own."},
        {"variant", "resident", "heap"},
        {}};
    constexpr std::uint64_t runs = 10'000;
    const Measured<8, weir::Timing> timing;
    const Measured<8, weir::Trace<>> trace;
    add_threads_row(table, "bare", runs, [](std::uint64_t x) {
        for (int i = 0; i < 8; ++i) x = five_ns(x);
    });
    add_threads_row(table, "timing", runs, [&](std::uint64_t x) { timing(x); });
    add_threads_row(table, "trace, 4096 runs", runs, [&](std::uint64_t x) { trace(x); });
    return table;
}

/// Once a thread's ring is full nothing is to be added by whatever number of runs.
template <class... Policies>
void add_runs_row(Table& table, const char* name, std::uint64_t runs, Result& result) {
    const Measured<8, Policies...> pipeline;
    for (std::uint64_t i = 0; i < 20'000; ++i) pipeline(i);
    const ProcessMemory before = process_memory();
    for (std::uint64_t i = 0; i < runs; ++i) pipeline(i);
    const ProcessMemory after = process_memory();
    table.rows.push_back({name, fmt::format("{:+}", static_cast<std::int64_t>(after.heap - before.heap)),
                          fmt::format("{:+}", static_cast<std::int64_t>(after.resident - before.resident))});
    add_bound({name, fmt::format("heap bytes added by {} million runs", runs / 1'000'000),
               static_cast<double>(after.heap - before.heap), 0},
              result);
}

int run(int count, char** values) {
    const Arguments arguments = read_arguments(count, values);
    if (!arguments.others.empty()) {
        fmt::print(stderr, "unknown option {}\nusage: bench_memory [--quick] [--json=FILE]\n", arguments.others[0]);
        return 2;
    }
    const std::uint64_t runs = arguments.quick ? 1'000'000 : 10'000'000;
    Result result = new_result("memory", arguments.quick);
    Table runs_table{fmt::format("What {} million runs add, 8 stages", runs / 1'000'000),
                     "one thread, once",
                     {"To what there is after the first 20000, of one thread. Pages may be added where a run that took "
                      "longer than any before is counted in a part of a histogram that was not touched yet."},
                     {"variant", "heap", "resident"},
                     {}};
    result.tables.push_back(layout_table(result));
    result.tables.push_back(threads_table());
    add_runs_row<weir::Timing>(runs_table, "timing", runs, result);
    add_runs_row<weir::Trace<>>(runs_table, "trace", runs, result);
    result.tables.push_back(runs_table);
    result.load = load_of_last_minute();
    return publish(result, arguments.json) ? 0 : 1;
}

}  // namespace

}  // namespace bench

int main(int count, char** values) { return bench::run(count, values); }
