#include "commands.hpp"
#include "support/output.hpp"
#include "support/style.hpp"

#include <weir/export/json/where.hpp>
#include <weir/export/text/what_if.hpp>
#include <weir/panel/what_if.hpp>

#include <memory>
#include <string>
#include <vector>

namespace weir_tool {

namespace {

struct WhatIfArguments {
    std::vector<std::string> files;
    weir::WhatIfOptions options;
    bool json = false;
};

Exit what_if(const WhatIfArguments& arguments) {
    std::vector<weir::Recording> recordings;
    for (const std::string& file : arguments.files) recordings.push_back(weir::open(file));
    const weir::WhatIf result = weir::what_if(recordings, arguments.options);
    Output out;
    if (arguments.json) out.write(weir::to_json(result).dump(2) + "\n");
    else out.write(weir::panel::detail::what_if_text(result, style_of_output().colour));
    out.flush();
    return Exit::fine;
}

}  // namespace

void add_what_if(CLI::App& app, Run& run) {
    auto arguments = std::make_shared<WhatIfArguments>();
    CLI::App* command = app.add_subcommand("what-if", "Print what the run would gain if a stage were faster");
    command->add_option("FILE", arguments->files, "Recordings, live or ended; several are taken together")
        ->required()
        ->type_name("");
    command->add_option("--stage", arguments->options.stage, "This stage alone, by its path, or a nested pipeline")
        ->type_name("STAGE");
    command->add_option("--factor", arguments->options.factor, "How many times faster; 2 where it is not given")
        ->type_name("K");
    command->add_flag("--json", arguments->json,
                      "Print JSON instead of text; its fields: include/weir/export/json.hpp");
    command->footer(
        R"(Of each recorded run the time that the stage would not take is taken off; mean, p50 and p99 are of what is
left. Ranges say where these percentiles of as many later runs are to be expected. Percentiles need a
recording at level trace; below it the mean is told. Several files must be of one pipeline.

Examples:
  weir what-if run.weir
  weir what-if --stage decode --factor 4 run.weir
  weir what-if --json run.weir | jq '.stages[] | {stage, p99_gain}')");
    command->callback([arguments, &run] { run = [arguments] { return what_if(*arguments); }; });
}

}  // namespace weir_tool
