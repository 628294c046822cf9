// Whether a stage that is really made faster gives the run that was predicted.
#include "jobs.hpp"

#include <weir/panel/format.hpp>
#include <weir/panel/what_if.hpp>
#include <weir/record.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <map>
#include <optional>
#include <string>

namespace {

constexpr int runs = 8'000;

struct Case {
    std::size_t stage = 0;
    double factor = 2;
    truth::Work work = truth::Work::waits;
    weir::StageWhatIf predicted;
    weir::RunFigures now;
    weir::RunFigures measured;
};

bool holds(const std::optional<weir::PredictedRange>& range, weir::Nanoseconds measured) {
    return range && measured >= range->low && (!range->high || measured <= *range->high);
}
bool p50_holds(const Case& one) { return holds(one.predicted.p50_range, *one.measured.p50); }
bool p99_holds(const Case& one) { return holds(one.predicted.p99_range, *one.measured.p99); }

/// The pipeline as it is and the one with a faster stage, run by turns, so that both meet the same machine; each with jobs
/// of its own.
Case run_case(std::uint64_t seed) {
    constexpr double factors[] = {1.5, 2, 4, 10};
    Case one;
    one.stage = seed % truth::stage_count;
    one.factor = factors[seed / truth::stage_count % 4];
    const std::string before = "truth_before.weir", after = "truth_after.weir";
    {
        const truth::Jobs as_it_is, faster;
        weir::record(as_it_is, before, {1, true});
        weir::record(faster, after, {1, true});
        truth::JobMaker jobs{seed, 2 * seed + 1'000}, later_jobs{seed, 2 * seed + 1'001};
        one.work = jobs.work();
        for (int run = 0; run < runs; ++run) {
            truth::Job job = jobs.next(), later = later_jobs.next();
            later.ns[one.stage] /= one.factor;
            as_it_is(job);
            faster(later);
        }
    }
    weir::WhatIfOptions options;
    options.factor = one.factor;
    options.stage = truth::stage_names[one.stage];
    const weir::WhatIf predicted = weir::what_if(weir::open(before), options);
    one.predicted = predicted.stages.at(0);
    one.now = predicted.now;
    one.measured = weir::what_if(weir::open(after), options).now;
    std::remove(before.c_str());
    std::remove(after.c_str());
    return one;
}

struct Score {
    int cases = 0, p50 = 0, p99 = 0, both = 0, open = 0;
    int strict = 0;  ///< as `both`, and the range of the p99 has an end

    void add(const Case& one) {
        ++cases;
        p50 += p50_holds(one) ? 1 : 0;
        p99 += p99_holds(one) ? 1 : 0;
        both += p50_holds(one) && p99_holds(one) ? 1 : 0;
        strict += p50_holds(one) && p99_holds(one) && one.predicted.p99_range->high ? 1 : 0;
        open += one.predicted.p99_range && !one.predicted.p99_range->high ? 1 : 0;
    }
};

std::string range_text(const std::optional<weir::PredictedRange>& range) {
    if (!range) return "none";
    return weir::panel::joined(weir::panel::rounded(range->low), " to ",
                               range->high ? weir::panel::rounded(*range->high) : "more than was recorded");
}
void print_score(const std::string& what, const Score& score) {
    std::cout << "| " << what << " | " << score.cases << " | " << score.p50 << " | " << score.p99 << " | " << score.both
              << " | " << score.open << " |\n";
}
std::string miss_text(const Case& one) {
    std::string text = weir::panel::joined("- ", truth::stage_names[one.stage], " ",
                                           weir::panel::factor_text(one.factor), " times as fast: ");
    if (!p50_holds(one))
        text += weir::panel::joined("p50 expected in ", range_text(one.predicted.p50_range), ", found ",
                                    weir::panel::rounded(*one.measured.p50), "; ");
    if (!p99_holds(one))
        text += weir::panel::joined("p99 expected in ", range_text(one.predicted.p99_range), ", found ",
                                    weir::panel::rounded(*one.measured.p99), "; ");
    return text + "\n";
}

}  // namespace

int main(int count, char** values) {
    const bool quick = count > 1 && std::strcmp(values[1], "--quick") == 0;
    const int cases = quick ? 8 : 100;
    constexpr double bound = 0.9;
    std::map<std::string, Score> scores;
    Score all;
    double width50 = 0, width99 = 0;
    std::string misses;
    for (int i = 0; i < cases; ++i) {
        const Case one = run_case(static_cast<std::uint64_t>(i));
        all.add(one);
        scores[one.work == truth::Work::waits ? "stages that wait by the clock" : "stages that compute"].add(one);
        scores[weir::panel::joined(weir::panel::factor_text(one.factor), " times as fast")].add(one);
        if (!p50_holds(one) || !p99_holds(one)) misses += miss_text(one);
        const auto width = [](const std::optional<weir::PredictedRange>& range, weir::Nanoseconds middle) {
            return range && range->high ? static_cast<double>(range->high->count() - range->low.count()) / 2 /
                                              static_cast<double>(middle.count())
                                        : 0;
        };
        width50 += width(one.predicted.p50_range, *one.predicted.run.p50) / cases;
        width99 += width(one.predicted.p99_range, *one.predicted.run.p99) / cases;
    }
    std::cout << R"(## What if

Pipelines of four stages are run, really: a stage waits by the clock or computes for as long as a job says, and the times
of jobs are drawn (seeded), constant, linear in a size, log-normal, bimodal, or in step with a load that changes slowly, so
that runs in a row are alike. Both are recorded at level trace, 8,000 runs of the pipeline as it is, and by turns with
these as many, of other jobs, of the pipeline in which one stage really is K times as fast. From the first recording
`weir::what_if` says in which ranges p50 and p99 of the second are to be expected (moving blocks bootstrap, Künsch 1989, of
the ranks, Woodruff 1952; confidence 99 % for each), and they are held against the percentiles of the second.

| cases | number | p50 in its range | p99 in its range | both | p99 without upper end |
| --- | --- | --- | --- | --- | --- |
)";
    for (const auto& [what, score] : scores) print_score(what, score);
    print_score("all", all);
    const double found = static_cast<double>(all.both) / all.cases;
    const bool is_kept = found >= bound;
    std::cout << "\nA range without an upper end says that the machine's own pauses make too many slow runs to tell "
                 "one; counted as "
                 "misses, both are in their ranges in "
              << all.strict << " cases. The ranges are on average " << weir::panel::percent(width50) << " of p50 and "
              << weir::panel::percent(width99) << " of p99 to each side.\n\n"
              << misses << (misses.empty() ? "" : "\n") << "Both in their ranges: " << weir::panel::percent(found)
              << " of " << all.cases << "; bound: at least " << weir::panel::percent(bound) << ", "
              << (is_kept ? "kept" : "not kept") << ".\n";
    return is_kept ? 0 : 1;
}
