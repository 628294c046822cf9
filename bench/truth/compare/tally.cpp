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

Share sum_of(const std::array<Share, stage_names.size()>& shares) {
    Share sum;
    for (const Share& share : shares) sum = {sum.found + share.found, sum.of + share.of};
    return sum;
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

weir::CompareOptions by_p50() {
    weir::CompareOptions options;
    options.by = {weir::Figure::p50};
    return options;
}

const weir::Shift& of_p50(const weir::ComparedStage& stage) {
    return stage.shifts[static_cast<std::size_t>(weir::Figure::p50)];
}

void Tally::Found::add_slowed(std::size_t slow, const weir::Comparison& comparison) {
    bool others_are = false;
    for (std::size_t i = 0; i < comparison.stages.size(); ++i)
        if (i == slow) slowed[slow].add(is_worse(comparison.stages[i]));
        else others_are = others_are || is_worse(comparison.stages[i]);
    others[slow].add(others_are);
}
Share Tally::Found::all_slowed() const { return sum_of(slowed); }
Share Tally::Found::all_others() const { return sum_of(others); }

void Tally::add_same(const Reports& before, const Reports& after) {
    const auto look = [&](Found& found, const weir::CompareOptions& options) {
        const weir::Comparison comparison = weir::compare(before, after, options);
        found.worse.add(comparison.verdict == weir::CompareVerdict::worse);
        found.no_worse.add(comparison.verdict == weir::CompareVerdict::no_worse);
        return comparison;
    };
    look(by_all_, {});
    const weir::Comparison comparison = look(by_p50_, by_p50());
    if (comparison.verdict == weir::CompareVerdict::worse) wrong_.push_back("the same: " + comparison.headline);
}

void Tally::add_slowed(std::size_t slow, const Reports& before, const Reports& after) {
    const std::size_t blamed = by_p50_.others[slow].found;
    const weir::Comparison comparison = weir::compare(before, after, by_p50());
    by_p50_.add_slowed(slow, comparison);
    if (by_p50_.others[slow].found > blamed)
        wrong_.push_back(std::string{stage_names[slow]} + " slower: " + comparison.headline);
    by_all_.add_slowed(slow, weir::compare(before, after));
}

void Tally::add_single(const weir::Comparison& comparison) {
    single_worse_.add(comparison.verdict == weir::CompareVerdict::worse);
    if (comparison.verdict == weir::CompareVerdict::worse) wrong_.push_back("one recording: " + comparison.headline);
    single_open_.add(comparison.verdict == weir::CompareVerdict::inconclusive);
}

void Tally::add_spread(const Reports& before, const Reports& after) {
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
    const bool kept = by_p50_.worse.value() <= most_false, single_kept = single_worse_.value() <= most_false;
    fmt::print("| the same on both sides | | bound | |\n| --- | ---: | ---: | --- |\n"
               "| called worse | {} | at most 1 % | {} |\n"
               "| called worse, with one recording on each side | {} | at most 1 % | {} |\n"
               "| called worse by all figures | {} | | |\n"
               "| called no worse | {} | | |\n"
               "| called no worse by all figures | {} | | |\n"
               "| left open, with one recording on each side | {} | | |\n\n",
               percent(by_p50_.worse), kept_text(kept), percent(single_worse_), kept_text(single_kept),
               percent(by_all_.worse), percent(by_p50_.no_worse), percent(by_all_.no_worse), percent(single_open_));
    return kept && single_kept;
}

bool Tally::print_slowed(const Pairs& pairs) const {
    fmt::print(
        "| 5 % slower | recordings on a side | found, on that stage | another stage blamed | by all figures: found | "
        "another blamed |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
    for (std::size_t stage = 0; stage < stage_names.size(); ++stage)
        fmt::print("| {} | {} | {} | {} | {} | {} |\n", stage_names[stage], pairs[stage],
                   percent(by_p50_.slowed[stage]), percent(by_p50_.others[stage]), percent(by_all_.slowed[stage]),
                   percent(by_all_.others[stage]));
    const Share found = by_p50_.all_slowed(), blamed = by_p50_.all_others();
    const bool finds = found.value() >= least_found, blames = blamed.value() <= most_false;
    fmt::print("| all | | {} | {} | {} | {} |\n| bound | | at least 95 %, {} | at most 1 %, {} | | |\n\n",
               percent(found), percent(blamed), percent(by_all_.all_slowed()), percent(by_all_.all_others()),
               kept_text(finds), kept_text(blames));
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

bool Tally::print(bool quick, const Pairs& pairs) const {
    if (quick) fmt::print("A quick try: the shares mean little.\n\n");
    const bool same = print_same();
    const bool slowed = print_slowed(pairs);
    print_wrong();
    print_spread();
    return (same && slowed) || quick;
}

}  // namespace truth
