#pragma once

#include <weir/base/thrown.hpp>
#include <weir/export/read_json.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

/// A benchmark of Google Benchmark's whose counters are a pipeline's stages, as benchmark_pipeline() and StageCounters leave
/// them.
struct BenchmarkReports {
    std::string name;             ///< of the benchmark with its arguments
    std::vector<Report> reports;  ///< one of each repetition, with what comparing takes: mean, p50, p99 and share
};

/// That of the name; the end where there is none. O(benchmarks).
template <class Benchmarks>
[[nodiscard]] auto find_benchmark(Benchmarks& benchmarks, std::string_view name) {
    return std::find_if(benchmarks.begin(), benchmarks.end(),
                        [&](const BenchmarkReports& one) { return one.name == name; });
}

namespace panel {

/// Whether it is what --benchmark_format=json prints, or --benchmark_out writes.
inline bool is_benchmark_json(const nlohmann::json& json) {
    return json.is_object() && json.contains("context") && json.contains("benchmarks") && json["benchmarks"].is_array();
}

inline std::string text_in(const nlohmann::json& entry, const char* field, const std::string& file) {
    const auto found = entry.find(field);
    if (found == entry.end() || !found->is_string())
        WEIR_THROW(JsonError{file, joined("benchmarks[].", field),
                             "a string, as Google Benchmark 1.7 and later write it",
                             found == entry.end() ? "none" : found->dump()});
    return found->get<std::string>();
}

/// Reads the counters of one repetition. What is not there, or is no number, is a JsonError.
class CountersReader {
public:
    CountersReader(const std::string& file, const nlohmann::json& counters) : file_{file}, counters_{counters} {}

    [[nodiscard]] Report read(const std::string& name) const {
        Report report;
        report.pipeline = name;
        report.runs = report.measured = runs();
        report.total = stage("total", 1);
        for (const auto& [key, value] : counters_.items()) {
            constexpr std::string_view end = ".share";
            if (key.size() <= end.size() || !std::string_view{key}.ends_with(end)) continue;
            const std::string path = key.substr(0, key.size() - end.size());
            report.stages.push_back(counters_.contains(path + ".p50") ? stage(path, number(key)) : not_run(path));
        }
        return report;
    }

private:
    [[nodiscard]] std::uint64_t runs() const {
        const double iterations = number("iterations");
        constexpr double most = 9e18;
        if (!(iterations >= 1 && iterations < most))
            WEIR_THROW(JsonError{file_, "iterations", "a number from 1", counters_["iterations"].dump()});
        return static_cast<std::uint64_t>(iterations);
    }
    [[nodiscard]] double number(const std::string& key) const {
        const auto found = counters_.find(key);
        if (found == counters_.end())
            WEIR_THROW(JsonError{file_, key, "the counter, which weir's benchmarks have", "none"});
        if (!found->is_number() || !std::isfinite(found->get<double>()) || found->get<double>() < 0)
            WEIR_THROW(JsonError{file_, key, "a number, 0 or more", found->dump()});
        return found->get<double>();
    }
    static StageReport not_run(const std::string& path) {
        StageReport stage;
        stage.name = stage.path = valid_utf8(path);
        return stage;
    }
    [[nodiscard]] StageReport stage(const std::string& path, double share) const {
        StageReport stage = not_run(path);
        stage.count = runs();
        stage.share = share;
        stage.batches.push_back({stage.count, number(path + ".mean"), number(path + ".p50"), number(path + ".p99")});
        return stage;
    }

    const std::string& file_;
    const nlohmann::json& counters_;
};

/// Reports of one benchmark as one: of each figure the geometric mean, as the repetitions of a process are no observations
/// that are independent where there are other processes to compare with.
inline Report observation_of(const std::vector<Report>& repetitions) {
    Report one = repetitions.front();
    const auto average = [&](StageReport& stage, auto same_of) {
        if (stage.batches.empty()) return;
        BatchReport& figures = stage.batches.front();
        for (double BatchReport::*figure : {&BatchReport::mean_ns, &BatchReport::p50_ns, &BatchReport::p99_ns}) {
            double sum = 0;
            for (const Report& report : repetitions) {
                const StageReport* same = same_of(report);
                sum += same != nullptr && !same->batches.empty() ? std::log(same->batches.front().*figure) : -HUGE_VAL;
            }
            figures.*figure = std::exp(sum / static_cast<double>(repetitions.size()));
        }
    };
    average(one.total, [](const Report& report) { return &report.total; });
    for (std::size_t i = 0; i < one.stages.size(); ++i)
        average(one.stages[i],
                [i](const Report& report) { return i < report.stages.size() ? &report.stages[i] : nullptr; });
    return one;
}

}  // namespace panel

/// The benchmarks of a file of JSON that Google Benchmark wrote, those that carry a pipeline's stages, in the file's order.
/// Aggregates (mean, median ...) are left out, and repetitions that failed. `file`: what a message calls it. Throws JsonError,
/// also where no benchmark carries stages. O(size).
[[nodiscard]] inline std::vector<BenchmarkReports> read_benchmarks(const nlohmann::json& json,
                                                                   const std::string& file) {
    std::vector<BenchmarkReports> benchmarks;
    for (const nlohmann::json& entry : json.at("benchmarks")) {
        if (!entry.is_object() || !entry.contains("total.p50")) continue;
        if (panel::text_in(entry, "run_type", file) != "iteration" || entry.contains("error_message")) continue;
        const std::string name = panel::valid_utf8(panel::text_in(entry, "run_name", file));
        const auto same = find_benchmark(benchmarks, name);
        BenchmarkReports& of = same != benchmarks.end() ? *same : benchmarks.emplace_back(BenchmarkReports{name, {}});
        of.reports.push_back(panel::CountersReader{file, entry}.read(name));
    }
    if (benchmarks.empty())
        WEIR_THROW(JsonError{file, "benchmarks",
                             "repetitions with counters like total.p50, as weir's benchmark_pipeline() leaves them",
                             "none"});
    return benchmarks;
}

}  // namespace weir::inline WEIR_ABI
