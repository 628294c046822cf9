#include "commands.hpp"
#include "html/page.hpp"
#include "html/side.hpp"
#include "html/template.hpp"
#include "support/output_file.hpp"

#include <weir/compare.hpp>
#include <weir/export/comparison_json.hpp>
#include <weir/panel/merge.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace weir_tool {

namespace {

struct HtmlOptions {
    std::vector<std::string> files;
    std::vector<std::string> before;
    std::vector<std::string> after;
    std::string output;
};

void check(const HtmlOptions& options) {
    const bool one_side = !options.files.empty() && options.before.empty() && options.after.empty();
    const bool two_sides = options.files.empty() && !options.before.empty() && !options.after.empty();
    if (!one_side && !two_sides)
        throw Unusable{fmt::format("html: expected FILE..., or --before FILE... --after FILE...; found {} before, {} "
                                   "after, and {} without either; see weir html --help",
                                   options.before.size(), options.after.size(), options.files.size())};
    if (options.output.empty()) throw Unusable{"html: expected -o OUT, found none; see weir html --help"};
    for (const auto* files : {&options.files, &options.before, &options.after})
        require_output_beside(options.output, *files);
}

/// What the page shows:
///
///     format        "weir-page"
///     version       1
///     sides         [side], one, or before and after: see PageSide
///     comparison    null, or export/comparison_json.hpp
nlohmann::json page_data(const HtmlOptions& options) {
    nlohmann::json data{{"format", "weir-page"}, {"version", 1}, {"comparison", nullptr}};
    if (!options.files.empty()) {
        try {
            data["sides"].push_back(read_page_side(options.files, false).json);
        } catch (const weir::MergeError& error) {
            throw Unusable{fmt::format("{}; to hold two against each other: --before FILE --after FILE", error.what())};
        }
        return data;
    }
    PageSide before = read_page_side(options.before, true), after = read_page_side(options.after, true);
    data["comparison"] = weir::to_json(weir::compare(before.reports, after.reports));
    data["sides"] = {std::move(before.json), std::move(after.json)};
    return data;
}

Exit html(const HtmlOptions& options) {
    check(options);
    const PageTemplate page{page_template()};
    const nlohmann::json data = page_data(options);
    OutputFile file{options.output};
    file.write(page.before);
    file.write(script_json(data));
    file.write(page.after);
    file.finish();
    return Exit::fine;
}

}  // namespace

void add_html(CLI::App& app, Run& run) {
    auto options = std::make_shared<HtmlOptions>();
    CLI::App* command = app.add_subcommand("html", "Write a page with charts, one file that opens without a network");
    command->add_option("FILES", options->files, "Recordings, live or ended; several of one pipeline are added up")
        ->type_name("FILE...");
    command->add_option("--before", options->before, "Recordings before a change, to hold against those after it")
        ->type_name("FILE...");
    command->add_option("--after", options->after, "Those after it")->type_name("FILE...");
    command->add_option("-o,--output", options->output, "The page; - is standard output")->type_name("OUT");
    command->footer(
        R"(The page shows the pipeline as a flow, how long each stage takes, the single runs over time, what stages
cost by their items and where that crosses their thresholds, and with --before and --after the verdict of
weir compare. Single runs need recordings at level trace; of many the slowest, those that threw and those
over thresholds are shown, and some of the others. OUT appears when it is whole.

Examples:
  weir html run.weir -o run.html
  weir html /dev/shm/ingest-*.weir -o ingest.html
  weir html --before a.weir --after b.weir -o change.html)");
    command->callback([options, &run] { run = [options] { return html(*options); }; });
}

}  // namespace weir_tool
