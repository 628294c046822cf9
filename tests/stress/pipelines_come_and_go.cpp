// Pipelines are made, copied, used by several threads and destroyed in all orders. What is wrong here a sanitizer says.
#include "scale.hpp"
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

using namespace weir::literals;

namespace {

using Run = weir::Pipeline<weir::Stage<"id", [](int x) { return x; }>, weir::ManualClock, weir::Trace<16>>;

}  // namespace

TEST_CASE("copies go from thread to thread, each holding on to what it needs") {
    constexpr std::size_t workers = 8;
    const std::size_t rounds = weir_test::scaled_down(40'000);
    std::mutex mutex;
    std::vector<Run> pool(16);
    std::atomic<std::uint64_t> wrong{0}, handled{0};
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < workers; ++t)
        threads.emplace_back([&, t] {
            std::mt19937 random{static_cast<unsigned>(t)};
            for (std::size_t i = 0; i < rounds; ++i) {
                const std::size_t place = random() % pool.size();
                Run mine = [&] {
                    const std::lock_guard locked{mutex};
                    return pool[place];
                }();
                for (int x = 0; x < 3; ++x) wrong += mine(weir::Key{x}, x) != x;
                if (i % 64 == 0) wrong += mine.trace().empty();
                if (i % 256 == 0) wrong += weir::report(mine).runs < 3;
                if (i % 4 == 0) {
                    Run fresh;
                    const auto held = std::make_shared<int>(1);
                    fresh.on_violation(
                        [held, &handled](const weir::Violation&) { handled += static_cast<unsigned>(*held); });
                    wrong += fresh(5) != 5;
                    const std::lock_guard locked{mutex};
                    pool[place] = fresh;
                }
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
    CHECK(handled == 0);
}

TEST_CASE("pipelines die while the threads that used them live on, and figures are not mixed") {
    const std::size_t rounds = weir_test::scaled_down(20'000);
    std::atomic<std::uint64_t> wrong{0};
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            const Run kept;
            for (std::size_t i = 0; i < rounds; ++i) {
                const Run brief, other;
                for (int x = 0; x < 3; ++x) {
                    brief(x);
                    kept(x);
                    other(x);
                }
                brief(9);
                if (i % 64 == 0) wrong += weir::report(brief).runs != 4 || weir::report(other).runs != 3;
            }
            wrong += weir::report(kept).runs != 3 * rounds;
        });
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
}
