#pragma once

#include <weir/panel/cost/growth.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace weir::inline WEIR_ABI {

/// What can be said of how a stage's time grows with its items.
enum class CostVerdict : unsigned char {
    too_few,     ///< no three sizes of items have calls enough
    too_narrow,  ///< the items seen span too little
    no_form,     ///< no form is near to what the calls took
    unclear,     ///< too many forms are: the calls vary too much
    flat,        ///< no growth is seen
    grows,       ///< by one form
    either,      ///< by one of two forms
};

/// "too few", "too narrow", "no form", "unclear", "flat", "grows" or "either".
constexpr const char* name_of(CostVerdict verdict) noexcept {
    switch (verdict) {
    case CostVerdict::too_few: return "too few";
    case CostVerdict::too_narrow: return "too narrow";
    case CostVerdict::no_form: return "no form";
    case CostVerdict::unclear: return "unclear";
    case CostVerdict::flat: return "flat";
    case CostVerdict::grows: return "grows";
    case CostVerdict::either: return "either";
    }
    return "?";
}

/// A form that is possible: the mean time of a call is fixed_ns + each_ns * f(items).
struct CostForm {
    Growth growth = Growth::none;  ///< f
    double fixed_ns = 0;           ///< nanoseconds
    double each_ns = 0;            ///< nanoseconds for each of f(items)
    double each_ns_lower = 0;      ///< the interval of each_ns at 95 %, its lower end
    double each_ns_upper = 0;      ///< its upper end
    double misfit = 0;             ///< by how much sizes of items miss the form, relative, as a standard deviation
};

/// Where the mean time of a call meets the stage's threshold.
struct CostCrossing {
    /// How far from what was seen.
    enum class Where : unsigned char {
        reached,    ///< within the items seen
        predicted,  ///< beyond them, by no more than CostModel::farthest
        beyond,     ///< farther, which is not told from the items seen
    };
    Where where = Where::beyond;  ///< which of these
    double items = 0;             ///< of the likeliest form; where beyond, the farthest that is told of
    double lower = 0;             ///< an interval at 95 %, over all forms that are possible
    std::optional<double> upper;  ///< empty where it is beyond
};

/// "reached", "predicted" or "beyond".
constexpr const char* name_of(CostCrossing::Where where) noexcept {
    switch (where) {
    case CostCrossing::Where::reached: return "reached";
    case CostCrossing::Where::predicted: return "predicted";
    case CostCrossing::Where::beyond: return "beyond";
    }
    return "?";
}

/// How the time of a stage depends on its items, of a call each. Plain data, and finite.
struct CostModel {
    static constexpr double farthest = 10;  ///< times the most items seen: what is told of beyond them

    CostVerdict verdict = CostVerdict::too_few;  ///< what can be said
    std::uint64_t calls = 0;                     ///< that were counted by their items
    std::uint64_t cut = 0;                       ///< calls that counted as less than they took: outliers
    double items_from = 0;        ///< about the least items that were seen in calls enough; 0 where none were
    double items_to = 0;          ///< about the most
    std::vector<CostForm> forms;  ///< grows: one; either, unclear: those that are possible, the likeliest first
    double growth_at_most = 0;    ///< flat: by how much of the mean the time may grow from items_from to items_to
    std::optional<CostCrossing> crossing;  ///< grows, either: where the stage has a threshold
};

}  // namespace weir::inline WEIR_ABI
