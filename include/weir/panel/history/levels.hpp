#pragma once

#include <weir/panel/history/scan.hpp>
#include <weir/panel/history/trend.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI::panel::history {

/// A series taken apart into levels, by the changes that were raised and that all of it bears out. All in logarithms, so
/// that a step is a share whatever the level.
class Levels {
public:
    Levels(std::vector<double> logs, const TrendOptions& options) : logs_{std::move(logs)}, options_{options} {
        // A little more than one step: values may have been rounded again, to whole nanoseconds.
        const double resolution = std::log1p(options.resolution);
        ChangeScan scan{options.false_changes, std::max(std::log1p(options.least), 1.05 * resolution)};
        for (const double value : logs_)
            if (const auto raised = scan.add(value)) raised_.push_back(*raised);
        place_all();
        // Lower than it was raised at, so that it does not come and go with each build.
        withdraw(alarm_height(10 * options.false_changes));
        half_step_ = resolution / 2;
        take_levels_away();
    }

    [[nodiscard]] std::size_t changes() const noexcept { return raised_.size(); }
    [[nodiscard]] const std::vector<Withdrawn>& withdrawn() const noexcept { return withdrawn_; }
    [[nodiscard]] double noise() const noexcept { return noise_; }
    [[nodiscard]] double related() const noexcept { return related_; }
    /// Of each value from its level.
    [[nodiscard]] const std::vector<double>& residuals() const noexcept { return residuals_; }
    /// The first value of the i-th level; where there are no more, the end.
    [[nodiscard]] std::size_t first_of(std::size_t i) const {
        return i == 0 ? 0 : i <= raised_.size() ? raised_[i - 1].first : logs_.size();
    }
    /// The values of the i-th level.
    [[nodiscard]] std::span<const double> part(std::size_t i) const {
        return std::span{logs_}.subspan(first_of(i), first_of(i + 1) - first_of(i));
    }
    [[nodiscard]] Change change(std::size_t i, double confidence) const {
        const Place& place = places_[i];
        const auto before = part(i), after = part(i + 1);
        const double growth = variance_growth(related_, before.size(), after.size());
        const PlaceRange range = place_range(place, growth, confidence);
        const Estimate shift = shift_between(before, after, growth, confidence);
        // A step is fitted by its place too, which among so many is worth about as much.
        constexpr double for_its_place = 2;
        Change change;
        change.first = raised_[i].first;
        change.earliest = first_of(i) + range.first;
        change.latest = first_of(i) + range.last;
        change.raised = raised_[i].first <= raised_[i].at ? raised_[i].at : first_told(change);
        change.before = std::exp(median(before));
        change.after = std::exp(median(after));
        change.size = {std::expm1(shift.value), std::expm1(shift.low - half_step_),
                       std::expm1(shift.high + half_step_)};
        change.false_rate = alarm_rate(raised_[i].height);
        change.gradual = line_loss(around(i), place.deviation) < place.loss + for_its_place;
        return change;
    }

private:
    /// What the i-th change is looked for in: from the change before it to the one after it.
    [[nodiscard]] std::span<const double> around(std::size_t i) const {
        return std::span{logs_}.subspan(first_of(i), first_of(i + 2) - first_of(i));
    }
    /// Later values may show that a change came after the one that raised it: that was noise, and nobody was told of this
    /// change then. The first look that told of it.
    [[nodiscard]] std::size_t first_told(const Change& change) const {
        for (std::size_t last = change.first; last + 1 < logs_.size(); ++last) {
            const auto end = logs_.begin() + static_cast<std::ptrdiff_t>(last + 1);
            const Levels then{{logs_.begin(), end}, options_};
            for (std::size_t i = 1; i <= then.changes(); ++i)
                if (then.first_of(i) >= change.earliest && then.first_of(i) <= change.latest) return last;
        }
        return logs_.size() - 1;
    }
    /// When a change was raised little was known of what came after it. Twice, for a place moves what its neighbours see.
    void place_all() {
        places_.resize(raised_.size());
        for (int turn = 0; turn < 2; ++turn)
            for (std::size_t i = 0; i < raised_.size(); ++i) {
                const std::size_t begin = first_of(i);
                places_[i] = locate(around(i), raised_[i].first - begin);
                raised_[i].first = begin + places_[i].at;
            }
    }
    /// Takes back what all the values between its neighbours show less clearly than a change must be, the least clear
    /// first. Of the latest nothing is taken back that came with the last value: it is what was just raised.
    void withdraw(double wanted) {
        while (!raised_.empty()) {
            std::size_t least = 0;
            double lowest = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i < raised_.size(); ++i) {
                const double height = best_split(ranks_of(around(i)), wanted).height;
                if (height >= lowest || raised_[i].at + 1 == logs_.size()) continue;
                lowest = height;
                least = i;
            }
            if (lowest >= wanted) return;
            withdrawn_.push_back({raised_[least].first, raised_[least].at});
            raised_.erase(raised_.begin() + static_cast<std::ptrdiff_t>(least));
            place_all();
        }
    }
    void take_levels_away() {
        residuals_.reserve(logs_.size());
        for (std::size_t i = 0; i <= raised_.size(); ++i) {
            const double middle = median(part(i));
            for (const double value : part(i)) residuals_.push_back(value - middle);
        }
        noise_ = robust_deviation(residuals_);
        std::vector<double> ranks = ranks_of(residuals_);
        for (double& rank : ranks) rank -= (static_cast<double>(ranks.size()) + 1) / 2;
        // A level that is taken away makes it look smaller than it is, by (1 + 3 r) / n (Marriott and Pope, "Bias in the
        // Estimation of Autocorrelations", Biometrika 41, 1954), and one whose ends were chosen still smaller.
        constexpr double given_back = 1.5, by_itself = 3;
        const double share = static_cast<double>(raised_.size() + 1) / static_cast<double>(logs_.size());
        const double found = autocorrelation_of(ranks);
        related_ = std::clamp(found + (given_back + by_itself * found) * share, 0.0, 0.9);
    }
    /// What a straight line leaves; without noise every line leaves more than a step.
    static double line_loss(std::span<const double> values, double deviation) {
        if (deviation <= 0) return std::numeric_limits<double>::infinity();
        const double slope = slope_of(values, 1, 0.5).value;
        std::vector<double> rest;
        rest.reserve(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) rest.push_back(values[i] - slope * static_cast<double>(i));
        const double start = median(rest);
        double loss = 0;
        for (const double value : rest) loss += bounded_loss((value - start) / deviation);
        return loss;
    }

    std::vector<double> logs_;
    TrendOptions options_;
    std::vector<Raised> raised_;
    std::vector<Withdrawn> withdrawn_;
    std::vector<Place> places_;
    std::vector<double> residuals_;
    double half_step_ = 0;  ///< of the resolution, in logarithms
    double noise_ = 0;
    double related_ = 0;
};

}  // namespace weir::inline WEIR_ABI::panel::history
