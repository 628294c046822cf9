#include "collector.hpp"

namespace bench {

bool Collector::ReportContext(const Context&) { return true; }

void Collector::ReportRuns(const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        if (run.run_type != Run::RT_Iteration || run.iterations == 0) continue;
        Times& times = times_[run.run_name.function_name];
        const auto count = static_cast<double>(run.iterations);
        times.processor.push_back(run.cpu_accumulated_time / count * 1e9);
        times.wall.push_back(run.real_accumulated_time / count * 1e9);
    }
}

}  // namespace bench
