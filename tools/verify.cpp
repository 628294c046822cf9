#include "commands.hpp"
#include "support/numbers.hpp"
#include "support/output.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/panel/recording.hpp>
#include <weir/panel/verify.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

namespace weir_tool {

namespace {

std::string fine_text(const weir::Recording& recording, const weir::Verification& result) {
    using weir::Certainty;
    std::string text = fmt::format("{}: fine: {}, {}", recording.path(), counted(result.shards, "shard"),
                                   counted(result.runs, "single run"));
    if (result.certainty == Certainty::live)
        text += "; its process still writes: figures that move were held against each other loosely";
    if (result.certainty == Certainty::stopped)
        text += "; its process ended without closing it: the run that a thread was in may be missing";
    return text + "\n";
}

std::string findings_text(const weir::Recording& recording, const weir::Verification& result) {
    std::string text;
    for (const weir::Finding& finding : result.findings)
        // Names of stages may be in it, and those may come from anywhere.
        text += weir::panel::detail::printable(fmt::format("{}: {}, {}: expected {}, found {}", recording.path(),
                                                           finding.where, finding.what, finding.expected,
                                                           finding.found)) +
                "\n";
    if (result.left_out > 0) text += fmt::format("{}: and {} findings more\n", recording.path(), result.left_out);
    return text;
}

/// The lines of one file; `exit` becomes worse where something was found.
std::string verify_text(const std::string& file, Exit& exit) {
    try {
        const weir::Recording recording = weir::open(file);
        const weir::Verification result = weir::verify(recording);
        if (result.findings.empty()) return fine_text(recording, result);
        exit = Exit::finding;
        return findings_text(recording, result);
    } catch (const weir::FormatError& error) {
        exit = Exit::finding;
        return fmt::format("{}\n", weir::panel::detail::printable(error.what()));
    }
}

Exit verify(const std::vector<std::string>& files) {
    Output out;
    Exit exit = Exit::fine;
    for (const std::string& file : files) out.write(verify_text(file, exit));
    out.flush();
    return exit;
}

}  // namespace

void add_verify(CLI::App& app, Run& run) {
    auto files = std::make_shared<std::vector<std::string>>();
    CLI::App* command = app.add_subcommand("verify", "Check all of a recording; a line for each finding");
    command->add_option("FILE", *files, "Recordings, live or ended")->required()->type_name("");
    command->footer(R"(Exit status: 0 no finding, 1 a finding in any of the files, 2 a file that cannot be read at all.

Examples:
  weir verify run.weir
  weir verify *.weir || echo damaged)");
    command->callback([files, &run] { run = [files] { return verify(*files); }; });
}

}  // namespace weir_tool
