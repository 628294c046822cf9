#include "commands.hpp"
#include "support/output.hpp"
#include "support/style.hpp"

#include <weir/export/json.hpp>
#include <weir/export/text.hpp>
#include <weir/panel/merge.hpp>
#include <weir/panel/recording.hpp>

#include <memory>
#include <string>
#include <vector>

namespace weir_tool {

namespace {

struct ReportOptions {
    std::vector<std::string> files;
    bool json = false;
};

Exit report(const ReportOptions& options) {
    std::vector<weir::Recording> recordings;
    for (const std::string& file : options.files) recordings.push_back(weir::open(file));
    const weir::Report made = recordings.size() == 1 ? weir::report(recordings[0]) : weir::report(recordings);
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
