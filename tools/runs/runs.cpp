#include "commands.hpp"
#include "runs/writers.hpp"
#include "support/numbers.hpp"
#include "support/output.hpp"
#include "support/progress.hpp"
#include "support/rings.hpp"
#include "support/style.hpp"

#include <weir/panel/recording.hpp>
#include <weir/panel/runs.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

namespace weir_tool {

namespace {

struct RunsOptions {
    std::vector<std::string> files;
    std::optional<std::size_t> slowest;
    std::optional<std::size_t> limit;
    weir::RunFilter filter;
    bool json = false;
    bool ndjson = false;
    bool csv = false;

    /// How many of the slowest; none where all are wanted, in the order in which they were recorded.
    [[nodiscard]] std::optional<std::size_t> slowest_wanted() const {
        constexpr std::size_t usual = 10;
        const bool filtered = filter.key || filter.outcome || filter.over;
        if (slowest) return std::min(*slowest, limit.value_or(*slowest));
        return filtered ? std::nullopt : std::optional{limit.value_or(usual)};
    }
};

/// A recording and what goes with it while its runs are read.
struct OpenRecording {
    explicit OpenRecording(const std::string& file)
        : recording{weir::open(file)}, origin{recording}, source{recording.source()} {}

    weir::Recording recording;
    RunOrigin origin;
    weir::panel::Source source;
};

using OpenRecordings = std::vector<std::unique_ptr<OpenRecording>>;

/// Calls `visit(OpenRecording&, const RawRun&)` with each run that the filter lets in, and says on standard error what
/// could not be read.
template <class Visit>
void for_each_wanted(const OpenRecordings& all, const RunsOptions& options, Visit visit) {
    std::uint64_t total = 0;
    for (const auto& open : all) total += about_runs(open->source);
    const bool output_shows_it = !options.slowest_wanted() && isatty(STDOUT_FILENO) != 0;
    Progress progress{"reading", total, !output_shows_it};
    std::uint64_t done = 0;
    for (const auto& open : all) {
        weir::panel::PreparedFilter filter{open->source, options.filter};
        const auto counts = weir::panel::for_each_run(open->source, [&](const weir::panel::RawRun& run) {
            progress.at(++done);
            if (filter.lets_in(run)) visit(*open, run);
        });
        tell_losses(open->origin.file, counts.malformed, counts.overwritten);
    }
}

/// Thrown to end a reading early: all that was wanted is there.
struct Enough {};

void write_all(const OpenRecordings& all, const RunsOptions& options, RunWriter& writer) {
    std::uint64_t written = 0;
    if (options.limit == 0) return;
    std::optional<weir::panel::RunDetails> details;
    const OpenRecording* of = nullptr;
    try {
        for_each_wanted(all, options, [&](OpenRecording& open, const weir::panel::RawRun& run) {
            if (std::exchange(of, &open) != &open) details.emplace(open.source);
            writer.write(open.origin, details->view(run));
            if (++written == options.limit) throw Enough{};
        });
    } catch (const Enough&) {}
}

void write_slowest(const OpenRecordings& all, const RunsOptions& options, std::size_t most, RunWriter& writer) {
    std::vector<weir::panel::BestRuns> best;
    for (const auto& open : all) best.emplace_back(*open->source.schema, most, weir::RunOrder::slowest);
    for_each_wanted(all, options, [&](OpenRecording& open, const weir::panel::RawRun& run) {
        const auto place = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.get() == &open; });
        best[static_cast<std::size_t>(place - all.begin())].add(run);
    });
    std::vector<std::pair<const RunOrigin*, weir::RunView>> runs;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const weir::panel::RunDetails details{all[i]->source};
        best[i].for_each(
            [&](const weir::panel::RawRun& run) { runs.emplace_back(&all[i]->origin, details.view(run)); });
    }
    std::stable_sort(runs.begin(), runs.end(),
                     [](const auto& a, const auto& b) { return a.second.total_ns > b.second.total_ns; });
    if (runs.size() > most) runs.resize(most);
    for (const auto& [origin, run] : runs) writer.write(*origin, run);
}

