#pragma once

#include "cost_model/cases.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

// Cases counted, and rows of the table.
namespace weir_truth {

struct Tally {
    int cases = 0;
    int can_be_told = 0;
    int right = 0;
    int right_of_told = 0;  ///< of those that can be told
    int either_due = 0;     ///< that can't
    int either_needless = 0;
    int refused = 0;
    int wrong = 0;
    int in_interval = 0;
    int intervals = 0;
    std::vector<double> off;

    void add(const Judged& judged) {
        ++cases;
        can_be_told += judged.can_be_told ? 1 : 0;
        right += judged.said == Said::right ? 1 : 0;
        right_of_told += judged.said == Said::right && judged.can_be_told ? 1 : 0;
        either_due += judged.said == Said::either && !judged.can_be_told ? 1 : 0;
        either_needless += judged.said == Said::either && judged.can_be_told ? 1 : 0;
        refused += judged.said == Said::refused ? 1 : 0;
        wrong += judged.said == Said::wrong ? 1 : 0;
        if (judged.off) off.push_back(*judged.off);
        if (judged.within_interval) ++intervals, in_interval += *judged.within_interval ? 1 : 0;
    }
    void add(const Tally& other) {
        cases += other.cases, can_be_told += other.can_be_told, right += other.right;
        right_of_told += other.right_of_told, either_due += other.either_due;
        either_needless += other.either_needless, refused += other.refused, wrong += other.wrong;
        in_interval += other.in_interval, intervals += other.intervals;
        off.insert(off.end(), other.off.begin(), other.off.end());
    }
    [[nodiscard]] double right_share() const { return share(right_of_told, can_be_told); }
    [[nodiscard]] double within(double bound) const {
        return share(static_cast<int>(std::count_if(off.begin(), off.end(), [&](double o) { return o <= bound; })),
                     static_cast<int>(off.size()));
    }
    [[nodiscard]] double covered() const { return share(in_interval, intervals); }
    [[nodiscard]] double off_quantile(double q) const {
        if (off.empty()) return 0;
        std::vector<double> sorted = off;
        std::sort(sorted.begin(), sorted.end());
        return sorted[static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1))];
    }

private:
    static double share(int of, int all) { return all == 0 ? 1 : static_cast<double>(of) / all; }
};

inline std::string percent_text(double share) { return weir::panel::percent(share); }

inline void print_head() {
    std::puts(
        "| f(n) | noise | cases | right | either: due | either: needless | refused | wrong | right, of those that "
        "can be told | crossing within 15 % | off: median | 95 of 100 | interval has it |");
    std::puts("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
}
inline void print_row(const std::string& form, const std::string& noise, const Tally& tally) {
    const auto crossing = [&](double value) { return tally.off.empty() ? std::string{} : percent_text(value); };
    std::printf("| %s | %s | %d | %d | %d | %d | %d | %d | %s | %s | %s | %s | %s |\n", form.c_str(), noise.c_str(),
                tally.cases, tally.right, tally.either_due, tally.either_needless, tally.refused, tally.wrong,
                percent_text(tally.right_share()).c_str(), crossing(tally.within(0.15)).c_str(),
                crossing(tally.off_quantile(0.5)).c_str(), crossing(tally.off_quantile(0.95)).c_str(),
                tally.intervals == 0 ? "" : percent_text(tally.covered()).c_str());
}

}  // namespace weir_truth
