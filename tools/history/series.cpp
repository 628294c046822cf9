#include "history/series.hpp"

#include "support/exit.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/export/text/width.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace weir_tool {

namespace {

constexpr const char* whole_run = "total";

const StageFigures* find(const Entry& entry, const std::string& path) {
    const auto place = std::find_if(entry.figures.begin(), entry.figures.end(),
                                    [&](const StageFigures& stage) { return stage.path == path; });
    return place == entry.figures.end() ? nullptr : &*place;
}

double value_of(const StageFigures& stage, Metric metric) {
    switch (metric) {
    case Metric::p50: return static_cast<double>(stage.p50_ns);
    case Metric::p99: return static_cast<double>(stage.p99_ns);
    case Metric::mean: break;
    }
    return stage.mean_ns;
}

Series series_of(const std::vector<Entry>& entries, Metric metric, std::string stage,
                 const weir::TrendOptions& options) {
    Series series;
    series.stage = std::move(stage);
    std::size_t pending = 0;  // without a value, since the last that had one
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const StageFigures* figures = find(entries[i], series.stage);
        const double value = figures == nullptr || figures->count == 0 ? 0 : value_of(*figures, metric);
        if (value <= 0) {
            ++pending;
            continue;
        }
        if (!series.values.empty()) series.without += pending;
        pending = 0;
        series.builds.push_back(i);
        series.values.push_back(value);
    }
    series.trend = weir::find_trend(series.values, options);
    return series;
}

std::string known_stages(const std::vector<Entry>& entries) {
    std::string names = whole_run;
    for (const StageFigures& stage : entries.back().figures)
        if (!stage.path.empty()) names += ", " + weir::panel::detail::printable(stage.path);
    return names;
}

}  // namespace

const char* name_of(Metric metric) noexcept {
    constexpr const char* names[] = {"mean", "p50", "p99"};
    return names[static_cast<unsigned>(metric)];
}

std::string name_of(const Series& series) {
    return series.stage.empty() ? whole_run : weir::panel::detail::printable(series.stage);
}

void rename(std::vector<Entry>& entries, const Renamed& renamed) {
    for (const auto& [from, to] : renamed) {
        bool any = false;
        for (Entry& entry : entries)
            for (StageFigures& stage : entry.figures) {
                if (stage.path != from || from.empty()) continue;
                if (find(entry, to) != nullptr)
                    throw Unusable{
                        fmt::format("--renamed {}={}: expected builds that have one of the two, found that {} "
                                    "has both: they are different stages",
                                    from, to, weir::panel::detail::printable(entry.label))};
                stage.path = to;
                any = true;
            }
        if (!any)
            throw Unusable{fmt::format("--renamed {}={}: expected a stage that the history has, found none named {}",
                                       from, to, from)};
    }
}

std::vector<Series> make_series(const std::vector<Entry>& entries, Metric metric, const std::string& stage,
                                const weir::TrendOptions& options) {
    const auto& last = entries.back().figures;
    weir::TrendOptions shared = options;
    // Whoever looks at all of them must not see more than one false change in a thousand builds either.
    shared.false_changes = std::max(1e-5,
                                    options.false_changes / static_cast<double>(std::max<std::size_t>(last.size(), 1)));
    // A percentile is the middle of a bucket, of which there are 32 to the octave.
    if (metric != Metric::mean) shared.resolution = std::exp2(1.0 / 32) - 1;
    std::vector<Series> all;
    if (stage.empty()) {
        for (const StageFigures& figures : last) all.push_back(series_of(entries, metric, figures.path, shared));
        return all;
    }
    const std::string path = stage == whole_run ? "" : stage;
    const bool known = std::any_of(entries.begin(), entries.end(),
                                   [&](const Entry& entry) { return find(entry, path) != nullptr; });
    if (!known)
        throw Unusable{
            fmt::format("--stage {}: expected a stage of the history, found none of that name; the last build "
                        "has {}",
                        stage, known_stages(entries))};
    all.push_back(series_of(entries, metric, path, shared));
    return all;
}

}  // namespace weir_tool
