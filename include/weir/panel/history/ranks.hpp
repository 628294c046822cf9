#pragma once

#include <weir/base/config.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace weir::inline WEIR_ABI::panel::history {

/// The last values of a series with the rank of each among them, from 1; values that are equal share the mean of their
/// ranks. O(values there) for each that comes or goes.
class RankedWindow {
public:
    [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
    [[nodiscard]] std::span<const double> values() const noexcept { return values_; }
    [[nodiscard]] std::span<const double> ranks() const noexcept { return ranks_; }

    void push(double value) {
        double rank = 1;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const double below = step(values_[i], value);
            rank += below;
            ranks_[i] += 1 - below;
        }
        values_.push_back(value);
        ranks_.push_back(rank);
    }
    /// Forgets the first `count`.
    void drop(std::size_t count) {
        const std::size_t kept = values_.size() - std::min(count, values_.size());
        for (std::size_t gone = 0; gone + kept < values_.size(); ++gone)
            for (std::size_t i = values_.size() - kept; i < values_.size(); ++i)
                ranks_[i] -= step(values_[gone], values_[i]);
        values_.erase(values_.begin(), values_.end() - static_cast<std::ptrdiff_t>(kept));
        ranks_.erase(ranks_.begin(), ranks_.end() - static_cast<std::ptrdiff_t>(kept));
    }

private:
    /// What `other` adds to the rank of `value`.
    static double step(double other, double value) noexcept {
        return static_cast<double>(other < value) / 2 + static_cast<double>(other <= value) / 2;
    }

    std::vector<double> values_;
    std::vector<double> ranks_;
};

/// The ranks of all values at once. O(n log n).
inline std::vector<double> ranks_of(std::span<const double> values) {
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> ranks;
    ranks.reserve(values.size());
    for (const double value : values) {
        const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
        ranks.push_back((static_cast<double>(first - sorted.begin()) + 1 + static_cast<double>(last - sorted.begin())) /
                        2);
    }
    return ranks;
}

}  // namespace weir::inline WEIR_ABI::panel::history
