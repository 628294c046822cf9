#include "commands.hpp"
#include "history/measured.hpp"
#include "history/notes.hpp"
#include "history/show.hpp"
#include "support/numbers.hpp"
#include "support/output.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/export/text/width.hpp>
#include <weir/panel/utf8.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>

namespace weir_tool {

namespace {

struct AppendOptions {
    std::vector<std::string> files;
    std::string log;
    std::string label;
    std::size_t keep = 1000;
    bool replace = false;
};

struct ShowOptions {
    std::string log;
    std::string stage;
    std::string host;
    Metric metric = Metric::mean;
    double confidence_percent = 95;
    double least_percent = 0;
    std::vector<std::string> renamed;
    std::optional<std::size_t> fail_on_change;
    bool json = false;
};

void check_label(const std::string& label) {
    constexpr std::size_t longest = 200;
    const bool is_fine = !label.empty() && label.size() <= longest && weir::panel::valid_utf8(label) == label &&
                         weir::panel::detail::printable(label) == label;
    if (!is_fine)
        throw Unusable{
            fmt::format("--label: expected 1 to {} bytes of UTF-8 without control characters, found {}", longest,
                        label.empty() ? "nothing" : weir::panel::detail::printable(weir::panel::valid_utf8(label)))};
}

Exit append(const AppendOptions& options) {
    check_label(options.label);
    Entry entry = measured_in(options.files);
    entry.label = options.label;
    if (entry.runs == 0)
        throw Unusable{
            fmt::format("{}: expected a pipeline that ran, found no run: nothing is appended", options.files.front())};
    const Appended done = append_entry(options.log, entry, options.keep, options.replace);
    Output out;
    out.write(fmt::format("{}: {} {}, {} runs; {}{}\n", options.log, done.replaced ? "replaced" : "added", entry.label,
                          entry.runs, counted(done.lines, "build"),
                          done.dropped > 0 ? fmt::format(", {} old dropped", done.dropped) : ""));
    out.flush();
    if (done.same > 0 && !done.replaced)
        fmt::print(stderr,
                   "weir: {}: {} was there already and is now there {} times, each a build of its own; --replace takes "
                   "its place\n",
                   options.log, entry.label, done.same + 1);
    return Exit::fine;
}

/// OLD=NEW, each not empty.
Renamed renamed_of(const std::vector<std::string>& texts) {
    Renamed renamed;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
            throw Unusable{fmt::format("--renamed: expected OLD=NEW, found {}", text)};
        renamed.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    return renamed;
}

/// The entries that are looked at; the others are told on standard error.
std::vector<Entry> wanted_entries(const ShowOptions& options) {
    History history = read_history(options.log);
    for (const LeftOut& line : history.left_out)
        fmt::print(stderr, "weir: {}: line {} is left out: {}\n", options.log, line.line,
                   weir::panel::detail::printable(weir::panel::valid_utf8(line.why)));
    auto& entries = history.entries;
    if (entries.empty())
        throw Unusable{fmt::format("{}: expected builds that weir history append added, found none", options.log)};
    if (!options.host.empty()) {
        std::erase_if(entries, [&](const Entry& entry) { return entry.host != options.host; });
        if (entries.empty())
            throw Unusable{fmt::format("{}: expected builds of the host {}, found none", options.log, options.host)};
    }
    const std::string pipeline = entries.back().pipeline;
    const std::size_t others = std::erase_if(entries, [&](const Entry& entry) { return entry.pipeline != pipeline; });
    if (others > 0)
        fmt::print(stderr, "weir: {}: {} of other pipelines than {} left out\n", options.log, counted(others, "build"),
                   weir::panel::detail::printable(pipeline));
    return std::move(entries);
}

/// Whether one of the last builds raised a change for the worse.
bool got_worse(const Shown& shown, std::size_t last) {
    for (const Series& series : shown.series)
        for (const weir::Change& change : series.trend.changes)
            if (change.size.value > 0 && series.builds[change.raised] + last >= shown.entries.size()) return true;
    return false;
}

Exit show(const ShowOptions& options) {
    weir::TrendOptions trend;
    trend.confidence = options.confidence_percent / 100;
    trend.least = options.least_percent / 100;
    Shown shown;
    shown.entries = wanted_entries(options);
    rename(shown.entries, renamed_of(options.renamed));
    shown.metric = options.metric;
    shown.confidence = trend.confidence;
    shown.one_stage = !options.stage.empty();
    shown.series = make_series(shown.entries, options.metric, options.stage, trend);
    shown.notes = notes_of(shown.entries);
    Output out;
    if (options.json) out.write(shown_json(shown).dump(2) + "\n");
    else out.write(shown_text(shown, width_of_output(), style_of_output()));
    out.flush();
    return options.fail_on_change && got_worse(shown, *options.fail_on_change) ? Exit::finding : Exit::fine;
}

void add_append(CLI::App& history, Run& run) {
    auto options = std::make_shared<AppendOptions>();
    CLI::App* command = history.add_subcommand("append", "Add a build to a history");
    command->add_option("FILE", options->files, "Recordings, added up; or one report in JSON")
        ->required()
        ->type_name("");
    command->add_option("--log", options->log, "The history, a line of JSON for each build; made where it is not there")
        ->required()
        ->type_name("LOG");
    command->add_option("--label", options->label, "What the build is called: a version, a commit")
        ->required()
        ->type_name("LABEL");
    command->add_option("--keep", options->keep, "Keep the last N builds; 1000 where it is not given")
        ->type_name("N")
        ->check(whole_number(1));
    command->add_flag("--replace", options->replace, "Take the place of the last build with the same label");
    command->footer(R"(The log is replaced whole: a crash leaves the old one, and two that append at once lose nothing.

Examples:
  weir history append run.weir --log history.jsonl --label v1.2.3
  weir history append /dev/shm/ingest-*.weir --log history.jsonl --label $(git describe) --keep 500)");
    command->callback([options, &run] { run = [options] { return append(*options); }; });
}

void add_show(CLI::App& history, Run& run) {
    auto options = std::make_shared<ShowOptions>();
    CLI::App* command = history.add_subcommand("show", "Print what changed, when, by how much, and how sure that is");
    command->add_option("--log", options->log, "The history")->required()->type_name("LOG");
    command->add_option("--stage", options->stage, "One stage, with a plot; total: the whole run")->type_name("STAGE");
    const std::map<std::string, Metric> metrics{{"mean", Metric::mean}, {"p50", Metric::p50}, {"p99", Metric::p99}};
    command
        ->add_option_function<std::string>(
            "--metric", [options, metrics](const std::string& name) { options->metric = metrics.at(name); },
            "mean, p50 or p99; mean where it is not given")
        ->check(CLI::IsMember(metrics).description(""))
        ->type_name("METRIC");
    command
        ->add_option("--confidence", options->confidence_percent, "Of the intervals, in percent, 50 to 99.9; else 95")
        ->type_name("PERCENT")
        ->check(CLI::Range(50.0, 99.9).description(""));
    command->add_option("--least", options->least_percent, "Changes of less are none, in percent")
        ->type_name("PERCENT")
        ->check(CLI::Range(0.0, 1000.0).description(""));
    command->add_option("--host", options->host, "Builds that were measured on it alone")->type_name("HOST");
    command->add_option("--renamed", options->renamed, "The stage OLD of earlier builds is NEW now; may be given again")
        ->type_name("OLD=NEW")
        ->take_all()
        ->allow_extra_args(false);
    command
        ->add_option("--fail-on-change", options->fail_on_change,
                     "End with 1 where one of the last N builds raised a change for the worse")
        ->type_name("N")
        ->check(whole_number(1));
    command->add_flag("--json", options->json, "Print JSON instead of text; its fields: tools/history/show.hpp");
    command->footer(
        R"(A change is raised five or six builds after it came: four slow builds in a row may be a slow host. Looked at
after each build, the stages of a flat history together raise one in 1000 builds at most.

Examples:
  weir history show --log history.jsonl
  weir history show --log history.jsonl --stage decode --metric p99
  weir history show --log history.jsonl --fail-on-change 1 || echo slower)");
    command->callback([options, &run] { run = [options] { return show(*options); }; });
}

}  // namespace

void add_history(CLI::App& app, Run& run) {
    CLI::App* command = app.add_subcommand("history", "Keep figures of builds, and find where they changed");
    command->require_subcommand(1);
    add_append(*command, run);
    add_show(*command, run);
    command->footer(R"(Examples:
  weir history append run.weir --log history.jsonl --label v1.2.3
  weir history show --log history.jsonl)");
}

}  // namespace weir_tool
