#include "tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace truth {

namespace {

constexpr double most_false = 0.01, least_found = 0.95;

const char* kept_text(bool kept) { return kept ? "kept" : "**not kept**"; }

std::string percent(const Share& share) {
    return fmt::format("{} of {}, {:.1f} %", share.found, share.of, share.value() * 100);
}

bool is_worse(const weir::ComparedStage& stage) { return stage.verdict == weir::CompareVerdict::worse; }

/// The standard deviation by the middle half, which a burst does not widen: of a normal one that is 1.349 wide.
double spread_of(std::vector<double> differences) {
    if (differences.empty()) return 0;
    std::sort(differences.begin(), differences.end());
    const auto at = [&](double q) {
        return differences[static_cast<std::size_t>(q * static_cast<double>(differences.size() - 1))];
    };
    return (at(0.75) - at(0.25)) / 1.349;
}

}  // namespace

void Tally::add_same(const weir::Comparison& comparison) {
    same_worse_.add(comparison.verdict == weir::CompareVerdict::worse);
    if (comparison.verdict == weir::CompareVerdict::worse) wrong_.push_back("the same: " + comparison.headline);
    same_no_worse_.add(comparison.verdict == weir::CompareVerdict::no_worse);
    bool all = true;
    for (const weir::ComparedStage& stage : comparison.stages)
        all = all && stage.shifts[1].verdict == weir::CompareVerdict::no_worse;
    same_median_.add(all);
}

void Tally::add_slowed(std::size_t slow, const weir::Comparison& comparison) {
    bool others = false;
    for (std::size_t i = 0; i < comparison.stages.size(); ++i)
        if (i == slow) found_[slow].add(is_worse(comparison.stages[i]));
        else others = others || is_worse(comparison.stages[i]);
    others_blamed_[slow].add(others);
    if (others) wrong_.push_back(std::string{stage_names[slow]} + " slower: " + comparison.headline);
}

void Tally::add_single(const weir::Comparison& comparison) {
    single_worse_.add(comparison.verdict == weir::CompareVerdict::worse);
    if (comparison.verdict == weir::CompareVerdict::worse) wrong_.push_back("one recording: " + comparison.headline);
    single_open_.add(comparison.verdict == weir::CompareVerdict::inconclusive);
}

void Tally::add_spread(const std::vector<weir::Report>& before, const std::vector<weir::Report>& after) {
    for (std::size_t i = 0; i < before.size(); ++i)
        for (std::size_t stage = 0; stage <= stage_names.size(); ++stage)
            for (std::size_t figure = 0; figure < weir::all_figures.size(); ++figure) {
                const auto value = [&](const weir::Report& report) {
                    const auto& node = stage == stage_names.size() ? report.total : report.stages[stage];
                    return weir::panel::value_of(node, weir::all_figures[figure]).value_or(1);
                };
                differences_[stage][figure].push_back(std::log(value(after[i]) / value(before[i])));
            }
}

bool Tally::print_same() const {
    const bool kept = same_worse_.value() <= most_false, single_kept = single_worse_.value() <= most_false;
    fmt::print("| the same on both sides | | bound | |\n| --- | ---: | ---: | --- |\n"
               "| called worse | {} | at most 1 % | {} |\n"
               "| called worse, with one recording on each side | {} | at most 1 % | {} |\n"
               "| called no worse | {} | | |\n"
               "| of which each stage's p50 is no worse | {} | | |\n"
               "| left open, with one recording on each side | {} | | |\n\n",
               percent(same_worse_), kept_text(kept), percent(single_worse_), kept_text(single_kept),
               percent(same_no_worse_), percent(same_median_), percent(single_open_));
    return kept && single_kept;
}

bool Tally::print_slowed(Pairs pairs) const {
    fmt::print("| 5 % slower | recordings on a side | found, on that stage | another stage blamed |\n| --- | ---: | "
               "---: | ---: |\n");
    Share found, blamed;
    for (std::size_t stage = 0; stage < stage_names.size(); ++stage) {
        fmt::print("| {} | {} | {} | {} |\n", stage_names[stage], stage == 0 ? pairs.of_load : pairs.of_most,
                   percent(found_[stage]), percent(others_blamed_[stage]));
        found = {found.found + found_[stage].found, found.of + found_[stage].of};
        blamed = {blamed.found + others_blamed_[stage].found, blamed.of + others_blamed_[stage].of};
    }
    const bool finds = found.value() >= least_found, blames = blamed.value() <= most_false;
    fmt::print("| all | | {} | {} |\n| bound | | at least 95 %, {} | at most 1 %, {} |\n\n", percent(found),
               percent(blamed), kept_text(finds), kept_text(blames));
    return finds && blames;
}

void Tally::print_wrong() const {
    if (wrong_.empty()) return;
    fmt::print("What was blamed wrongly:\n\n");
    for (const std::string& wrong : wrong_) fmt::print("- {}\n", wrong);
    fmt::print("\n");
}

void Tally::print_spread() const {
    fmt::print(
        "By how much two processes of the same program, one after the other, differed here (standard deviation, by the "
        "middle half of all pairs):\n\n| stage | mean | p50 | p99 |\n| --- | ---: | ---: | ---: |\n");
    for (std::size_t stage = 0; stage <= stage_names.size(); ++stage) {
        fmt::print("| {} |", stage == stage_names.size() ? "total" : stage_names[stage]);
        for (const auto& differences : differences_[stage]) fmt::print(" {:.1f} % |", spread_of(differences) * 100);
        fmt::print("\n");
    }
    fmt::print("\n");
}

bool Tally::print(bool quick, Pairs pairs) const {
    if (quick) fmt::print("A quick try: the shares mean little.\n\n");
    const bool same = print_same();
    const bool slowed = print_slowed(pairs);
    print_wrong();
    print_spread();
    return (same && slowed) || quick;
}

}  // namespace truth
