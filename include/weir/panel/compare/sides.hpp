#pragma once

#include <weir/base/thrown.hpp>
#include <weir/panel/compare/comparison.hpp>
#include <weir/panel/format.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/report.hpp>

#include <cstddef>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

// Whether two sides can be held against each other at all.
namespace weir::inline WEIR_ABI {

/// Two sides cannot be compared: what was expected, what was found, what to do.
class CompareError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

namespace panel {

/// The whole run, then each stage before its own.
using FlatReport = std::vector<const StageReport*>;

inline std::vector<FlatReport> flattened(const std::vector<Report>& side) {
    std::vector<FlatReport> flat;
    for (const Report& report : side) {
        flat.push_back({&report.total});
        for_each_stage(report.stages, [&](const StageReport& stage) { flat.back().push_back(&stage); });
    }
    return flat;
}

/// "load, inflate, decode and 2 more"
inline std::string names_of(const Report& report) {
    constexpr std::size_t shown = 5;
    std::string text;
    for (std::size_t i = 0; i < report.stages.size(); ++i) {
        if (i == shown) return joined(text, " and ", std::to_string(report.stages.size() - shown), " more");
        text += joined(i > 0 ? ", " : "", report.stages[i].name);
    }
    return text.empty() ? "no stage" : text;
}

inline void check_options(const CompareOptions& options) {
    const auto within = [](double value, double least, double most) { return value >= least && value <= most; };
    if (!within(options.min_effect, 0, 10))
        WEIR_THROW(
            CompareError{"expected a min_effect from 0 to 10 (1000 %), found " + decimal(options.min_effect, 4)});
    if (!within(options.confidence, 0.5, 0.999999))
        WEIR_THROW(CompareError{"expected a confidence from 0.5 to 0.999999, found " + decimal(options.confidence, 7)});
    if (!within(options.min_share, 0, 1))
        WEIR_THROW(CompareError{"expected a min_share from 0 to 1, found " + decimal(options.min_share, 4)});
    if (!within(options.process_spread, 0, 10))
        WEIR_THROW(CompareError{"expected a process_spread from 0 to 10, found " + decimal(options.process_spread, 4)});
    if (options.by.empty()) WEIR_THROW(CompareError{"expected a figure that the verdict rests on, found none"});
    if (std::set<Figure>(options.by.begin(), options.by.end()).size() != options.by.size())
        WEIR_THROW(CompareError{"expected each figure that the verdict rests on once, found one twice"});
}

namespace detail {

/// Recordings of a side are observations of one thing.
inline void check_one_pipeline(const std::vector<Report>& side, std::string_view which) {
    const auto flat = flattened(side);
    for (std::size_t i = 1; i < flat.size(); ++i) {
        bool same = flat[i].size() == flat[0].size();
        for (std::size_t node = 1; same && node < flat[0].size(); ++node)
            same = flat[i][node]->path == flat[0][node]->path;
        if (!same)
            WEIR_THROW(CompareError{joined("expected recordings of one pipeline ", which,
                                           ", found that number 1 has the "
                                           "stages ",
                                           names_of(side[0]), " and number ", std::to_string(i + 1), " has ",
                                           names_of(side[i]))});
    }
}

}  // namespace detail

/// Throws CompareError where compare() says it does, but for what both sides have in common.
inline void check_sides(const std::vector<Report>& before, const std::vector<Report>& after) {
    std::set<std::tuple<std::string, std::uint64_t, std::int64_t, std::string>> seen;
    for (const auto* side : {&before, &after}) {
        const std::string which = side == &before ? "before" : "after";
        if (side->empty()) WEIR_THROW(CompareError{joined("expected a recording ", which, ", found none")});
        for (const Report& report : *side) {
            if (report.runs == 0 || report.total.count == 0)
                WEIR_THROW(CompareError{joined("expected recordings with measured runs, found one of ", report.pipeline,
                                               " without any, ", which)});
            for (const RecordedBy& by : report.recorded_by)
                if (!seen.emplace(by.host, by.process, by.created_utc, report.pipeline).second)
                    WEIR_THROW(CompareError{joined("expected each recording once, found that of process ",
                                                   std::to_string(by.process), " of ", report.pipeline, ", begun at ",
                                                   utc_text(by.created_utc),
                                                   ", twice: it can't be held against itself, and "
                                                   "counts once")});
        }
        detail::check_one_pipeline(*side, which);
    }
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
