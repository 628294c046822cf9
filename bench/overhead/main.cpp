// What measuring costs: weir, the least that can be, what is written without a library, and what others offer.
#include "arguments.hpp"
#include "collector.hpp"
#include "figures.hpp"
#include "ingest.hpp"
#include "machine.hpp"
#include "missing_peers.hpp"
#include "peers/peer.hpp"
#include "result.hpp"
#include "variants.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bench {

namespace {

/// The benchmark library's own defaults first, so that what the user says of them wins.
std::vector<std::string> benchmark_arguments(const char* program, const Arguments& arguments) {
    std::vector<std::string> all{program, "--benchmark_enable_random_interleaving=true",
                                 arguments.quick ? "--benchmark_repetitions=3" : "--benchmark_repetitions=25",
                                 arguments.quick ? "--benchmark_min_time=0.002" : "--benchmark_min_time=0.02"};
    all.insert(all.end(), arguments.others.begin(), arguments.others.end());
    return all;
}

std::vector<Missing> start_peers() {
    std::vector<Missing> missing;
    missing.reserve(missing_peers.size() + peers().size());
    for (const MissingPeer& peer : missing_peers)
        missing.push_back({peer.name, std::string{peer.package} + " was not found when this was built"});
    for (const Peer& peer : peers()) {
        const std::string why = peer.start();
        if (why.empty()) peer.add();
        else missing.push_back({peer.name, why});
    }
    return missing;
}

int run(int count, char** values) {
    const Arguments arguments = read_arguments(count, values);
    std::vector<std::string> given = benchmark_arguments(values[0], arguments);
    std::vector<char*> pointers(given.size());
    std::transform(given.begin(), given.end(), pointers.begin(), [](std::string& argument) { return argument.data(); });
    int pointer_count = static_cast<int>(pointers.size());
    benchmark::Initialize(&pointer_count, pointers.data());
    if (benchmark::ReportUnrecognizedArguments(pointer_count, pointers.data())) return 2;

    Result result = new_result("overhead", arguments.quick);
    add_by_hand();
    add_of_weir();
    add_of_habit();
    result.missing = start_peers();  // before this thread is pinned: their threads are to run on other cores
    const int core = cores().empty() ? 0 : cores().back();
    const bool pinned = pin_to(core);

    Collector collector;
    const std::size_t measured = benchmark::RunSpecifiedBenchmarks(&collector);
    for (const Peer& peer : peers()) peer.stop();
    if (measured == 0) {
        fmt::print(stderr, "no benchmark has such a name\n");
        return 2;
    }

    for (const auto& [name, times] : collector.times())
        result.measurements[name] = {{"processor_ns", times.processor}, {"wall_ns", times.wall}};
    result.load = load_of_last_minute();
    result.notes.push_back(fmt::format("Times are the processor time of the measuring thread, which {}. Variants and "
                                       "workloads take turns in an order drawn at random, in one process.",
                                       pinned ? "is pinned to one core" : "could not be pinned to a core"));
    add_tables(Figures{collector}, result);
    if (arguments.others.empty()) add_ingest(arguments.quick, result);  // a filter of benchmarks leaves it out
    return publish(result, arguments.json) ? 0 : 1;
}

}  // namespace

}  // namespace bench

int main(int count, char** values) { return bench::run(count, values); }
