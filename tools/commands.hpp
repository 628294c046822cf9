#pragma once

#include "support/exit.hpp"

#include <CLI/CLI.hpp>

#include <functional>

namespace weir_tool {

/// What the command line asks for: set while it is parsed, called after.
using Run = std::function<Exit()>;

// One for each command: its options, its help, and what it does.
void add_report(CLI::App& app, Run& run);
void add_runs(CLI::App& app, Run& run);
void add_info(CLI::App& app, Run& run);
void add_verify(CLI::App& app, Run& run);
void add_export(CLI::App& app, Run& run);
void add_html(CLI::App& app, Run& run);
void add_top(CLI::App& app, Run& run);
void add_compare(CLI::App& app, Run& run);
void add_history(CLI::App& app, Run& run);
void add_what_if(CLI::App& app, Run& run);

}  // namespace weir_tool
