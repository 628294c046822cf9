#pragma once

// For Catch2 (2 or 3): whether a pipeline became slower, as a test's condition. A header of its own, for it needs
// Boost.Math and takes four times as long to compile as the other matchers.
#include <weir/compare.hpp>
#include <weir/with/catch2/matcher.hpp>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

namespace detail {

inline const Report& comparable_of(const Report& made) noexcept { return made; }
inline Report comparable_of(const Recording& recording) { return comparable(recording); }
template <class P>
    requires requires { typename P::weir_settings; }
Report comparable_of(const P& pipeline) {
    Report made = report(pipeline);
#if !WEIR_OFF_EVERYWHERE
    if constexpr (P::level == Level::trace)
        panel::add_batches(made, panel::LiveSource{pipeline.weir_recorder()}.source);
#endif
    return made;
}

inline bool any_is_judged(const ComparedStage& stage) {
    return std::any_of(stage.shifts.begin(), stage.shifts.end(),
                       [](const Shift& shift) { return shift.verdict.has_value(); });
}

/// Why a comparison is no sign that nothing became worse; empty where it is, or is in doubt.
inline std::string comparison_fault(const Comparison& comparison) {
    using panel::joined;
    const bool judged = any_is_judged(comparison.total) ||
                        std::any_of(comparison.stages.begin(), comparison.stages.end(), any_is_judged);
    if (comparison.verdict != CompareVerdict::worse && judged) return {};
    std::string text = joined(name_of(comparison.verdict), ": ", comparison.headline);
    for (const std::string& warning : comparison.warnings) text += joined("\nwarning: ", warning);
    return judged ? joined(text, "\nrests on: ", comparison.rests_on) : text;
}

struct CompareCheck {
    std::vector<std::string> baselines;
    CompareOptions options;

    [[nodiscard]] std::string text() const {
        std::string names;
        for (const std::string& baseline : baselines) names += panel::joined(names.empty() ? "" : ", ", baseline);
        return panel::joined("is no worse than ", names);
    }
    template <class T>
    [[nodiscard]] std::string fault(const T& reported) const {
        const Report& after = comparable_of(reported);
        if (after.level == Level::off) return {};
        if (after.measured == 0) return "no run was measured: run the pipeline before";
        std::vector<Report> before;
        for (const std::string& baseline : baselines) before.push_back(comparable(open(baseline)));
        return comparison_fault(compare(before, {after}, options));
    }
};

}  // namespace detail

/// Matches a pipeline, a Report or a Recording that weir::compare() does not call worse than the recordings of
/// `baselines`: REQUIRE_THAT(pipeline, weir::NoWorseThan("baseline.weir")). A failure tells which stages became slower, by
/// how much, how sure that is and what it rests on.
///
/// What is inconclusive matches: a test that fails by chance is soon ignored. So this finds what is surely worse, no more;
/// what counts, and how sure is sure, say the `options`. Where nothing at all could be judged it fails and says why: with
/// one baseline the pipeline and the recording must be at level trace, with 200 runs or more in their rings, and what
/// two processes differ by is assumed (CompareOptions::process_spread); several baselines show it, at any level that
/// measures. Baselines tell of the machine and the build that made them: make them where the test runs.
///
/// Holds where the pipeline is off; then the files are not opened. Throws FileError or FormatError where a baseline can't
/// be read, CompareError where the two are not of one pipeline.
class NoWorseThan : public detail::ReportMatcher<detail::CompareCheck> {
public:
    /// Several recordings, of a process each.
    explicit NoWorseThan(std::vector<std::string> baselines, CompareOptions options = {})
        : ReportMatcher{detail::CompareCheck{std::move(baselines), std::move(options)}} {}
    /// One recording.
    explicit NoWorseThan(std::string baseline, CompareOptions options = {})
        : NoWorseThan{std::vector{std::move(baseline)}, std::move(options)} {}
    /// Without it, of two texts in braces a std::string would be made, from the one to the other.
    NoWorseThan(std::initializer_list<const char*> baselines, CompareOptions options = {})
        : NoWorseThan{std::vector<std::string>(baselines.begin(), baselines.end()), std::move(options)} {}
};

}  // namespace weir::inline WEIR_ABI
