#include "commands.hpp"
#include "compare/sides.hpp"
#include "support/output.hpp"
#include "support/style.hpp"

#include <weir/compare.hpp>
#include <weir/export/comparison_json.hpp>
#include <weir/export/comparison_markdown.hpp>
#include <weir/export/text/printable.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir_tool {

namespace {

using weir::panel::detail::printable;

struct CompareCommand {
    std::vector<std::string> files;
    std::vector<std::string> before;
    std::vector<std::string> after;
    std::string min_effect = "2%", confidence = "99%", min_share = "1%", process_spread = "12%";
    std::vector<std::string> by;
    bool json = false;
    bool markdown = false;
};

/// "2%" as 0.02. Without the sign it could be either, so that it is asked for.
double share_of(std::string_view option, std::string_view text) {
    double value = -1;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    const bool is_share = read.ec == std::errc{} && end - read.ptr == 1 && *read.ptr == '%' && value >= 0 &&
                          value <= 1000;
    if (!is_share) throw Unusable{fmt::format("{}: expected a percentage like 2%, found {}", option, text)};
    return value / 100;
}

weir::CompareOptions options_of(const CompareCommand& command) {
    weir::CompareOptions options;
    options.min_effect = share_of("--min-effect", command.min_effect);
    options.confidence = share_of("--confidence", command.confidence);
    options.min_share = share_of("--min-share", command.min_share);
    options.process_spread = share_of("--process-spread", command.process_spread);
    if (command.by.empty()) return options;
    options.by.clear();
    for (const std::string& name : command.by)
        for (const weir::Figure figure : weir::all_figures)
            if (name == weir::name_of(figure)) options.by.push_back(figure);
    return options;
}

/// `BEFORE AFTER`, or what the two options have.
void take_sides(CompareCommand& command) {
    const bool by_options = !command.before.empty() && !command.after.empty() && command.files.empty();
    const bool by_place = command.before.empty() && command.after.empty() && command.files.size() == 2;
    if (!by_options && !by_place)
        throw Unusable{
            fmt::format("compare: expected BEFORE AFTER, or --before FILE... --after FILE...; found {} before, "
                        "{} after, and {} without either; see weir compare --help",
                        command.before.size(), command.after.size(), command.files.size())};
    if (!by_place) return;
    command.before = {command.files[0]};
    command.after = {command.files[1]};
}

/// The comparisons of the benchmarks that both sides have. All their intervals hold together with the confidence.
std::vector<weir::Comparison> compare_benchmarks(const Side& before, const Side& after, weir::CompareOptions options) {
    std::vector<std::pair<const weir::BenchmarkReports*, const weir::BenchmarkReports*>> both;
    for (const weir::BenchmarkReports& first : before.benchmarks) {
        const auto second = weir::find_benchmark(after.benchmarks, first.name);
        if (second != after.benchmarks.end()) both.emplace_back(&first, &*second);
        else fmt::print(stderr, "weir: benchmark {} is there before and not after\n", printable(first.name));
    }
    for (const weir::BenchmarkReports& second : after.benchmarks)
        if (weir::find_benchmark(before.benchmarks, second.name) == before.benchmarks.end())
            fmt::print(stderr, "weir: benchmark {} is there after and not before\n", printable(second.name));
    if (both.empty()) throw Unusable{"compare: expected a benchmark that both sides have, found none"};
    options.one_process = before.files == 1 && after.files == 1;
    options.confidence = 1 - (1 - options.confidence) / static_cast<double>(both.size());
    std::vector<weir::Comparison> comparisons;
    for (const auto& [first, second] : both) {
        if (first->reports.size() < 2 || second->reports.size() < 2)
            throw Unusable{fmt::format("compare: {}: expected at least 2 repetitions, or files, on each side, found {} "
                                       "before and {} after: run the benchmark with --benchmark_repetitions=20",
                                       printable(first->name), first->reports.size(), second->reports.size())};
        comparisons.push_back(weir::compare(first->reports, second->reports, options));
    }
    return comparisons;
}

/// One comparison, or one of each benchmark.
struct Compared {
    std::vector<weir::Comparison> all;
    bool of_benchmarks = false;
};

Compared compared(const CompareCommand& command) {
    const weir::CompareOptions options = options_of(command);
    const Side before = read_side(command.before), after = read_side(command.after);
    if (before.benchmarks.empty() != after.benchmarks.empty())
        throw Unusable{
            "compare: expected the same kind of files on both sides, found what Google Benchmark wrote on one"};
    if (!before.benchmarks.empty()) return {compare_benchmarks(before, after, options), true};
    return {{weir::compare(before.reports, after.reports, options)}};
}

void print(const Compared& compared, const CompareCommand& command) {
    const std::vector<weir::Comparison>& comparisons = compared.all;
    Output out;
    if (command.json) {
        nlohmann::ordered_json all = nlohmann::ordered_json::array();
        for (const weir::Comparison& comparison : comparisons) all.push_back(weir::to_json(comparison));
        out.write((compared.of_benchmarks ? all : all[0]).dump(2) + "\n");
    } else {
        const bool colour = style_of_output().colour;
        for (std::size_t i = 0; i < comparisons.size(); ++i) {
            if (i > 0) out.write("\n");
            out.write(command.markdown ? weir::to_markdown(comparisons[i])
                                       : weir::panel::detail::comparison_text(comparisons[i], colour));
        }
    }
    out.flush();
}

Exit compare(CompareCommand command) {
    take_sides(command);
    const Compared found = compared(command);
    print(found, command);
    const auto any = [&](weir::CompareVerdict verdict) {
        return std::any_of(found.all.begin(), found.all.end(),
                           [&](const weir::Comparison& one) { return one.verdict == verdict; });
    };
    if (any(weir::CompareVerdict::worse)) return Exit::finding;
    return any(weir::CompareVerdict::inconclusive) ? Exit::inconclusive : Exit::fine;
}

}  // namespace

