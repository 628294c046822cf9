// Does weir compare find a slowdown that was put into one stage, and none where there is none? On real processes of the
// example ingest, recorded as docs/command.md advises: in turn, on this machine as it is.
#include "processes.hpp"
#include "tally.hpp"

#include <weir/compare.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace truth {

namespace {

/// How much is tried. Comparisons follow one another by a quarter of their
/// recordings: each is in four.
struct Plan {
    std::size_t texts = 60;
    std::size_t pairs = 60;         ///< recordings on each side, as the docs advise, at least
    std::size_t most_pairs = 400;   ///< however many more the command asks for
    std::size_t comparisons = 200;  ///< of the same with the same
    std::size_t slowed = 25;        ///< with a slowdown in one stage, for each of them but load
    std::size_t slowed_load = 20;
    std::size_t singles = 200;  ///< of the same with the same, one recording on each side
};

using Reports = std::vector<weir::Report>;

/// Processes of several works, one after the other in an order drawn anew for each turn, and the last so many of each.
class Turns {
public:
    Turns(const Folder& folder, std::vector<Work> works)
        : folder_{folder}, works_{std::move(works)}, sides_(works_.size()) {
        for (std::size_t i = 0; i < works_.size(); ++i) order_.push_back(i);
    }
    /// Records until there are `count` of each, a quarter of them new.
    void record(std::size_t count, std::mt19937& random) {
        for (Reports& side : sides_)
            if (side.size() >= count) side.erase(side.begin(), side.begin() + static_cast<std::ptrdiff_t>(count / 4));
        while (sides_[0].size() < count) {
            std::shuffle(order_.begin(), order_.end(), random);
            for (const std::size_t side : order_) sides_[side].push_back(truth::record(folder_, works_[side]));
        }
    }
    [[nodiscard]] const Reports& side(std::size_t number) const { return sides_.at(number); }

private:
    const Folder& folder_;
    std::vector<Work> works_;
    std::vector<std::size_t> order_;
    std::vector<Reports> sides_;
};

class Truth {
public:
    Truth(const Plan& plan, const Folder& folder)
        : plan_{plan}, folder_{folder}, list_{folder.take_texts(plan.texts)} {}

    void run() {
        take_pairs();
        std::size_t same = 0;
        for (std::size_t slow = 1; slow < no_stage; ++slow) {  // before, the same again, and one that is slower
            Turns turns{folder_, {work(), work(), work(slow)}};
            for (std::size_t i = 0; i < plan_.slowed; ++i, ++same) {
                compare_same(turns, pairs_[slow]);
                tally_.add_slowed(slow, turns.side(1), turns.side(2));
            }
        }
        for (Turns turns{folder_, {work(), work()}}; same < plan_.comparisons; ++same)
            compare_same(turns, pairs_[no_stage - 1]);
        Turns turns{folder_, {work(), work(0)}};
        for (std::size_t i = 0; i < plan_.slowed_load; ++i) {
            turns.record(pairs_[0], random_);
            tally_.add_slowed(0, turns.side(0), turns.side(1));
        }
        for (std::size_t i = 0; i < plan_.singles; ++i) compare_singles();
    }
    [[nodiscard]] const Tally& tally() const noexcept { return tally_; }
    [[nodiscard]] const Pairs& pairs() const noexcept { return pairs_; }

private:
    [[nodiscard]] Work work(std::size_t slow = no_stage, int rounds = 2) const {
        return {"", list_, rounds, slow, slow == no_stage ? 0 : 0.05};
    }
    /// How many recordings on each side: as a person would have it, by what the command says of the same program on this
    /// machine. What would tell that a stage is not slower by the least effect leaves a share of the slowdown for finding it.
    void take_pairs() {
        constexpr double more = 1.5;
        Turns turns{folder_, {work(), work()}};
        turns.record(plan_.pairs, random_);
        const weir::Comparison comparison = weir::compare(turns.side(0), turns.side(1), by_p50());
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            const weir::Shift& p50 = of_p50(comparison.stages[i]);
            const double asked = more * static_cast<double>(p50.recordings.value_or(0));
            pairs_[i] = std::clamp(static_cast<std::size_t>(asked), plan_.pairs, plan_.most_pairs);
        }
    }
    void compare_same(Turns& turns, std::size_t pairs) {
        turns.record(pairs, random_);
        tally_.add_same(turns.side(0), turns.side(1));
        tally_.add_spread(turns.side(0), turns.side(1));
    }
    void compare_singles() {
        constexpr int rounds = 5;
        Turns turns{folder_, {work(no_stage, rounds), work(no_stage, rounds)}};
        turns.record(1, random_);
        tally_.add_single(weir::compare(turns.side(0), turns.side(1)));
    }

    Plan plan_;
    const Folder& folder_;
    std::string list_;
    Tally tally_;
    Pairs pairs_{};
    std::mt19937 random_{20261125};
};

int run(bool quick) {
    Plan plan;
    if (quick) plan = {60, 60, 60, 4, 1, 1, 4};
    const Folder folder;
    Truth truth{plan, folder};
    const auto start = std::chrono::steady_clock::now();
    truth.run();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    double load = 0;
    getloadavg(&load, 1);
    fmt::print(
        "## Whether a change made it slower\n\n"
        "Real processes of the stages of the example ingest, each a new one that records {} packed texts of 1 to 2 kB, "
        "twice; taken in turn, the order within a turn drawn by a seed. Before and after are the same program, in "
        "which "
        "each stage waits for 10 % of what it took in that run; a slowdown is a longer wait, 5 % of the stage's time "
        "more. "
        "A comparison is that of the command as the docs advise on a machine that others use: by the p50; 2 % count, "
        "99 % "
        "confidence for all figures together (signed ranks: Hollander, Wolfe, Chicken, Nonparametric Statistical "
        "Methods, "
        "3rd ed.; Bonferroni). How many recordings a side has, 60 or more, is what the command says of 60 of the same "
        "program, "
        "and a half more. The same recordings are also compared by all figures, for what that would have said. "
        "Comparisons follow one another by a quarter of their recordings. {:.0f} seconds, at the end a load of {:.1f} "
        "on {} "
        "processors.\n\n",
        plan.texts, seconds, load, std::thread::hardware_concurrency());
    return truth.tally().print(quick, truth.pairs()) ? 0 : 1;
}

}  // namespace

}  // namespace truth

int main(int count, char** arguments) {
    try {
        if (truth::do_work_asked_for(count, arguments)) return 0;
        const bool quick = count == 2 && std::string_view{arguments[1]} == "--quick";
        if (count > 1 && !quick) {
            fmt::print(stderr, "usage: truth_compare [--quick]\n");
            return 2;
        }
        return truth::run(quick);
    } catch (const std::exception& error) {
        fmt::print(stderr, "truth_compare: {}\n", error.what());
        return 2;
    }
}
