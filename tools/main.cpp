// The command `weir`: reads what weir::record wrote.
#include "commands.hpp"
#include "support/output.hpp"

#include <weir/base/version.hpp>
#include <weir/export/text/printable.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

namespace {

using weir_tool::Exit;

constexpr const char* footer = R"(Each command has a help of its own, with examples: weir report --help

Exit status:
  0  all is well
  1  verify found something, compare something worse, or history show a change that --fail-on-change asks for
  2  the command line or a file is not usable; standard error says why
  3  compare cannot tell yet)";

int of(Exit exit) { return static_cast<int>(exit); }

/// CLI11 would only say that a subcommand is missing.
void require_command(const CLI::App& app, int argc, char** argv) {
    const std::string_view first = argc < 2 ? "" : argv[1];
    std::string names;
    for (const CLI::App* command : app.get_subcommands(nullptr)) {
        if (command->get_name() == first) return;
        names += (names.empty() ? "" : ", ") + command->get_name();
    }
    if (first != "-h" && first != "--help" && first != "--version")
        throw weir_tool::Unusable{fmt::format("expected one of the commands {}; found {}; see weir --help", names,
                                              first.empty() ? "none" : first)};
}

int complain(const std::string& what) {
    fmt::print(stderr, "weir: {}\n", what);
    return of(Exit::unusable);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // Output sees it as an error of its write
    CLI::App app{"weir reads the recordings of measured pipelines: .weir files, also while they are written.", "weir"};
    app.footer(footer);
    app.set_version_flag("--version",
                         fmt::format("weir {}.{}.{}", WEIR_VERSION_MAJOR, WEIR_VERSION_MINOR, WEIR_VERSION_PATCH),
                         "Print the version and end");
    app.require_subcommand(1);
    app.get_formatter()->column_width(28);
    weir_tool::Run run;
    weir_tool::add_report(app, run);
    weir_tool::add_runs(app, run);
    weir_tool::add_info(app, run);
    weir_tool::add_verify(app, run);
    weir_tool::add_export(app, run);
    weir_tool::add_html(app, run);
    weir_tool::add_top(app, run);
    weir_tool::add_compare(app, run);
    weir_tool::add_history(app, run);
    weir_tool::add_what_if(app, run);
    try {
        require_command(app, argc, argv);
        app.parse(argc, argv);
        return of(run());
    } catch (const CLI::Success& asked) {  // --help, --version
        return app.exit(asked);
    } catch (const CLI::ParseError& error) {
        return complain(fmt::format("{}; see weir --help", error.what()));
    } catch (const weir_tool::ReaderGone&) { return of(Exit::fine); } catch (const std::bad_alloc&) {
        return complain("there is not enough memory for this");
    } catch (const std::exception& error) { return complain(weir::panel::detail::printable(error.what())); }
}
