#pragma once

#include <weir/with/catch2/reports.hpp>

#include <cstdint>
#include <string>

// Whether a pipeline keeps to its thresholds.
namespace weir::inline WEIR_ABI::detail {

/// "parse: over its threshold of 5ms in 12 of 1000 runs (1.2%), by 4.20ms at most (9.20ms)"
inline std::string violations_text(const std::string& name, const StageReport& stage) {
    using panel::joined;
    const double share = static_cast<double>(stage.violations) / static_cast<double>(stage.count);
    return joined(name, ": over its threshold of ", panel::exact(*stage.threshold), " in ",
                  std::to_string(stage.violations), " of ", std::to_string(stage.count), " runs (",
                  panel::percent(share), "), by ", panel::rounded(stage.max - *stage.threshold), " at most (",
                  panel::rounded(stage.max), ")");
}

/// Why the report does not show that the pipeline is within its thresholds; empty where it does, or is off.
inline std::string threshold_fault(const Report& report) {
    using panel::joined;
    if (is_off(report)) return {};
    if (report.measured == 0) return "no run was measured: run the pipeline before, often enough for SampleEvery";
    std::string violated;
    bool any = false;
    const auto look = [&](const std::string& name, const StageReport& stage) {
        any = any || stage.threshold;
        if (!stage.threshold || stage.violations == 0 || stage.count == 0) return;
        violated += joined(violated.empty() ? "" : "\n", violations_text(name, stage));
    };
    panel::for_each_stage(report.stages, [&](const StageReport& stage) { look(stage.path, stage); });
    look("the whole run", report.total);
    if (!any) return "no stage has a threshold, nor has the run: give one, as in weir::Stage<\"parse\", parse, 5_ms>";
    return violated;
}

}  // namespace weir::inline WEIR_ABI::detail
