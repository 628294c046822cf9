// Marks count allocations as called stages do, also where they come out of order or not at all.
#include "support/allocating.hpp"
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>
#include <weir/with/allocations.hpp>

#include <cstdint>
#include <vector>

using weir_test::allocate;

namespace {

using Input = weir::Mark<"input">;
struct Physics : weir::Mark<"physics"> {
    static constexpr std::uint64_t max_allocations = 3;
};
using Draw = weir::Mark<"draw">;
using Frame = weir::Pipeline<Input, Physics, Draw, weir::ManualClock, weir::Name<"frame">>;

std::vector<std::uint64_t> allocations(const weir::Report& report) {
    std::vector<std::uint64_t> all{report.total.allocations->allocations};
    for (const auto& stage : report.stages) all.push_back(stage.allocations ? stage.allocations->allocations : 0);
    return all;
}

}  // namespace

TEST_CASE("marks in order") {
    const Frame frame;
    for (int i = 0; i < 3; ++i) {
        auto run = frame.start();
        allocate(1);
        run.done<Input>();
        allocate(2);
        run.done<Physics>();
        allocate(4);
        run.done<Draw>();
    }
    const weir::Report report = weir::report(frame);
    CHECK(allocations(report) == std::vector<std::uint64_t>{21, 3, 6, 12});
    CHECK(report.stages[1].allocations->max_allocations == 3U);
    CHECK(report.stages[1].allocations->violations == 0);
}

TEST_CASE("a run whose last marks are left") {
    const Frame frame;
    {
        auto run = frame.start();
        allocate(1);
        run.done<Input>();
        allocate(8);
    }
    const weir::Report report = weir::report(frame);
    CHECK(allocations(report) == std::vector<std::uint64_t>{9, 1, 8, 0});
    CHECK(report.stages[1].allocations->violations == 1);
    CHECK_FALSE(report.stages[2].allocations);
}

TEST_CASE("marks out of order, and one that comes twice") {
    const Frame frame;
    {
        auto run = frame.start();
        allocate(1);
        run.done<Input>();
        allocate(4);
        run.done<Draw>();
        allocate(2);
        run.done<Physics>();
        allocate(16);
        run.done<Draw>();
    }
    const weir::Report report = weir::report(frame);
    CHECK(allocations(report) == std::vector<std::uint64_t>{23, 1, 2, 20});
    CHECK(report.losses.faults != 0);
}
