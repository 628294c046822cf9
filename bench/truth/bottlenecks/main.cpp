// Whether the report names first the stage that costs most, and says of what.
#include "support/generated_pipelines.hpp"

#include <weir/panel/report.hpp>

#include <cstddef>
#include <cstring>
#include <iostream>
#include <map>
#include <string>
#include <utility>

namespace {

struct Score {
    int pipelines = 0;
    int named = 0;    ///< the right stage first
    int reasons = 0;  ///< and for the right reason
};

double share_of(int part, int all) { return all == 0 ? 0 : static_cast<double>(part) / all; }

void print_row(const std::string& what, const Score& score) {
    std::cout << "| " << what << " | " << score.pipelines << " | " << score.named << " | " << score.reasons << " |\n";
}

void print_method() {
    std::cout << R"(## Bottlenecks

Pipelines of 3 to 12 stages are generated (seeded; `tests/support/generated_pipelines.hpp`), constant, linear in the size
of the input, heavy-tailed (log-normal), bimodal and load-dependent ones among them, some nested, with 2,000 to 4,000 runs
in one to three threads. One stage of each is made to cost the most: of the mean (45 to 80 % of the time), of the tail (in
1 to 2 % of the runs 4 to 10 times the usual run, of the mean at most a quarter) or of the excess over its threshold (30 to
50 % of the time, 60 to 85 % of that beyond its threshold). The report must name that stage first and give that reason.

What makes one cost comparable with another is a definition, that of `Bottleneck::weight`: the share of the time of all
runs; how much larger the share of the slow runs, those above the p99, is than that; and of the time of all runs twice what
was over the threshold.

)";
}

}  // namespace

int main(int count, char** values) {
    const bool quick = count > 1 && std::strcmp(values[1], "--quick") == 0;
    const int pipelines = quick ? 40 : 200;
    constexpr double bound = 0.99;
    weir_test::PipelineGenerator generator{20'251'125};
    std::map<std::string, Score> by_kind, by_shape;
    Score all;
    std::string wrong;
    for (int i = 0; i < pipelines; ++i) {
        const weir_test::GeneratedPipeline made = generator.next();
        const weir::Report report = weir::panel::make_report(made.made.source());
        const bool any = !report.bottlenecks.empty();
        const bool is_named = any && report.bottlenecks[0].stage == made.culprit;
        const bool is_reason = is_named && report.bottlenecks[0].kind == made.kind;
        for (Score* score : {&all, &by_kind[name_of(made.kind)], &by_shape[name_of(made.shape)]}) {
            ++score->pipelines;
            score->named += is_named ? 1 : 0;
            score->reasons += is_reason ? 1 : 0;
        }
        if (!is_reason)
            wrong += "- pipeline " + std::to_string(i) + ", expected " + made.culprit + " for its " +
                     name_of(made.kind) + ", found " +
                     (any ? report.bottlenecks[0].stage + " for its " + name_of(report.bottlenecks[0].kind) + ": " +
                                report.bottlenecks[0].reason
                          : "none") +
                     "\n";
    }
    print_method();
    std::cout << "| costs most of | pipelines | named first | with that reason |\n| --- | --- | --- | --- |\n";
    for (const auto& [kind, score] : by_kind) print_row("the " + kind, score);
    for (const auto& [shape, score] : by_shape) print_row("anything, " + shape, score);
    print_row("all", all);
    const double found = share_of(all.reasons, all.pipelines);
    const bool is_kept = found >= bound;
    std::cout << "\n"
              << wrong << (wrong.empty() ? "" : "\n")
              << "Right stage first, with the right reason: " << weir::panel::percent(found) << " of " << all.pipelines
              << "; bound: at least " << weir::panel::percent(bound) << ", " << (is_kept ? "kept" : "not kept")
              << ".\n";
    return is_kept ? 0 : 1;
}
