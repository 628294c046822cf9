#include "history/entry.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>

namespace weir_tool {

namespace {

using Json = nlohmann::json;

nlohmann::ordered_json json_of(const StageFigures& stage) {
    return {{"count", stage.count}, {"mean_ns", stage.mean_ns}, {"p50_ns", stage.p50_ns}, {"p99_ns", stage.p99_ns}};
}

StageFigures figures_of(const Json& json, std::string path) {
    StageFigures stage;
    stage.path = std::move(path);
    stage.count = count_field(json, "count");
    const Json& mean = field_of(json, "mean_ns");
    if (!mean.is_number()) throw EntryError{"mean_ns is no number"};
    stage.mean_ns = mean.get<double>();
    if (!std::isfinite(stage.mean_ns) || stage.mean_ns < 0 || stage.mean_ns > 9.3e18)
        throw EntryError{"mean_ns is no duration"};
    stage.p50_ns = time_field(json, "p50_ns");
    stage.p99_ns = time_field(json, "p99_ns");
    return stage;
}

Json parsed(const std::string& line) {
    try {
        return Json::parse(line);
    } catch (const Json::exception&) { throw EntryError{"it is no JSON, or cut short"}; }
}

}  // namespace

const Json& field_of(const Json& object, const char* name) {
    if (!object.is_object()) throw EntryError{fmt::format("there is no object for {} to be in", name)};
    const auto place = object.find(name);
    if (place == object.end()) throw EntryError{fmt::format("it has no field {}", name)};
    return *place;
}

std::string text_field(const Json& object, const char* name) {
    const Json& field = field_of(object, name);
    if (!field.is_string()) throw EntryError{fmt::format("{} is no string", name)};
    return field.get<std::string>();
}

std::uint64_t count_field(const Json& object, const char* name) {
    const Json& field = field_of(object, name);
    if (!field.is_number_unsigned()) throw EntryError{fmt::format("{} is no whole number of 0 or more", name)};
    return field.get<std::uint64_t>();
}

std::int64_t time_field(const Json& object, const char* name) {
    const std::uint64_t value = count_field(object, name);
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        throw EntryError{fmt::format("{} is too large for a duration", name)};
    return static_cast<std::int64_t>(value);
}

std::string line_of(const Entry& entry) {
    using Ordered = nlohmann::ordered_json;
    Ordered stages = Ordered::array();
    Ordered total = json_of(StageFigures{});
    for (const StageFigures& stage : entry.figures) {
        if (stage.path.empty()) {
            total = json_of(stage);
            continue;
        }
        Ordered json{{"path", stage.path}};
        json.update(json_of(stage));
        stages.push_back(std::move(json));
    }
    const Ordered json{
        {"format", "weir-history"},   {"version", Entry::current_version},
        {"label", entry.label},       {"at_utc_ns", entry.at_utc_ns},
        {"pipeline", entry.pipeline}, {"level", entry.level},
        {"schema", entry.schema},     {"host", entry.host},
        {"compiler", entry.compiler}, {"machine", entry.machine},
        {"weir", entry.weir},         {"clock", entry.clock},
        {"files", entry.files},       {"runs", entry.runs},
        {"total", std::move(total)},  {"stages", std::move(stages)},
    };
    return json.dump();
}

Entry entry_of(const std::string& line) {
    const Json json = parsed(line);
    if (!json.is_object() || !json.contains("format") || json["format"] != "weir-history")
        throw EntryError{"it is no entry of a history"};
    const std::uint64_t version = count_field(json, "version");
    if (version != Entry::current_version)
        throw EntryVersionError{fmt::format("it is of version {}, this weir knows version {}{}", version,
                                            Entry::current_version,
                                            version > Entry::current_version ? ": take a newer weir" : "")};
    Entry entry;
    entry.label = text_field(json, "label");
    const Json& at = field_of(json, "at_utc_ns");
    if (!at.is_number_integer()) throw EntryError{"at_utc_ns is no whole number"};
    entry.at_utc_ns = at.get<std::int64_t>();
    entry.pipeline = text_field(json, "pipeline");
    entry.level = text_field(json, "level");
    entry.schema = text_field(json, "schema");
    entry.host = text_field(json, "host");
    entry.compiler = text_field(json, "compiler");
    entry.machine = text_field(json, "machine");
    entry.weir = text_field(json, "weir");
    entry.clock = text_field(json, "clock");
    entry.files = count_field(json, "files");
    entry.runs = count_field(json, "runs");
    entry.figures.push_back(figures_of(field_of(json, "total"), ""));
    const Json& stages = field_of(json, "stages");
    if (!stages.is_array()) throw EntryError{"stages is no array"};
    for (const Json& stage : stages) entry.figures.push_back(figures_of(stage, text_field(stage, "path")));
    return entry;
}

}  // namespace weir_tool
