#pragma once

#include "work.hpp"

#include <weir/compare.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace truth {

/// How many of so many.
struct Share {
    std::size_t found = 0;
    std::size_t of = 0;

    void add(bool is_found) {
        ++of;
        found += is_found ? 1U : 0U;
    }
    [[nodiscard]] double value() const { return of == 0 ? 0 : static_cast<double>(found) / static_cast<double>(of); }
};

/// Recordings on a side, for a slowdown in each stage.
using Pairs = std::array<std::size_t, stage_names.size()>;

/// The figure that is judged, and what it says of a stage.
weir::CompareOptions by_p50();
const weir::Shift& of_p50(const weir::ComparedStage& stage);

/// What the comparisons said, against what is true.
class Tally {
public:
    using Reports = std::vector<weir::Report>;

    /// Of two sides that are the same.
    void add_same(const Reports& before, const Reports& after);
    /// Of two sides of which the later one was slowed down in one stage.
    void add_slowed(std::size_t slow, const Reports& before, const Reports& after);
    /// Of one recording on each side, the same.
    void add_single(const weir::Comparison& comparison);
    /// How much pairs of recordings differ, for what the noise of the machine is.
    void add_spread(const Reports& before, const Reports& after);

    /// Prints the tables; whether all bounds are kept.
    [[nodiscard]] bool print(bool quick, const Pairs& pairs) const;

private:
    /// What was found by one choice of figures.
    struct Found {
        Share worse, no_worse;  ///< of the same
        std::array<Share, stage_names.size()> slowed, others;

        void add_slowed(std::size_t slow, const weir::Comparison& comparison);
        [[nodiscard]] Share all_slowed() const;
        [[nodiscard]] Share all_others() const;
    };

    [[nodiscard]] bool print_same() const;
    [[nodiscard]] bool print_slowed(const Pairs& pairs) const;
    void print_wrong() const;
    void print_spread() const;

    Found by_p50_, by_all_;
    Share single_worse_, single_open_;
    std::vector<std::string> wrong_;  ///< what was blamed by the p50, and was not slower
    std::array<std::array<std::vector<double>, 3>, stage_names.size() + 1> differences_;  ///< the last: the whole run
};

}  // namespace truth
