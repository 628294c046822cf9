#pragma once

#include <weir/panel/history/alarm.hpp>
#include <weir/panel/history/locate.hpp>
#include <weir/panel/history/ranks.hpp>
#include <weir/panel/history/split.hpp>

#include <cmath>
#include <cstddef>
#include <optional>

namespace weir::inline WEIR_ABI::panel::history {

/// A change as it was raised, by the value that came last.
struct Raised {
    std::size_t first = 0;  ///< the first value after the change, counted from the start of the series
    std::size_t at = 0;     ///< the value with which it was raised
    double height = 0;      ///< of the statistic, see Split
};

/// Looks after each value for a change since the last one: what was raised is never taken back, and what a value raises
/// depends on those before it alone, so that it is the same whoever looks, and when.
///
/// Hawkins, Qiu and Kang, "The Changepoint Model for Statistical Process Control", Journal of Quality Technology 35, 2003;
/// Ross, "Parametric and Nonparametric Sequential Change Detection in R: The cpm Package", Journal of Statistical Software
/// 66, 2015. Unlike them it looks back over `window` values at most, which bounds its time.
class ChangeScan {
public:
    static constexpr std::size_t window = 200;

    /// `rate`: changes a value that a flat series may raise. `least`: changes of a lesser step are not raised, in the
    /// unit of the values.
    explicit ChangeScan(double rate, double least = 0) : height_{alarm_height(rate)}, least_{least} {}

    /// The next value; the change that it raises, if any. O(window).
    std::optional<Raised> add(double value) {
        window_.push(value);
        ++count_;
        if (window_.size() > window) window_.drop(1);
        const Split split = best_split(window_.ranks(), height_);
        if (split.height < height_) return std::nullopt;
        const Place place = locate(window_.values(), split.at);
        if (std::abs(place.after - place.before) <= least_) return std::nullopt;
        const Raised raised{count_ - window_.size() + place.at, count_ - 1, split.height};
        window_.drop(place.at);
        return raised;
    }

private:
    double height_;
    double least_;
    RankedWindow window_;
    std::size_t count_ = 0;
};

}  // namespace weir::inline WEIR_ABI::panel::history
