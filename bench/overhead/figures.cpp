#include "figures.hpp"

#include "bounds.hpp"
#include "statistics.hpp"

#include <fmt/format.h>

#include <cmath>

namespace bench {

Figures::Figures(const Collector& collector) {
    std::map<std::string, bool> by_wall;
    for (const VariantFacts& variant : variants()) by_wall[variant.name] = variant.wall_time;
    for (const auto& [name, times] : collector.times()) {
        const std::string variant = name.substr(name.find('/') + 1);
        const std::vector<double>& values = by_wall[variant] ? times.wall : times.processor;
        figures_[name] = {median(values), quantile(values, 0.25), quantile(values, 0.75), values.size()};
    }
}

const Figure* Figures::find(const std::string& workload, const std::string& variant) const {
    const auto found = figures_.find(workload + "/" + variant);
    return found == figures_.end() ? nullptr : &found->second;
}

double Figures::added(const std::string& workload, const std::string& variant) const {
    const Figure* with = find(workload, variant);
    const Figure* without = find(workload, "bare");
    return with == nullptr || without == nullptr ? std::nan("") : with->median - without->median;
}

double Figures::of_limit(const std::string& workload, const std::string& variant) const {
    return added(workload, variant) / added(workload, "limit");
}

std::vector<WorkloadFacts> workloads() {
    return []<class... W>(std::type_identity<std::tuple<W...>>) {
        return std::vector<WorkloadFacts>{facts_of<W>()...};
    }(std::type_identity<Workloads>{});
}

namespace {

Table variants_table() {
    Table table{"What was measured", "", {}, {"variant", "what it is"}, {}};
    for (const VariantFacts& variant : variants())
        table.rows.push_back({variant.name, variant.what + (variant.wall_time ? "; by the wall's time" : "")});
    return table;
}

Table workload_table(const Figures& figures, const WorkloadFacts& workload) {
    Table table{workload.title, "", {}, {"variant", "ns a run", "quartiles", "added", "added a stage"}, {}};
    const Figure* bare = figures.find(workload.id, "bare");
    if (bare == nullptr) return table;
    table.how = fmt::format("medians of {} repetitions; of the limit = (variant - bare) / (limit - bare); of bare = "
                            "(variant - bare) / bare",
                            bare->repetitions);
    table.notes.push_back(
        fmt::format("A stage took {:.2f} ns here.", bare->median / static_cast<double>(workload.stages)));
    table.columns.insert(table.columns.end(), {"of the limit", "of bare"});
    const bool has_limit = figures.added(workload.id, "limit") > 0.02 * bare->median;
    if (!has_limit)
        table.notes.emplace_back(
            "The limit adds less than 2 % to bare, the processor reads the counter while it works: "
            "a share of so little would be noise, and is left out.");
    for (const VariantFacts& variant : variants()) {
        const Figure* figure = figures.find(workload.id, variant.name);
        if (figure == nullptr) continue;
        const double added = figures.added(workload.id, variant.name);
        table.rows.push_back({variant.name, fmt::format("{:.1f}", figure->median),
                              fmt::format("{:.1f} to {:.1f}", figure->lower_quartile, figure->upper_quartile),
                              fmt::format("{:.1f}", added),
                              fmt::format("{:.2f}", added / static_cast<double>(workload.stages)),
                              has_limit ? fmt::format("{:.3f}", figures.of_limit(workload.id, variant.name)) : "-",
                              fmt::format("{:.1f} %", added / bare->median * 100)});
    }
    return table;
}

/// What weir promises, against what was measured.
void add_bounds(const Figures& figures, Result& result) {
    const auto add = [&](const std::string& variant, const WorkloadFacts& workload, double bound) {
        const double of_limit = figures.of_limit(workload.id, variant);
        const double measured = variant == "off" ? std::abs(of_limit) : of_limit;
        if (!std::isnan(measured)) add_bound({variant, workload.title, measured, bound}, result);
    };
    for (const WorkloadFacts& workload : workloads()) {
        if (workload.id.ends_with("x5ns")) {
            // Off is the bare code: what it differs by is noise, and what the places of the same code make of it.
            add("off", workload, 0.03);
            add("timing", workload, 1.25);
            add("trace", workload, 1.25);
            add("timing, SampleEvery<64>", workload, 0.05);
            add("trace, SampleEvery<64>", workload, 0.05);
        }
        if (const Figure* bare = figures.find(workload.id, "bare"); workload.id.ends_with("x100ns") && bare != nullptr)
            if (const double added = figures.added(workload.id, "timing"); !std::isnan(added))
                add_bound({"timing, added to bare", workload.title, added / bare->median, 0.1, true}, result);
    }
}

Plot plot_of(const Figures& figures, const std::string& cost) {
    Plot plot{"overhead_" + cost,
              "What measuring adds to a run of stages of about " + cost.substr(0, cost.size() - 2) + " ns",
              "stages",
              "nanoseconds added to a run",
              {}};
    for (const std::string variant :
         {"limit", "off", "timing", "trace", "timing, SampleEvery<64>", "paired", "steady_clock, vector"}) {
        Series series{variant, {}};
        for (const WorkloadFacts& workload : workloads())
            if (const double added = figures.added(workload.id, variant);
                workload.id.ends_with("x" + cost) && !std::isnan(added))
                series.points.emplace_back(static_cast<double>(workload.stages), added);
        if (!series.points.empty()) plot.series.push_back(series);
    }
    return plot;
}

}  // namespace

void add_tables(const Figures& figures, Result& result) {
    add_bounds(figures, result);
    result.tables.push_back(variants_table());
    for (const WorkloadFacts& workload : workloads()) result.tables.push_back(workload_table(figures, workload));
    for (const std::string cost : {"5ns", "100ns"}) result.plots.push_back(plot_of(figures, cost));
}

}  // namespace bench
