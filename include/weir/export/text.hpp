#pragma once

#include <weir/export/text/allocations.hpp>
#include <weir/export/text/costs.hpp>
#include <weir/export/text/printable.hpp>
#include <weir/export/text/stages.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/report.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>

namespace weir::inline WEIR_ABI {

namespace panel::detail {

inline std::string title_text(const Report& report, bool colour) {
    const std::string name = report.pipeline.empty() ? "pipeline" : printable(report.pipeline);
    std::string rest = joined(", level ", name_of(report.level), ": ");
    if (report.level == Level::off) {
        rest += "nothing is measured";
    } else if (report.runs == 0) {
        rest += "no run yet";
    } else {
        const Outcomes& outcomes = report.outcomes;
        rest += joined(std::to_string(report.runs), report.runs == 1 ? " run (" : " runs (",
                       std::to_string(outcomes.ok), " ok");
        if (outcomes.stopped > 0) rest += joined(", ", std::to_string(outcomes.stopped), " stopped");
        if (outcomes.threw > 0) rest += joined(", ", std::to_string(outcomes.threw), " threw");
        rest += ")";
        if (report.sample_every > 1)
            rest += joined(", ", std::to_string(report.measured), " measured, one in ",
                           std::to_string(report.sample_every));
    }
    const std::size_t room = text_columns - std::min(text_columns, width_of(rest));
    return joined(painted(shortened(name, std::max(room, readable_name)), Look::strong, colour), rest, "\n");
}

inline std::string tail_text(const Report& report) {
    const Tail& tail = report.tail;
    if (tail.slow == 0 || !tail.note.empty()) return {};
    const std::string of = tail.runs < report.measured ? joined(" of the last ", std::to_string(tail.runs)) : "";
    return joined("\nslow: of the time of the ", std::to_string(tail.slow), " runs", of, " above a p99 of ",
                  rounded(tail.p99), ", averaging ", rounded(tail.slow_mean), "\n");
}

inline std::string bottlenecks_text(const Report& report, bool colour) {
    constexpr Look looks[] = {Look::plain, Look::warning, Look::warning, Look::bad};
    std::string out;
    for (const Bottleneck& bottleneck : report.bottlenecks)
        out += item_text({name_of(bottleneck.severity), looks[static_cast<unsigned>(bottleneck.severity)]}, 8,
                         joined(printable(bottleneck.stage), ": ", printable(bottleneck.reason)), colour);
    return out.empty() ? out : joined("\nbottlenecks\n", out);
}

inline std::string recommendations_text(const Report& report, bool colour) {
    constexpr Look looks[] = {Look::plain, Look::warning, Look::bad};
    std::string out;
    for (const Recommendation& advice : report.recommendations)
        out += item_text({name_of(advice.priority), looks[static_cast<unsigned>(advice.priority)]}, 6,
                         joined(printable(advice.stage), ": ", printable(advice.message)), colour);
    return out.empty() ? out : joined("\nrecommendations\n", out);
}

inline std::string errors_text(const Report& report, bool colour) {
    constexpr std::size_t shown = 5;  // the report has more: a page of them would bury what stands above
    const std::size_t first = report.errors.size() > shown ? report.errors.size() - shown : 0;
    std::string out;
    for (std::size_t i = first; i < report.errors.size(); ++i) {
        const ErrorReport& error = report.errors[i];
        const std::string key = error.key.empty() ? "" : joined(" [", printable(error.key), "]");
        out += item_text({utc_text(error.started_utc), Look::faint}, 20,
                         joined(printable(error.stage), key, ": ", printable(error.message), error.cut ? "..." : ""),
                         colour);
    }
    return out.empty() ? out : joined("\nlast errors\n", out);
}

inline std::string losses_text(const Report& report) {
    const Losses& losses = report.losses;
    const std::pair<std::uint64_t, const char*> lines[] = {
        {losses.overwritten, "run records overwritten by later ones"},
        {losses.filtered, "runs kept out of the trace by the filter"},
        {losses.unrecorded, "runs not recorded: no memory, or their thread was ending"},
        {losses.keys_dropped, "runs whose key found no room"},
        {losses.handler_errors, "violation handlers that threw"},
        {losses.faults, "faults of the instrumentation: marks out of order; items, captures or analyzers that threw"},
    };
    std::string out;
    for (const auto& [count, what] : lines)
        if (count > 0) out += joined("  ", std::to_string(count), " ", what, "\n");
    return out.empty() ? out : joined("\nlosses\n", out);
}

/// Only where something does not add up: that it does is the rule.
inline std::string reconciliation_text(const Report& report) {
    const Reconciliation& found = report.reconciliation;
    if (found.apart == Nanoseconds{}) return {};
    return joined("\nthe stages add up to ", exact(found.stages), ", the runs to ", exact(found.run),
                  ": a run was being counted, or the file is damaged\n");
}

inline std::string instrument_text(const Report& report) {
    const OwnCost& cost = report.own_cost;
    if (cost.per_run_ns <= 0 && cost.per_stage_ns <= 0) return {};
    std::string out = joined("\ninstrument: about ", decimal(cost.per_stage_ns, 1), " ns a stage, ",
                             decimal(cost.per_run_ns, 1), " ns a run");
    if (report.measured > 0) out += joined(", ", percent(cost.share), " of the measured time");
    if (!report.clock.empty()) out += joined("; clock: ", printable(report.clock));
    if (cost.by_reader) out += "\n  measured by the reader: the recording does not say";
    if (report.net)
        out += joined("\n  net: ", decimal(cost.per_stage_ns, 1),
                      " ns were taken off the time of each call of a stage");
    bool any_short = false;
    for_each_stage(report.stages,
                   [&](const StageReport& stage) { any_short = any_short || stage.short_against_instrument; });
    if (any_short) out += "\n  * short against the instrument: the mean is less than 10 times its cost per stage";
    return joined(out, "\n");
}

inline std::string report_text(const Report& report, bool colour) {
    std::string out = title_text(report, colour);
    if (!report.stages.empty()) out += joined("\n", stages_text(report, colour));
    out += costs_text(report, colour);
    out += allocations_text(report, text_columns, colour);
    out += tail_text(report);
    out += bottlenecks_text(report, colour) + recommendations_text(report, colour) + errors_text(report, colour);
    out += losses_text(report) + reconciliation_text(report) + instrument_text(report);
    return joined(out, "\nmade at ", utc_text(report.made_at), "\n");
}

}  // namespace panel::detail

/// The report as a page of text within 100 columns, UTF-8, without colours. Times are of the measured runs.
[[nodiscard]] inline std::string to_string(const Report& report) { return panel::detail::report_text(report, false); }

/// Writes the same page; with colours where the stream is std::cout, std::cerr or std::clog on a terminal and
/// the environment does not set NO_COLOR. The stream's own formatting does not apply.
inline std::ostream& operator<<(std::ostream& stream, const Report& report) {
    const std::string text = panel::detail::report_text(report, panel::detail::shows_colour(stream));
    return stream.write(text.data(), static_cast<std::streamsize>(text.size()));
}

/// A duration as reports show it: "812ns", "1.24us", "250.00ms".
inline std::string to_string(Nanoseconds time) { return panel::rounded(time); }
/// Writes the same.
inline std::ostream& operator<<(std::ostream& stream, Nanoseconds time) { return stream << to_string(time); }

}  // namespace weir::inline WEIR_ABI
