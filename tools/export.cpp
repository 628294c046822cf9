#include "commands.hpp"
#include "support/numbers.hpp"
#include "support/output_file.hpp"
#include "support/progress.hpp"
#include "support/rings.hpp"

#include <weir/export/trace/chrome_sink.hpp>
#include <weir/export/trace/perfetto_sink.hpp>
#include <weir/export/trace/write_trace.hpp>
#include <weir/panel/recording.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir_tool {

namespace {

struct ExportOptions {
    std::vector<std::string> files;
    std::string perfetto;
    std::string chrome;
};

template <class Sink>
void write(const std::string& path, const std::vector<weir::Recording>& recordings) {
    std::vector<weir::panel::TraceInput> inputs;
    std::uint64_t total = 0, done = 0;
    for (const weir::Recording& recording : recordings) {
        inputs.push_back(weir::panel::trace_input(recording));
        total += about_runs(inputs.back().source);
    }
    OutputFile file{path};
    Sink sink{weir::panel::ByteSink{[&](std::string_view bytes) { file.write(bytes); }}};
    std::vector<weir::TraceCounts> counts;
    {
        Progress progress{"writing", total};
        counts = weir::panel::write_trace(inputs, sink, [&] { progress.at(++done); });
    }
    for (std::size_t i = 0; i < recordings.size(); ++i) {
        const std::string& name = recordings[i].path();
        if (recordings[i].is_torn())
            throw Unusable{fmt::format("{} was cut shorter while it was read: try again to see what is left", name)};
        tell_losses(name, counts[i].malformed, counts[i].overwritten);
        if (counts[i].left_out > 0)
            fmt::print(stderr, "weir: {}: {} left out: too many that others were made within\n", name,
                       counted(counts[i].left_out, "run") + (counts[i].left_out == 1 ? " is" : " are"));
        if (counts[i].moved > 0)
            fmt::print(stderr,
                       "weir: {}: {} overlapping others of the same thread by more than a microsecond, and moved\n",
                       name, counted(counts[i].moved, "run") + (counts[i].moved == 1 ? " was" : " were"));
    }
    file.finish();
}

Exit export_traces(const ExportOptions& options) {
    if (options.perfetto.empty() && options.chrome.empty())
        throw Unusable{"expected --perfetto OUT or --chrome OUT, found neither; see weir export --help"};
    if (options.perfetto == options.chrome)
        throw Unusable{fmt::format("expected an output for each format, found {} for both", options.chrome)};
    std::vector<weir::Recording> recordings;
    for (const std::string& file : options.files) {
        recordings.push_back(weir::open(file));
        require_ring(recordings.back());
    }
    for (const std::string* path : {&options.perfetto, &options.chrome})
        if (!path->empty()) require_output_beside(*path, options.files);
    if (!options.perfetto.empty()) write<weir::panel::PerfettoSink>(options.perfetto, recordings);
    if (!options.chrome.empty()) write<weir::panel::ChromeSink>(options.chrome, recordings);
    return Exit::fine;
}

}  // namespace

void add_export(CLI::App& app, Run& run) {
    auto options = std::make_shared<ExportOptions>();
    CLI::App* command = app.add_subcommand("export", "Write all runs as a trace for other tools");
    command->add_option("FILE", options->files, "Recordings at level trace, live or ended; several in one trace")
        ->required()
        ->type_name("");
    command
        ->add_option("--perfetto", options->perfetto, "Write a trace for Perfetto, to open at https://ui.perfetto.dev")
        ->type_name("OUT");
    command->add_option("--chrome", options->chrome, "Write JSON in Chrome's trace event format")->type_name("OUT");
    command->footer(
        R"(OUT is a file, which appears when it is whole, or - for standard output. A thread has a track for each
pipeline; runs, nested pipelines and stages are slices on it. For single runs as JSON lines or
comma-separated values see weir runs --ndjson and --csv.

Examples:
  weir export --perfetto run.pftrace run.weir
  weir export --perfetto - /dev/shm/ingest-*.weir | gzip > ingest.pftrace.gz
  weir export --chrome run.json run.weir)");
    command->callback([options, &run] { run = [options] { return export_traces(*options); }; });
}

}  // namespace weir_tool
