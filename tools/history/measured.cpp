#include "history/measured.hpp"

#include "support/exit.hpp"

#include <weir/panel/file/file_handle.hpp>
#include <weir/panel/merge.hpp>
#include <weir/panel/recording.hpp>
#include <weir/panel/stage_report.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>

namespace weir_tool {

namespace {

using Json = nlohmann::json;

double mean_of(std::uint64_t total_ns, std::uint64_t count) {
    return count == 0 ? 0 : static_cast<double>(total_ns) / static_cast<double>(count);
}

StageFigures figures_of(const weir::StageReport& stage, std::string path) {
    return {std::move(path), stage.count, mean_of(static_cast<std::uint64_t>(stage.total.count()), stage.count),
            stage.p50.count(), stage.p99.count()};
}

/// Each different text once, with commas; nothing for those that are empty.
template <class TextOf>
std::string all_of(const std::vector<weir::Recording>& recordings, TextOf text_of) {
    std::set<std::string> texts;
    for (const weir::Recording& recording : recordings) texts.insert(text_of(recording.head().writer));
    std::string joined;
    for (const std::string& text : texts)
        if (!text.empty()) joined += (joined.empty() ? "" : ", ") + text;
    return joined;
}

Entry of_recordings(const std::vector<std::string>& files) {
    using weir::panel::name_text;
    std::vector<weir::Recording> recordings;
    recordings.reserve(files.size());
    for (const std::string& file : files) recordings.push_back(weir::open(file));
    const weir::Report report = weir::report(recordings);
    Entry entry;
    for (const weir::Recording& recording : recordings)
        entry.at_utc_ns = std::max(entry.at_utc_ns, recording.head().writer.created_utc);
    entry.pipeline = report.pipeline;
    entry.level = weir::name_of(report.level);
    entry.schema = fmt::format("{:016x}", recordings.front().head().fingerprint);
    entry.host = all_of(recordings, [](const auto& writer) { return name_text(writer.host); });
    entry.compiler = all_of(recordings, [](const auto& writer) { return name_text(writer.compiler); });
    entry.machine = all_of(recordings, [](const auto& writer) { return name_text(writer.machine); });
    entry.weir = all_of(recordings, [](const auto& writer) { return name_text(writer.weir_version); });
    entry.clock = report.clock;
    entry.files = recordings.size();
    entry.runs = report.runs;
    entry.figures.push_back(figures_of(report.total, ""));
    weir::panel::for_each_stage(report.stages, [&](const weir::StageReport& stage) {
        entry.figures.push_back(figures_of(stage, stage.path));
    });
    return entry;
}

/// A stage of a report in JSON, and those in it. Only what a trend takes is looked at.
void add_stages(Entry& entry, const Json& stages, int depth) {
    constexpr int most_depth = 100;
    if (!stages.is_array() || depth > most_depth) throw EntryError{"stages is no array of stages"};
    for (const Json& stage : stages) {
        const std::uint64_t count = count_field(stage, "count");
        entry.figures.push_back({text_field(stage, "path"), count, mean_of(count_field(stage, "total_ns"), count),
                                 time_field(stage, "p50_ns"), time_field(stage, "p99_ns")});
        add_stages(entry, field_of(stage, "stages"), depth + 1);
    }
}

Entry of_report(const std::string& text) {
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::exception& error) { throw EntryError{error.what()}; }
    if (text_field(json, "format") != "weir-report") throw EntryError{"its format is not weir-report"};
    if (const std::uint64_t version = count_field(json, "version"); version != 1)
        throw EntryError{fmt::format("it is of version {}, this weir knows version 1", version)};
    Entry entry;
    entry.at_utc_ns = time_field(json, "made_at_utc_ns");
    entry.pipeline = text_field(json, "pipeline");
    entry.level = text_field(json, "level");
    entry.clock = text_field(json, "clock");
    entry.files = 1;
    entry.runs = count_field(json, "runs");
    add_stages(entry, Json::array({field_of(json, "total")}), 0);
    entry.figures.resize(1);  // what is in the total stands in `stages`
    entry.figures.front().path.clear();
    add_stages(entry, field_of(json, "stages"), 0);
    return entry;
}

/// The file's text where it is one in JSON; empty where its first byte says that it is something else.
std::string json_text(const std::string& file) {
    constexpr std::uint64_t most = std::uint64_t{256} << 20;
    const weir::panel::FileHandle handle{file};
    char first = 0;
    for (std::uint64_t at = 0; handle.read(file, &first, 1, at) == 1; ++at)
        if (first != ' ' && first != '\n' && first != '\r' && first != '\t') break;
    if (first != '{') return {};
    if (handle.size() > most)
        throw Unusable{
            fmt::format("{}: expected a report in JSON of 256 MiB at most, found {} bytes", file, handle.size())};
    std::string text(static_cast<std::size_t>(handle.size()), '\0');
    text.resize(handle.read(file, text.data(), text.size(), 0));
    return text;
}

}  // namespace

Entry measured_in(const std::vector<std::string>& files) {
    for (const std::string& file : files) {
        const std::string text = json_text(file);
        if (text.empty()) continue;
        if (files.size() > 1)
            throw Unusable{fmt::format("{}: expected recordings, which can be added up, found a report in JSON among "
                                       "several files: name it alone, or name the recordings that it was made of",
                                       file)};
        try {
            return of_report(text);
        } catch (const EntryError& error) {
            throw Unusable{fmt::format("{}: expected a report as weir report --json prints it, found that {}", file,
                                       error.what())};
        }
    }
    return of_recordings(files);
}

}  // namespace weir_tool