std::unique_ptr<RunWriter> make_writer(const OpenRecordings& all, const RunsOptions& options, Output& out) {
    if (options.json) return make_json_writer(out);
    if (options.ndjson) return make_ndjson_writer(out);
    if (!options.csv) return make_text_writer(out, style_of_output(), all.size() > 1);
    for (const auto& open : all)
        if (open->recording.head().fingerprint != all.front()->recording.head().fingerprint)
            throw Unusable{fmt::format("--csv has one header: expected files of one pipeline, found {} of {} and {} of "
                                       "{}, which differ: print each by itself, or use --json",
                                       all.front()->origin.file, all.front()->origin.pipeline, open->origin.file,
                                       open->origin.pipeline)};
    return make_csv_writer(out, all.front()->origin);
}

Exit runs(const RunsOptions& options) {
    OpenRecordings all;
    for (const std::string& file : options.files) all.push_back(std::make_unique<OpenRecording>(file));
    for (const auto& open : all) require_ring(open->recording);
    Output out;
    const auto writer = make_writer(all, options, out);
    if (const auto most = options.slowest_wanted()) write_slowest(all, options, *most, *writer);
    else write_all(all, options, *writer);
    writer->end();
    out.flush();
    return Exit::fine;
}

}  // namespace

void add_runs(CLI::App& app, Run& run) {
    auto options = std::make_shared<RunsOptions>();
    CLI::App* command = app.add_subcommand("runs", "Print single runs: the slowest, or those that a filter lets in");
    command->add_option("FILE", options->files, "Recordings at level trace, live or ended")->required()->type_name("");
    command->add_option("--slowest", options->slowest, "The K slowest, the slowest first")
        ->type_name("K")
        ->check(whole_number(0));
    command->add_option("--key", options->filter.key, "Runs whose key fits; * stands for any characters")
        ->type_name("PATTERN");
    const std::map<std::string, weir::Outcome> outcomes{{"ok", weir::Outcome::ok},
                                                        {"stopped", weir::Outcome::stopped},
                                                        {"threw", weir::Outcome::threw}};
    command
        ->add_option_function<std::string>(
            "--outcome", [options, outcomes](const std::string& name) { options->filter.outcome = outcomes.at(name); },
            "Runs that ended so: ok, stopped or threw")
        ->check(CLI::IsMember(outcomes).description(""))
        ->type_name("OUTCOME");
    command
        ->add_option("--over", options->filter.over,
                     "Runs in which it took longer than its threshold; the pipeline's name: the whole run")
        ->type_name("STAGE");
    command->add_option("--limit", options->limit, "N runs at most")->type_name("N")->check(whole_number(0));
    CLI::Option* json = command->add_flag("--json", options->json, "Print one JSON array");
    CLI::Option* ndjson =
        command->add_flag("--ndjson", options->ndjson, "Print a line of JSON for each run")->excludes(json);
    command->add_flag("--csv", options->csv, "Print comma-separated values (RFC 4180), durations in nanoseconds")
        ->excludes(json)
        ->excludes(ndjson);
    command->footer(
        R"(Filters add up: only runs to which all of them apply. Without --slowest they are printed in the order
in which each thread recorded them; without any filter the 10 slowest are printed, or as many as --limit
says. All runs: --key '*'.

Examples:
  weir runs run.weir
  weir runs --slowest 3 --key 'movement:*' run.weir
  weir runs --outcome threw --limit 20 run.weir
  weir runs --over decode --json run.weir | jq '.[].key'
  weir runs --key '*' --ndjson run.weir | jq 'select(.kept)'
  weir runs --key '*' --csv run.weir > runs.csv)");
    command->callback([options, &run] { run = [options] { return runs(*options); }; });
}

}  // namespace weir_tool
