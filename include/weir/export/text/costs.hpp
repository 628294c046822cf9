#pragma once

#include <weir/export/text/item.hpp>
#include <weir/export/text/printable.hpp>
#include <weir/export/text/stages.hpp>
#include <weir/panel/format.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/report.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

// What a report says of the stages' costs by their items.
namespace weir::inline WEIR_ABI::panel::detail {

/// A time of the fit: with fractions below a microsecond, for what an item costs may be less than a nanosecond.
inline std::string cost_text(double ns) {
    if (ns < 1'000) return decimal(ns, ns < 10 ? 3 : 1) + "ns";
    return rounded(Nanoseconds{ns < 9e18 ? std::llround(ns) : std::int64_t{9'000'000'000'000'000'000}});
}

/// Items, of which there are whole ones.
inline std::string items_text(double items) { return items < 999.5 ? decimal(items, 0) : compact(items); }

inline std::string form_text(const CostForm& form) {
    const char* const unit = form.growth == Growth::logarithmic    ? " x log2 n"
                             : form.growth == Growth::linear       ? " x n"
                             : form.growth == Growth::linearithmic ? " x n log2 n"
                             : form.growth == Growth::quadratic    ? " x n^2"
                                                                   : " x n^3";
    return joined(name_of(form.growth), ": ", form.fixed_ns > 0 ? joined(cost_text(form.fixed_ns), " + ") : "",
                  cost_text(form.each_ns), " (", cost_text(form.each_ns_lower), " to ", cost_text(form.each_ns_upper),
                  ")", unit);
}

inline std::string bounds_text(const CostCrossing& crossing) {
    return crossing.upper ? joined("between ", items_text(crossing.lower), " and ", items_text(*crossing.upper))
                          : joined("not before ", items_text(crossing.lower));
}

/// What comes after the form, where the stage has a threshold.
inline std::string crossing_text(const CostModel& cost, Nanoseconds threshold) {
    const CostCrossing& crossing = *cost.crossing;
    const std::string limit = exact(threshold);
    switch (crossing.where) {
    case CostCrossing::Where::reached:
        return joined("it crosses its threshold of ", limit, " within what was seen, at about ",
                      items_text(crossing.items), " items (", bounds_text(crossing), ")");
    case CostCrossing::Where::predicted:
        return joined("at about ", items_text(crossing.items), " items (", bounds_text(crossing),
                      ") it crosses its threshold of ", limit);
    case CostCrossing::Where::beyond: break;
    }
    const std::string early = crossing.lower < crossing.items * 0.999
                                  ? joined("; it may from ", items_text(crossing.lower), " on")
                                  : std::string{};
    return joined("up to ", items_text(crossing.items), " items, ",
                  std::to_string(static_cast<int>(CostModel::farthest)),
                  " times those seen, it is not likely to cross its threshold of ", limit, early);
}

inline std::string forms_text(const CostModel& cost) {
    std::string out;
    for (const CostForm& form : cost.forms) out += joined(out.empty() ? "" : ", or ", form_text(form));
    return out;
}

/// One stage's sentence; nothing where there is nothing to say.
inline std::string cost_sentence(const StageReport& stage) {
    const CostModel& cost = *stage.cost;
    const std::string span = joined("from ", items_text(cost.items_from), " to ", items_text(cost.items_to), " items");
    std::string out;
    switch (cost.verdict) {
    case CostVerdict::too_few:
        return cost.items_to > cost.items_from
                   ? joined("calls of two sizes of items, ", span, ": too few to say how it grows")
                   : std::string{};
    case CostVerdict::too_narrow:
        // Always as many items is no load that grows.
        return cost.items_to > cost.items_from
                   ? joined(span, ": the items seen span too little to say how it grows, expected a factor of 8")
                   : std::string{};
    case CostVerdict::no_form: return joined(span, " it grows, and as none of the forms from log n to n^3");
    case CostVerdict::unclear:
        return joined(span, ": the calls vary too much, or span too little, to say how it grows");
    case CostVerdict::flat:
        return joined("no growth is seen ", span, " (less than ", percent(cost.growth_at_most), ")");
    case CostVerdict::grows:
    case CostVerdict::either:
        out = joined("grows as ", forms_text(cost), ", seen ", span);
        if (cost.crossing && stage.threshold) out += joined("; ", crossing_text(cost, *stage.threshold));
        return out;
    }
    return out;
}

inline std::string costs_text(const Report& report, bool colour) {
    std::size_t columns = 0;
    for_each_leaf(report.stages, [&](const StageReport& stage) {
        if (stage.cost && !cost_sentence(stage).empty())
            columns = std::max(columns, std::min(width_of(printable(stage.path)), readable_name));
    });
    std::string out;
    for_each_leaf(report.stages, [&](const StageReport& stage) {
        if (!stage.cost) return;
        const std::string sentence = cost_sentence(stage);
        if (sentence.empty()) return;
        const bool soon = stage.cost->crossing && stage.cost->crossing->where == CostCrossing::Where::reached;
        out += item_text({shortened(printable(stage.path), readable_name), soon ? Look::bad : Look::plain}, columns,
                         sentence, colour);
    });
    return out.empty() ? out : joined("\ncost by items\n", out);
}

}  // namespace weir::inline WEIR_ABI::panel::detail
