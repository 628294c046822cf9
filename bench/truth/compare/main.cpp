// Does weir compare find a slowdown that was put into one stage, and none where there is none? On real processes of the
// example ingest, recorded as docs/command.md advises: in turn, on this machine as it is.
#include "processes.hpp"
#include "tally.hpp"

#include <weir/compare.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <functional>
#include <random>
#include <string_view>
#include <vector>

namespace truth {

namespace {

/// How much is tried.
struct Plan {
    std::size_t texts = 60;
    std::size_t pairs = 30;         ///< recordings on each side, as the docs advise
    std::size_t more_pairs = 100;   ///< for load, which is the kernel's time more than its own
    std::size_t comparisons = 200;  ///< of the same with the same
    std::size_t slowed = 30;        ///< comparisons with a slowdown in one stage, for each of the others
    std::size_t slowed_load = 20;
    std::size_t singles = 200;  ///< with one recording on each side
};

using Reports = std::vector<weir::Report>;

/// Runs one of each work after the other, in an order drawn anew for each turn.
class Turns {
public:
    explicit Turns(std::vector<Work> works) : works_{std::move(works)}, order_(works_.size()) {
        for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = i;
    }
    [[nodiscard]] std::vector<Reports> record(const Folder& folder, std::size_t turns, std::mt19937& random) {
        std::vector<Reports> sides(works_.size());
        for (std::size_t turn = 0; turn < turns; ++turn) {
            std::shuffle(order_.begin(), order_.end(), random);
            for (const std::size_t side : order_) sides[side].push_back(truth::record(folder, works_[side]));
        }
        return sides;
    }

private:
    std::vector<Work> works_;
    std::vector<std::size_t> order_;
};

class Truth {
public:
    Truth(const Plan& plan, const Folder& folder)
        : plan_{plan}, folder_{folder}, list_{folder.take_texts(plan.texts)} {}

    void run() {
        for (std::size_t i = 0; i < plan_.comparisons; ++i) compare_same(i);
        for (std::size_t i = 0; i < plan_.slowed_load; ++i) compare_slowed(0, plan_.more_pairs);
        for (std::size_t i = 0; i < plan_.singles; ++i) compare_singles();
    }
    [[nodiscard]] const Tally& tally() const noexcept { return tally_; }

private:
    [[nodiscard]] Work work(std::size_t slow = no_stage, int rounds = 2) const {
        return {"", list_, rounds, slow, slow == no_stage ? 0 : 0.05};
    }
    /// Before and after are the same; every so often a third process, slowed down, takes its turn with them.
    void compare_same(std::size_t number) {
        const std::size_t slow = 1 + number % (no_stage - 1);
        const bool with_slow = number < plan_.slowed * (no_stage - 1);
        std::vector<Work> works{work(), work()};
        if (with_slow) works.push_back(work(slow));
        const auto sides = Turns{works}.record(folder_, plan_.pairs, random_);
        tally_.add_same(weir::compare(sides[0], sides[1]));
        tally_.add_spread(sides[0], sides[1]);
        if (with_slow) tally_.add_slowed(slow, weir::compare(sides[1], sides[2]));
    }
    void compare_slowed(std::size_t slow, std::size_t pairs) {
        const auto sides = Turns{{work(), work(slow)}}.record(folder_, pairs, random_);
        tally_.add_slowed(slow, weir::compare(sides[0], sides[1]));
    }
    void compare_singles() {
        constexpr int rounds = 5;
        const auto sides = Turns{{work(no_stage, rounds), work(no_stage, rounds)}}.record(folder_, 1, random_);
        tally_.add_single(weir::compare(sides[0], sides[1]));
    }

    Plan plan_;
    const Folder& folder_;
    std::string list_;
    Tally tally_;
    std::mt19937 random_{20261125};
};

int run(bool quick) {
    Plan plan;
    if (quick) plan = {60, 30, 40, 4, 1, 1, 4};
    const Folder folder;
    Truth truth{plan, folder};
    const auto start = std::chrono::steady_clock::now();
    truth.run();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    fmt::print(
        "## Whether a change made it slower\n\n"
        "Real processes of the stages of the example ingest, each a new one that records {} texts of 1 to 2 kB, "
        "packed, "
        "twice; taken in turn, the order within a turn drawn by a seed. Before and after are the same program; a "
        "slowdown is a busy wait of 5 % of what the stage itself took in that run. A comparison is that of the "
        "command with its own options: 2 % count, 99 % confidence for all figures together. {:.0f} seconds.\n\n",
        plan.texts, seconds);
    return truth.tally().print(quick, {plan.pairs, plan.more_pairs}) ? 0 : 1;
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
