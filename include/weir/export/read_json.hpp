#pragma once

#include <weir/base/thrown.hpp>
#include <weir/layout/histogram.hpp>
#include <weir/layout/statistics.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/report.hpp>
#include <weir/panel/utf8.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

/// JSON that is no report, or one that cannot be: which file, which field, what was expected and what was found.
class JsonError : public std::runtime_error {
public:
    /// An empty `field`: the whole file.
    JsonError(std::string_view file, std::string_view field, std::string_view expected, std::string_view found)
        : std::runtime_error{
              panel::joined(file, ": ", field, field.empty() ? "" : ": ", "expected ", expected, ", found ", found)} {}
};

namespace panel {

/// Reads one report. No byte is trusted: what is not of the type and within the range that it has to be is a JsonError.
class ReportReader {
public:
    explicit ReportReader(std::string file) : file_{std::move(file)} {}

    [[nodiscard]] Report read(const nlohmann::json& json) {
        if (!json.is_object() || text(json, "format", "") != "weir-report")
            WEIR_THROW(JsonError{file_, "format", "\"weir-report\", as weir report --json writes it",
                                 json.is_object() && json.contains("format") ? shown(json["format"]) : "none"});
        if (whole(json, "version", "") != 1)
            WEIR_THROW(JsonError{file_, "version", "1, which this reader understands", shown(json["version"])});
        Report report;
        report.pipeline = text(json, "pipeline", "");
        report.level = level(json);
        report.runs = whole(json, "runs", "");
        report.measured = whole(json, "measured", "");
        report.sample_every = whole(json, "sample_every", "");
        report.clock = text(json, "clock", "");
        const nlohmann::json& outcomes = object(json, "outcomes", "");
        report.outcomes = {whole(outcomes, "ok", "outcomes."), whole(outcomes, "stopped", "outcomes."),
                           whole(outcomes, "threw", "outcomes.")};
        report.made_at = moment(json, "made_at_utc_ns", "");
        report.total = stage(object(json, "total", ""), "total", "", 0);
        report.total.path = report.total.name;
        report.stages = stages(json, "", "", 0);
        for (const nlohmann::json& by : array(json, "recorded_by", "")) report.recorded_by.push_back(recorded_by(by));
        return report;
    }

private:
    using Json = nlohmann::json;

    static std::string shown(const Json& value) {
        constexpr std::size_t most = 40;
        const std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
        return text.size() <= most ? text : joined(text.substr(0, most), "...");
    }
    [[nodiscard]] const Json& field(const Json& object, const char* name, std::string_view where) const {
        const auto found = object.find(name);
        if (found == object.end())
            WEIR_THROW(JsonError{file_, joined(where, name),
                                 "the field, which weir report --json of this version writes", "none"});
        return *found;
    }
    [[nodiscard]] const Json& object(const Json& parent, const char* name, std::string_view where) const {
        const Json& value = field(parent, name, where);
        if (!value.is_object()) WEIR_THROW(JsonError{file_, joined(where, name), "an object", shown(value)});
        return value;
    }
    [[nodiscard]] const Json& array(const Json& parent, const char* name, std::string_view where) const {
        const Json& value = field(parent, name, where);
        if (!value.is_array()) WEIR_THROW(JsonError{file_, joined(where, name), "an array", shown(value)});
        return value;
    }
    [[nodiscard]] std::string text(const Json& parent, const char* name, std::string_view where) const {
        const Json& value = field(parent, name, where);
        if (!value.is_string()) WEIR_THROW(JsonError{file_, joined(where, name), "a string", shown(value)});
        return valid_utf8(value.get_ref<const std::string&>());
    }
    /// Of a count or a duration, at most what a signed 64-bit integer holds.
    [[nodiscard]] std::uint64_t whole(const Json& value, std::string_view where) const {
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() > layout::StageStatistics::longest)
            WEIR_THROW(JsonError{file_, where, "a whole number from 0 to 2^63 - 1", shown(value)});
        return value.get<std::uint64_t>();
    }
    [[nodiscard]] std::uint64_t whole(const Json& parent, const char* name, std::string_view where) const {
        return whole(field(parent, name, where), joined(where, name));
    }
    [[nodiscard]] Nanoseconds time(const Json& parent, const char* name, std::string_view where) const {
        return Nanoseconds{static_cast<std::int64_t>(whole(parent, name, where))};
    }
    [[nodiscard]] std::int64_t moment(const Json& parent, const char* name, std::string_view where) const {
        const Json& value = field(parent, name, where);
        const bool is_one = value.is_number_unsigned() ? value.get<std::uint64_t>() <= layout::StageStatistics::longest
                                                       : value.is_number_integer();
        if (!is_one) WEIR_THROW(JsonError{file_, joined(where, name), "whole nanoseconds since 1970", shown(value)});
        return value.get<std::int64_t>();
    }
    [[nodiscard]] double number(const Json& parent, const char* name, std::string_view where) const {
        constexpr double most = 9.3e18;
        const Json& value = field(parent, name, where);
        const double read = value.is_number() ? value.get<double>() : -1;
        if (!(read >= 0 && read < most))
            WEIR_THROW(JsonError{file_, joined(where, name), "a number, 0 or more", shown(value)});
        return read;
    }
    [[nodiscard]] Level level(const Json& json) const {
        const std::string name = text(json, "level", "");
        for (const Level level : {Level::off, Level::timing, Level::trace})
            if (name == name_of(level)) return level;
        WEIR_THROW(JsonError{file_, "level", "\"off\", \"timing\" or \"trace\"", shown(json["level"])});
    }
    [[nodiscard]] RecordedBy recorded_by(const Json& json) const {
        constexpr std::string_view where = "recorded_by[].";
        if (!json.is_object()) WEIR_THROW(JsonError{file_, "recorded_by", "objects", shown(json)});
        const Json& process = field(json, "process", where);
        if (!process.is_number_unsigned())
            WEIR_THROW(JsonError{file_, "recorded_by[].process", "a whole number", shown(process)});
        return {process.get<std::uint64_t>(),     moment(json, "created_utc_ns", where), text(json, "program", where),
                text(json, "host", where),        text(json, "compiler", where),         text(json, "machine", where),
                text(json, "weir_version", where)};
    }

