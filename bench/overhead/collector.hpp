#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

namespace bench {

/// Nanoseconds a run takes, of each repetition.
struct Times {
    std::vector<double> processor;
    std::vector<double> wall;
};

/// Keeps what Google Benchmark measured, by the benchmark's name.
class Collector : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context& context) override;
    void ReportRuns(const std::vector<Run>& runs) override;

    [[nodiscard]] const std::map<std::string, Times>& times() const { return times_; }

private:
    std::map<std::string, Times> times_;
};

}  // namespace bench
