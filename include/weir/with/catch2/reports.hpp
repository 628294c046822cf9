#pragma once

#include <weir/panel/recording.hpp>
#include <weir/report.hpp>

#include <string>

// What a matcher is held against, and what is printed of it.
namespace weir::inline WEIR_ABI::detail {

template <class P>
    requires requires { typename P::weir_settings; }
Report report_of(const P& pipeline) { return report(pipeline); }
inline const Report& report_of(const Report& made) noexcept { return made; }
inline Report report_of(const Recording& recording) { return report(recording); }

/// Whether there is anything to hold: off, all matchers hold.
inline bool is_off(const Report& report) noexcept { return report.level == Level::off; }

inline std::string runs_text(const Report& report) {
    using panel::joined;
    const std::string name = report.pipeline.empty() ? "pipeline" : report.pipeline;
    if (is_off(report)) return joined(name, ", level off: nothing is measured");
    if (report.runs == 0) return joined(name, ": no run yet");
    std::string text = joined(name, ": ", std::to_string(report.runs), report.runs == 1 ? " run" : " runs");
    if (report.measured != report.runs) text += joined(", ", std::to_string(report.measured), " measured");
    return text;
}

/// "p50 3.00ms, p99 3.10ms, max 9.20ms, over 5ms in 12 of 1000": in one line of 80 columns after most names
inline std::string times_text(const StageReport& stage) {
    using panel::joined, panel::rounded;
    if (stage.count == 0) return "no run came to it";
    std::string text = joined("p50 ", rounded(stage.p50), ", p99 ", rounded(stage.p99), ", max ", rounded(stage.max));
    if (stage.threshold)
        text += joined(", over ", panel::exact(*stage.threshold), " in ", std::to_string(stage.violations), " of ",
                       std::to_string(stage.count));
    return text;
}

/// A report in a line for each stage, as the message of a failed test has room for.
inline std::string short_text(const Report& report) {
    using panel::joined;
    std::string text = runs_text(report);
    if (report.measured == 0) return text;
    const auto add = [&text](const std::string& name, const StageReport& stage) {
        text += joined("\n  ", name, ": ", times_text(stage));
    };
    panel::for_each_stage(report.stages, [&](const StageReport& stage) { add(stage.path, stage); });
    add("total", report.total);
    return text;
}

}  // namespace weir::inline WEIR_ABI::detail