    [[nodiscard]] std::vector<StageReport> stages(const Json& parent, std::string_view where, std::string_view path,
                                                  std::size_t depth) {
        std::vector<StageReport> read;
        std::set<std::string> names;
        std::size_t number = 0;
        for (const Json& json : array(parent, "stages", where)) {
            const std::string place = joined(where, "stages[", std::to_string(number++), "]");
            if (!json.is_object()) WEIR_THROW(JsonError{file_, place, "an object", shown(json)});
            if (depth >= layout_depth || ++stage_count_ > most_stages)
                WEIR_THROW(JsonError{file_, place, "at most 2048 stages, nested 64 deep", "more"});
            read.push_back(stage(json, place, path, depth));
            if (!names.insert(read.back().name).second)
                WEIR_THROW(
                    JsonError{file_, place, "another name than those of the stages beside it", shown(json["name"])});
        }
        return read;
    }
    [[nodiscard]] StageReport stage(const Json& json, std::string_view place, std::string_view path,
                                    std::size_t depth) {
        const std::string where = joined(place, ".");
        StageReport stage;
        stage.name = text(json, "name", where);
        stage.path = path.empty() ? stage.name : joined(path, "/", stage.name);
        stage.count = whole(json, "count", where);
        stage.total = time(json, "total_ns", where);
        stage.min = time(json, "min_ns", where);
        stage.mean = time(json, "mean_ns", where);
        stage.max = time(json, "max_ns", where);
        stage.p50 = time(json, "p50_ns", where);
        stage.p90 = time(json, "p90_ns", where);
        stage.p99 = time(json, "p99_ns", where);
        stage.p999 = time(json, "p999_ns", where);
        if (!field(json, "threshold_ns", where).is_null()) stage.threshold = time(json, "threshold_ns", where);
        stage.violations = whole(json, "violations", where);
        stage.stopped = whole(json, "stopped", where);
        stage.errors = whole(json, "errors", where);
        stage.share = number(json, "share", where);
        if (stage.share > 1)
            WEIR_THROW(JsonError{file_, joined(where, "share"), "a number from 0 to 1", shown(json["share"])});
        read_buckets(array(json, "buckets", where), joined(where, "buckets"), stage);
        read_batches(array(json, "batches", where), joined(where, "batches"), stage);
        stage.stages = stages(json, where, stage.path, depth + 1);
        return stage;
    }
    void read_buckets(const Json& json, const std::string& where, StageReport& stage) const {
        std::uint64_t sum = 0;
        for (const Json& pair : json) {
            if (!pair.is_array() || pair.size() != 2)
                WEIR_THROW(JsonError{file_, where, "pairs [slot, count]", shown(pair)});
            const std::uint64_t slot = whole(pair[0], where), count = whole(pair[1], where);
            const bool rises = stage.buckets.empty() || slot > stage.buckets.back().slot;
            if (slot >= layout::Histogram::slot_count || !rises)
                WEIR_THROW(JsonError{file_, where, "slots that rise, up to 1346", shown(pair)});
            sum += count;  // of at most 1347 numbers under 2^63: looked at after each, it can't wrap around unseen
            if (sum > layout::StageStatistics::longest)
                WEIR_THROW(JsonError{file_, where, "counts that add up to less than 2^63", "more"});
            stage.buckets.push_back({static_cast<std::uint32_t>(slot), count});
        }
        if (stage.count > 0 && sum == 0)
            WEIR_THROW(JsonError{file_, where, "the buckets of a stage that was run", "none"});
    }
    void read_batches(const Json& json, const std::string& where, StageReport& stage) const {
        constexpr std::size_t most = 1000;
        if (json.size() > most)
            WEIR_THROW(JsonError{file_, where, "at most 1000 batches", std::to_string(json.size())});
        for (const Json& batch : json) {
            if (!batch.is_object()) WEIR_THROW(JsonError{file_, where, "objects", shown(batch)});
            const std::string within = where + "[].";
            stage.batches.push_back({whole(batch, "count", within), number(batch, "mean_ns", within),
                                     number(batch, "p50_ns", within), number(batch, "p99_ns", within)});
        }
    }

    static constexpr std::size_t layout_depth = 64, most_stages = 2048;
    std::string file_;
    std::size_t stage_count_ = 0;
};

}  // namespace panel

/// A report from the JSON that to_json(report) gives: what comparing takes is read, the rest (bottlenecks, recommendations,
/// errors, losses, items) is not. `file`: what a message calls it. Throws JsonError. O(size).
[[nodiscard]] inline Report read_report(std::string_view json, const std::string& file = "JSON") {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    if (parsed.is_discarded()) WEIR_THROW(JsonError{file, "", "JSON, or a recording", "neither"});
    return panel::ReportReader{file}.read(parsed);
}

}  // namespace weir::inline WEIR_ABI
