#pragma once

#include <weir/base/thrown.hpp>
#include <weir/panel/file/schema_difference.hpp>
#include <weir/panel/recording.hpp>
#include <weir/panel/sort_stably.hpp>

#include <cstddef>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

/// Recordings of different pipelines cannot be summed: which two, and in what they differ.
class MergeError : public std::runtime_error {
public:
    /// The two files, and what differs.
    MergeError(const std::string& first, const std::string& second, const std::string& difference)
        : std::runtime_error{panel::joined("expected recordings of one pipeline, found that ", first, " and ", second,
                                           " differ in ", difference)} {}
};

namespace panel {

/// The errors and losses of one recording, whose clock tells when they were.
inline void add_shared(Report& sum, const Source& source) {
    std::vector<ErrorReport> errors = make_errors(source, sum.stages);
    sum.errors.insert(sum.errors.end(), std::make_move_iterator(errors.begin()), std::make_move_iterator(errors.end()));
    sum.losses.unrecorded += weir::detail::load(source.shared->unrecorded);
    sum.losses.handler_errors += weir::detail::load(source.shared->handler_errors);
}

/// The shards of all, as of one pipeline; `sources` gets each by itself. Throws MergeError where they are of different
/// pipelines, std::invalid_argument where there are none.
[[nodiscard]] inline Source merged_source(const std::vector<Recording>& recordings, std::vector<Source>& sources) {
    if (recordings.empty())
        WEIR_THROW(std::invalid_argument{"expected at least one recording to report on, found none"});
    const Recording& first = recordings.front();
    Source all;
    all.schema = &first.schema();
    all.is_file = true;
    for (const Recording& recording : recordings) {
        const std::string difference = schema_difference(first.schema(), recording.schema());
        if (!difference.empty()) WEIR_THROW(MergeError{first.path(), recording.path(), difference});
        sources.push_back(recording.source());
        const Source& source = sources.back();
        all.shards.insert(all.shards.end(), source.shards.begin(), source.shards.end());
        all.own_cost_run_ns += source.own_cost_run_ns / static_cast<double>(recordings.size());
        all.own_cost_by_reader |= source.own_cost_by_reader;
        all.own_cost_stage_ns += source.own_cost_stage_ns / static_cast<double>(recordings.size());
    }
    return all;
}

/// The same of each.
inline void require_whole(const std::vector<Recording>& recordings) {
    for (const Recording& recording : recordings) require_whole(recording);
}

}  // namespace panel

/// Several recordings of one pipeline as if one process had run it: its figures are the sums of theirs, its errors those
/// of all by their time; what measuring costs is the mean of what it cost them. Throws MergeError where they are of
/// different pipelines, std::invalid_argument where there are none. O(shards * stages).
[[nodiscard]] inline Report report(const std::vector<Recording>& recordings, const ReportOptions& options = {}) {
    std::vector<panel::Source> sources;
    Report sum = panel::make_report(panel::merged_source(recordings, sources), options);
    for (const panel::Source& source : sources) panel::add_shared(sum, source);
    for (const Recording& recording : recordings) sum.recorded_by.push_back(panel::make_recorded_by(recording.head()));
    panel::sort_stably(sum.errors,
                       [](const ErrorReport& a, const ErrorReport& b) { return a.started_utc < b.started_utc; });
    panel::require_whole(recordings);
    return sum;
}

}  // namespace weir::inline WEIR_ABI
