#pragma once

#include <weir/base/thrown.hpp>
#include <weir/panel/quantile.hpp>
#include <weir/with/catch2/reports.hpp>

#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// Whether a quantile of a stage's times keeps to a bound.
namespace weir::inline WEIR_ABI::detail {

/// What StageBelow asks: `quantile` of the times of `stage`, 0 to 1, is at most `bound`.
struct QuantileBound {
    std::string stage;
    double quantile = 0;
    Nanoseconds bound;
};

/// Throws std::invalid_argument where nothing can be asked so.
inline QuantileBound checked(QuantileBound asked) {
    using panel::joined;
    if (!(asked.quantile > 0 && asked.quantile <= 1))
        WEIR_THROW(std::invalid_argument{
            joined("expected a quantile over 0 and up to 1, as 0.99, found ",
                   std::isfinite(asked.quantile) ? panel::decimal(asked.quantile, 3) : "no number")});
    if (asked.bound <= Nanoseconds{})
        WEIR_THROW(
            std::invalid_argument{joined("expected a bound over 0, as 5_ms, found ", panel::exact(asked.bound))});
    return asked;
}

/// "p99", "p99.9"
inline std::string quantile_name(double quantile) {
    std::string digits = panel::decimal(quantile * 100, 4);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) digits.pop_back();
    return "p" + digits;
}

/// The value that reports show for this quantile; empty where a report that was made elsewhere has no histogram and
/// another quantile is asked for than it shows.
inline std::optional<Nanoseconds> quantile_of(const StageReport& stage, double quantile) {
    const std::pair<double, Nanoseconds> shown[] = {{0.5, stage.p50},
                                                    {0.9, stage.p90},
                                                    {0.99, stage.p99},
                                                    {0.999, stage.p999},
                                                    {1.0, stage.max}};
    for (const auto& [known, value] : shown)
        if (quantile == known) return value;
    if (stage.buckets.empty()) return std::nullopt;
    panel::NodeSnapshot node;
    node.min = static_cast<std::uint64_t>(stage.min.count());
    node.max = static_cast<std::uint64_t>(stage.max.count());
    for (const HistogramBucket& bucket : stage.buckets)
        if (bucket.slot < layout::Histogram::slot_count) node.histogram.counts[bucket.slot] += bucket.count;
    return panel::detail::whole(panel::quantile(node, quantile));
}

/// The stages of this path, else of this name; the whole run where it is called so, or "total".
inline std::vector<const StageReport*> stages_called(const Report& report, const std::string& name) {
    std::vector<const StageReport*> of_path, of_name;
    panel::for_each_stage(report.stages, [&](const StageReport& stage) {
        if (stage.path == name) of_path.push_back(&stage);
        if (stage.name == name) of_name.push_back(&stage);
    });
    if (!of_path.empty()) return of_path;
    if (of_name.empty() && (name == "total" || name == report.pipeline)) return {&report.total};
    return of_name;
}

/// Why the report does not show that the bound is kept; empty where it does, or is off.
inline std::string quantile_fault(const Report& report, const QuantileBound& asked) {
    using panel::joined, panel::rounded;
    if (is_off(report)) return {};
    const auto found = stages_called(report, asked.stage);
    if (found.size() != 1) {
        std::string names;
        panel::for_each_stage(report.stages, [&](const StageReport& stage) {
            if (found.empty() || stage.name == asked.stage) names += joined(names.empty() ? "" : ", ", stage.path);
        });
        return found.empty() ? joined("there is no stage \"", asked.stage, "\"; there are: ", names, ", total")
                             : joined("several stages are called so; name one by its path: ", names);
    }
    const StageReport& stage = *found.front();
    if (report.measured == 0) return "no run was measured: run the pipeline before, often enough for SampleEvery";
    if (stage.count == 0) return "no run came to it";
    const auto value = quantile_of(stage, asked.quantile);
    if (!value) return "the report has no histogram: ask for 0.5, 0.9, 0.99, 0.999 or 1, which it has";
    if (*value <= asked.bound) return {};
    const double over = static_cast<double>((*value - asked.bound).count()) / static_cast<double>(asked.bound.count());
    return joined("it is ", rounded(*value), ", ", rounded(*value - asked.bound), " (", panel::percent(over),
                  ") over it, of ", std::to_string(stage.count), " runs");
}

}  // namespace weir::inline WEIR_ABI::detail
