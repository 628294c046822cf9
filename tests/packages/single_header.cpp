// The single header with two of its parts, as docs/packages.md shows it.
#define WEIR_WITH_ALLOCATIONS  // as <weir/with/allocations.hpp>: in one file of the program
#define WEIR_WITH_HISTORY      // as <weir/history.hpp>
#include "weir.hpp"

#include <cstdint>
#include <memory>
#include <vector>

static std::unique_ptr<int> made(int n) { return std::make_unique<int>(n); }

int main() {
    const weir::Pipeline<weir::Stage<"made", made>, weir::CountAllocations> pipeline;
    for (int i = 0; i < 10; ++i) pipeline(i);
    const weir::Report report = weir::report(pipeline);
    const std::uint64_t expected = pipeline.level == weir::off ? 0 : 10;
    const std::uint64_t counted = report.total.allocations ? report.total.allocations->allocations : 0;
    const weir::Trend trend = weir::find_trend(std::vector<double>(40, 1.0));
    return report.runs == expected && counted == expected && trend.changes.empty() ? 0 : 1;
}
