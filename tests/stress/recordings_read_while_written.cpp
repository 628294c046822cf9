// A recording is read while threads come, run and go: reports never fall back, no run is torn, nothing is found wrong.
#include "scale.hpp"
#include "support/catch.hpp"

#include <weir/panel/merge.hpp>
#include <weir/panel/runs.hpp>
#include <weir/panel/verify.hpp>
#include <weir/record.hpp>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

// By the processor's clock: the threads of one ManualClock would move each other's time.
int first(int x) { return x + 1; }
int second(int x) { return x * 3; }
void third(int x) {
    if (x % 64 == 0) throw std::runtime_error("a multiple of 64");
}
using Pipeline = weir::Pipeline<weir::Stage<"first", first>, weir::Stage<"second", second>, weir::Stage<"third", third>,
                                weir::Trace<256>, weir::KeepSlowest<8>, weir::Name<"live">>;

void work(const Pipeline& pipeline, std::size_t runs) {
    for (std::size_t i = 0; i < runs; ++i) {
        try {
            const std::string name = "key " + std::to_string(i % 300);
            pipeline(i % 2 == 0 ? weir::Key{name} : weir::Key{i}, static_cast<int>(i % 1'000));
        } catch (const std::runtime_error&) {}
    }
}

std::string findings(const weir::Verification& result) {
    std::string text;
    for (const weir::Finding& finding : result.findings)
        text += finding.what + " of " + finding.where + ": expected " + finding.expected + ", found " + finding.found +
                "\n";
    return text;
}

}  // namespace

TEST_CASE("a recording is read while it is written") {
    constexpr std::size_t threads = 4;
    const std::size_t rounds = 3, runs = weir_test::scaled_down(600'000);
    const std::string path = "live_read.weir";
    std::remove(path.c_str());
    {
        const Pipeline pipeline;
        weir::record(pipeline, path);
        std::atomic<bool> done = false;
        std::thread writer{[&] {
            for (std::size_t round = 0; round < rounds; ++round) {
                std::vector<std::jthread> running;
                for (std::size_t i = 0; i < threads * (round + 1); ++i)
                    running.emplace_back([&] { work(pipeline, runs / (round + 1)); });
            }
            done = true;
        }};
        const weir::Recording file = weir::open(path);
        std::uint64_t last = 0, looks = 0;
        std::string wrong;
        bool falls = false, torn = false;
        const auto look = [&] {
            const weir::Report report = weir::report(file);
            falls = falls || report.runs < last;
            last = report.runs;
            const auto counts = weir::panel::for_each_run(file.source(), [&](const weir::panel::RawRun& run) {
                torn = torn || run.total() > 60'000'000'000;  // a minute: no run here takes so long
            });
            torn = torn || counts.malformed != 0;
            wrong += findings(weir::verify(file));
            ++looks;
        };
        while (!done) look();
        writer.join();
        look();
        CHECK(looks > 1);
        CHECK_FALSE(falls);
        CHECK_FALSE(torn);
        INFO(wrong.substr(0, 2'000));
        CHECK(wrong.empty());
        CHECK(file.is_live());
        CHECK(last == threads * rounds * runs);
    }
    const weir::Recording file = weir::open(path);
    const weir::Verification result = weir::verify(file);
    CHECK(findings(result).empty());
    CHECK(result.certainty == weir::Certainty::closed);
    CHECK_FALSE(file.is_live());
    CHECK(weir::report(file).runs == threads * rounds * runs);
    std::remove(path.c_str());
}
