// Threads come and go by the hundred thousand: memory stays what it was, and no run is lost.
#include "scale.hpp"
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstdint>
#include <fstream>
#include <thread>
#include <vector>

#include <unistd.h>

namespace {

constexpr std::size_t threads_in_all = weir_test::scaled_down(100'000);
constexpr std::size_t at_once = 4;

using Run = weir::Pipeline<weir::Stage<"id", [](int x) { return x; }>, weir::Trace<256>>;

std::size_t resident_bytes() {
    std::ifstream statm{"/proc/self/statm"};
    std::size_t all = 0, resident = 0;
    statm >> all >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}
void run_threads(const Run& run, std::size_t n) {
    for (std::size_t i = 0; i < n; i += at_once) {
        std::vector<std::thread> threads;
        for (std::size_t t = 0; t < at_once; ++t)
            threads.emplace_back([&] {
                for (int x = 0; x < 10; ++x) run(weir::Key{"a name"}, x);
            });
        for (auto& thread : threads) thread.join();
    }
}

}  // namespace

TEST_CASE("many short-lived threads in bounded memory") {
    const Run run;
    run_threads(run, 100);
    const std::size_t before = resident_bytes();
    run_threads(run, threads_in_all);
    const std::size_t after = resident_bytes();

    const weir::Report r = weir::report(run);
    CHECK(r.runs == 10 * (threads_in_all + 100));
    CHECK(r.stages[0].count == 10 * (threads_in_all + 100));
    CHECK(r.losses.unrecorded == 0);
    std::size_t shards = 0;
    run.weir_recorder().for_each_shard([&](const weir::layout::Shard&) { ++shards; });
    CHECK(shards <= at_once);
    if (!weir_test::sanitized) CHECK(after < before + (std::size_t{1} << 20));  // sanitizers keep what is freed
}