void add_compare(CLI::App& app, Run& run) {
    auto options = std::make_shared<CompareCommand>();
    CLI::App* command = app.add_subcommand("compare", "Tell whether a change made it slower, and in which stage");
    command
        ->add_option("FILES", options->files,
                     "BEFORE AFTER: two recordings, reports in JSON, files of Google Benchmark's, or folders that "
                     "hold some")
        ->type_name("");
    command->add_option("--before", options->before, "Recordings before the change, when there are several")
        ->type_name("FILE...");
    command->add_option("--after", options->after, "Those after it")->type_name("FILE...");
    command->add_option("--min-effect", options->min_effect, "What is slower by less does not count (2%)")
        ->type_name("SHARE");
    command->add_option("--confidence", options->confidence, "Of all intervals together (99%)")->type_name("SHARE");
    command->add_option("--by", options->by, "The figures to judge by, of mean,p50,p99 (all)")
        ->delimiter(',')
        ->allow_extra_args(false)  // BEFORE follows
        ->check(CLI::IsMember({"mean", "p50", "p99"}).description(""))
        ->type_name("FIGURES");
    command->add_option("--min-share", options->min_share, "A stage of less of the time leaves no doubt (1%)")
        ->type_name("SHARE");
    command
        ->add_option("--process-spread", options->process_spread,
                     "Of one recording a side: the standard deviation between processes (12%)")
        ->type_name("SHARE");
    CLI::Option* json = command->add_flag("--json", options->json, "Print JSON");
    command->add_flag("--markdown", options->markdown, "Print Markdown for a pull request")->excludes(json);
    command->footer(
        R"(Record several on each side, in turn (60 where processes are short and the machine is busy): machines
change their speed from minute to minute, and each process is a little different. On a machine that
others use too, judge --by p50.

Of JSON that Google Benchmark wrote, with the counters of weir's benchmark_pipeline(), each benchmark
that both sides have is compared: the repetitions of one file on each side, or several files.

Exit status: 0 no worse, 1 worse, 2 unusable input, 3 not known yet; then it says how many recordings
would decide it.

Examples:
  weir compare before.weir after.weir
  weir compare --before a*.weir --after b*.weir
  weir compare --min-effect 5% --by p50 before/ after/
  weir compare --markdown before/ after/ > comment.md
  ./bench --benchmark_repetitions=20 --benchmark_out=after.json && weir compare before.json after.json)");
    command->callback([options, &run] { run = [options] { return compare(*options); }; });
}

}  // namespace weir_tool
