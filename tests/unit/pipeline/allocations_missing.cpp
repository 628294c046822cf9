// Where no file of the program includes <weir/with/allocations.hpp>, a pipeline that is to count says so, and no zeros.
#include "support/allocating.hpp"
#include "support/catch.hpp"

#include <weir/export/json.hpp>
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstdint>

namespace {

void work(int n) { weir_test::allocate(static_cast<std::size_t>(n)); }
struct Work : weir::Stage<"work", work> {
    static constexpr std::uint64_t max_allocations = 0;
};
using Run = weir::Pipeline<Work, weir::ManualClock, weir::Name<"run">>;

}  // namespace

TEST_CASE("before the first run there is nothing to say") {
    const Run run;
    const weir::Report report = weir::report(run);
    CHECK(report.allocation_counting == weir::AllocationCounting::on);
    CHECK_FALSE(report.total.allocations);
    CHECK(weir::to_string(report).find("allocations") == std::string::npos);
}

TEST_CASE("the report says that nothing was counted, and what to include") {
    const Run run;
    int told = 0;
    run.on_violation([&](const weir::Violation&) { ++told; });
    run(3);
    const weir::Report report = weir::report(run);
    CHECK(report.allocation_counting == weir::AllocationCounting::missing);
    CHECK_FALSE(report.total.allocations);
    CHECK_FALSE(report.stages[0].allocations);
    CHECK(told == 0);
    const std::string text = weir::to_string(report);
    CHECK(text.find("not counted") != std::string::npos);
    CHECK(text.find("<weir/with/allocations.hpp>") != std::string::npos);
    const nlohmann::json json = weir::to_json(report);
    CHECK(json["allocation_counting"] == "missing");
    CHECK(json["total"]["allocations"].is_null());
}
