#include "history/notes.hpp"
#include "history/show.hpp"

#include <weir/panel/utf8.hpp>

#include <utility>

namespace weir_tool {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Shown& shown, const Series& series) {
    const weir::Trend& trend = series.trend;
    const auto label = [&](std::size_t value) { return shown.entries[series.builds[value]].label; };
    Json changes = Json::array(), withdrawn = Json::array(), outliers = Json::array();
    for (const weir::Change& change : trend.changes)
        changes.push_back({{"build", series.builds[change.first]},
                           {"label", label(change.first)},
                           {"earliest", label(change.earliest)},
                           {"latest", label(change.latest)},
                           {"raised", label(change.raised)},
                           {"before_ns", change.before},
                           {"after_ns", change.after},
                           {"size", change.size.value},
                           {"size_low", change.size.low},
                           {"size_high", change.size.high},
                           {"false_rate", change.false_rate},
                           {"gradual", change.gradual},
                           {"with", suspects_of(shown.entries, series, change)}});
    for (const weir::Withdrawn& one : trend.withdrawn)
        withdrawn.push_back({{"label", label(one.first)}, {"raised", label(one.raised)}});
    for (const std::size_t outlier : trend.outliers) outliers.push_back(label(outlier));
    Json slope;
    if (trend.slope)
        slope = {{"from", label(trend.slope->first)}, {"each", trend.slope->each.value},
                 {"each_low", trend.slope->each.low}, {"each_high", trend.slope->each.high},
                 {"rises", trend.slope->rises},       {"falls", trend.slope->falls}};
    return {{"stage", series.stage.empty() ? "total" : series.stage},
            {"builds", series.builds},
            {"values_ns", series.values},
            {"level_ns", series.values.empty() ? Json(nullptr) : Json(trend.level)},
            {"noise", trend.noise},
            {"autocorrelation", trend.autocorrelation},
            {"needed", trend.needed},
            {"changes", std::move(changes)},
            {"withdrawn", std::move(withdrawn)},
            {"slope", std::move(slope)},
            {"outliers", std::move(outliers)},
            {"pending", trend.pending}};
}

}  // namespace

Json shown_json(const Shown& shown) {
    Json builds = Json::array(), series = Json::array();
    for (const Entry& entry : shown.entries)
        builds.push_back({{"label", entry.label}, {"at_utc_ns", entry.at_utc_ns}, {"host", entry.host}});
    for (const Series& one : shown.series) series.push_back(json_of(shown, one));
    return {{"format", "weir-trend"},
            {"version", 1},
            {"pipeline", shown.entries.back().pipeline},
            {"metric", name_of(shown.metric)},
            {"confidence", shown.confidence},
            {"builds", std::move(builds)},
            {"series", std::move(series)},
            {"notes", shown.notes}};
}

}  // namespace weir_tool
