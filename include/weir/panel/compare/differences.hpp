#pragma once

#include <weir/panel/format.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/report.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

// In what two sides differ besides their times: a shift may then be of that, and not of the change.
namespace weir::inline WEIR_ABI::panel {

namespace detail {

using Facts = std::set<std::string>;

template <class Fact>
Facts facts_of(const std::vector<Report>& reports, const Fact& fact) {
    Facts facts;
    for (const Report& report : reports) fact(report, facts);
    return facts;
}
inline std::string listed(const Facts& facts) {
    constexpr std::size_t shown = 3;
    std::string text;
    std::size_t n = 0;
    for (const std::string& fact : facts) {
        if (n++ == shown) return joined(text, " and ", std::to_string(facts.size() - shown), " more");
        text += joined(n > 1 ? ", " : "", fact.empty() ? "unknown" : fact);
    }
    return text.empty() ? "unknown" : text;
}

/// "the clock: tsc before, steady after" where there is more than one.
template <class Fact>
void add_difference(std::vector<std::string>& warnings, std::string_view what, const std::vector<Report>& before,
                    const std::vector<Report>& after, const Fact& fact) {
    const Facts first = facts_of(before, fact), second = facts_of(after, fact);
    if (first.empty() || second.empty() || (first == second && first.size() == 1)) return;
    if (first == second) warnings.push_back(joined("there is more than one ", what, ": ", listed(first)));
    else warnings.push_back(joined("another ", what, ": ", listed(first), " before, ", listed(second), " after"));
}

template <class Member>
auto of_recordings(Member member) {
    return [member](const Report& report, Facts& facts) {
        for (const RecordedBy& by : report.recorded_by) facts.insert(by.*member);
    };
}

/// A share of all runs of a side.
template <class Count>
double share_of_runs(const std::vector<Report>& reports, const Count& count) {
    double sum = 0, runs = 0;
    for (const Report& report : reports) {
        sum += static_cast<double>(count(report));
        runs += static_cast<double>(report.runs);
    }
    return runs > 0 ? std::min(1.0, sum / runs) : 0;
}

inline double mean_runs(const std::vector<Report>& reports) {
    double runs = 0;
    for (const Report& report : reports) runs += static_cast<double>(report.runs);
    return runs / static_cast<double>(reports.size());
}

/// Runs that end early take less time: another share of them is a shift of its own.
inline void add_other_runs(std::vector<std::string>& warnings, const std::vector<Report>& before,
                           const std::vector<Report>& after) {
    constexpr double most_more = 1.1, most_share = 0.01;
    const double first = mean_runs(before), second = mean_runs(after);
    if (std::max(first, second) > most_more * std::min(first, second))
        warnings.push_back(joined("another number of runs in a recording: about ", decimal(first, 0), " before, ",
                                  decimal(second, 0), " after: is it the same work?"));
    const auto ended = [](const Report& report) { return report.outcomes.stopped + report.outcomes.threw; };
    const double early = share_of_runs(before, ended), early_after = share_of_runs(after, ended);
    if (std::abs(early - early_after) > most_share)
        warnings.push_back(joined("another share of runs that stopped or threw: ", percent(early), " before, ",
                                  percent(early_after), " after"));
}

}  // namespace detail

/// A sentence for each: pipeline, clock, level, sampling, host, machine, compiler, weir's version, the work itself.
/// Of reports that a process made itself the host and what built it are not known, and not compared.
inline std::vector<std::string> differences_of(const std::vector<Report>& before, const std::vector<Report>& after) {
    using detail::Facts;
    std::vector<std::string> warnings;
    const auto add = [&](std::string_view what, const auto& fact) {
        detail::add_difference(warnings, what, before, after, fact);
    };
    add("pipeline name", [](const Report& report, Facts& facts) { facts.insert(report.pipeline); });
    add("clock", [](const Report& report, Facts& facts) { facts.insert(report.clock); });
    add("level", [](const Report& report, Facts& facts) { facts.insert(name_of(report.level)); });
    add("sampling", [](const Report& report, Facts& facts) {
        facts.insert(joined("one run in ", std::to_string(report.sample_every)));
    });
    add("host", detail::of_recordings(&RecordedBy::host));
    add("machine", detail::of_recordings(&RecordedBy::machine));
    add("compiler", detail::of_recordings(&RecordedBy::compiler));
    add("version of weir", detail::of_recordings(&RecordedBy::weir_version));
    detail::add_other_runs(warnings, before, after);
    return warnings;
}

}  // namespace weir::inline WEIR_ABI::panel
