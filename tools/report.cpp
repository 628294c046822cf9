#include "commands.hpp"
#include "support/output.hpp"
#include "support/own_cost.hpp"
#include "support/style.hpp"

#include <weir/export/json.hpp>
#include <weir/export/text.hpp>
#include <weir/panel/compare/comparable.hpp>
#include <weir/panel/merge.hpp>
#include <weir/panel/recording.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace weir_tool {

namespace {

struct ReportOptions {
    std::vector<std::string> files;
    bool json = false;
    weir::ReportOptions how;
};

Exit report(const ReportOptions& options) {
    std::vector<weir::Recording> recordings;
    for (const std::string& file : options.files) {
        recordings.push_back(weir::open(file));
        assume_cost(recordings.back());
    }
    // In JSON a report may be compared later, which takes more of a single recording than its figures; of times as they
    // were measured.
    const weir::Report made = recordings.size() > 1              ? weir::report(recordings, options.how)
                              : options.json && !options.how.net ? weir::comparable(recordings[0])
                                                                 : weir::report(recordings[0], options.how);
    if (options.how.net && !made.net && made.measured > 0)
        fmt::print(stderr, "weir: --net: what measuring costs is not known of this recording: times are as they were "
                           "measured\n");
    Output out;
    if (options.json) out.write(weir::to_json(made).dump(2) + "\n");
    else out.write(weir::panel::detail::report_text(made, style_of_output().colour));
    out.flush();
    return Exit::fine;
}

}  // namespace

void add_report(CLI::App& app, Run& run) {
    auto options = std::make_shared<ReportOptions>();
    CLI::App* command = app.add_subcommand("report", "Print the report that the process itself would print");
    command->add_option("FILE", options->files, "Recordings, live or ended; several are added up")
        ->required()
        ->type_name("");
    command->add_flag("--json", options->json, "Print JSON instead of text; its fields: include/weir/export/json.hpp");
    command->add_flag("--net", options->how.net, "Take what measuring a stage costs off each call's time");
    command->footer(
        R"(Several files must be of one pipeline: the same stages, thresholds and captures. Where they differ,
the difference is named and nothing is added up.

Examples:
  weir report run.weir
  weir report /dev/shm/ingest-*.weir
  weir report --json run.weir | jq '.stages[] | {path, p99_ns}')");
    command->callback([options, &run] { run = [options] { return report(*options); }; });
}

}  // namespace weir_tool
