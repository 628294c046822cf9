#pragma once

#include <weir/base/thrown.hpp>
#include <weir/panel/file/recorded_file.hpp>
#include <weir/panel/report.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace weir::inline WEIR_ABI {

/// A file that a pipeline was recorded in, open for reading: while its process writes, after the pipeline has ended, and
/// after the process was killed. Movable; several threads may ask the same one.
///
/// What says where things are was copied and checked when it was opened; the figures are read where they lie, as they
/// are at the moment. No byte of the file is trusted: whatever it holds, reading it is safe.
class Recording {
public:
    /// As it was opened.
    [[nodiscard]] const std::string& path() const noexcept { return file_->path(); }
    /// As it was when the file was opened.
    [[nodiscard]] const layout::FileHead& head() const noexcept { return file_->head(); }
    /// The pipeline: its stages, their thresholds; as it was when the file was opened.
    [[nodiscard]] const layout::Schema& schema() const noexcept { return file_->schema(); }
    /// Bytes of the file, now.
    [[nodiscard]] std::uint64_t size() const noexcept { return file_->handle().size(); }
    /// Whether a process holds the file to write to it.
    [[nodiscard]] bool is_live() const noexcept { return file_->handle().is_locked(); }
    /// When the pipeline ended, nanoseconds since 1970; empty while it has not, or where its process was killed.
    [[nodiscard]] std::optional<std::int64_t> closed_utc() const noexcept {
        const std::int64_t closed = weir::detail::load_acquire(file_->at<layout::FileHead>(0)->closed_utc);
        return closed == 0 ? std::nullopt : std::optional{closed};
    }
    /// Whether the file was cut shorter since it was opened: figures that were read since may be zeros.
    [[nodiscard]] bool is_torn() const { return file_->is_torn(); }

    /// What the panel reads, with the shards that came since the file was opened, without those that are not in use or
    /// are just being moved into the file. Valid as long as the Recording lives. Throws FileError where there is no
    /// address space for shards that came. O(shards).
    [[nodiscard]] panel::Source source() const {
        panel::Source source;
        source.schema = &file_->schema();
        source.shared = file_->at<layout::Shared>(head().shared.offset);
        source.keys = file_->at<layout::KeyTable>(head().keys.offset);
        file_->for_each_shard([&](const layout::Shard& shard, std::uint64_t) {
            if (weir::detail::load_acquire(shard.state) == layout::ShardState::in_use) source.shards.push_back(&shard);
        });
        const bool is_known = head().cost.per_run > 0 || head().cost.per_stage > 0;
        const layout::CostFacts& cost = is_known ? head().cost : assumed_cost_;
        source.own_cost_run_ns = cost.per_run;
        source.own_cost_stage_ns = cost.per_stage;
        source.own_cost_by_reader = !is_known && (cost.per_run > 0 || cost.per_stage > 0);
        source.is_file = true;
        return source;
    }

    /// What measuring costs, where the file does not say: one that WEIR_RECORD asked for does not. Reports then say that it
    /// was the reader who measured it.
    void assume_cost(const layout::CostFacts& cost) noexcept { assumed_cost_ = cost; }

    /// For what looks at all of the file, shards that are not in use too.
    [[nodiscard]] panel::RecordedFile& file() const noexcept { return *file_; }

private:
    friend Recording open(const std::string& path);
    explicit Recording(std::unique_ptr<panel::RecordedFile> file) noexcept : file_{std::move(file)} {}

    std::unique_ptr<panel::RecordedFile> file_;
    layout::CostFacts assumed_cost_{};
};

/// Opens a recording to read it. Throws FileError where the file can't be read, FormatError where it is no recording
/// that this reader understands. O(stages + shards): a large file is opened as quickly as a small one.
[[nodiscard]] inline Recording open(const std::string& path) {
    return Recording{std::make_unique<panel::RecordedFile>(path)};
}

namespace panel {

/// What the head of a recording says of the process that made it.
inline RecordedBy make_recorded_by(const layout::FileHead& head) {
    const layout::WriterFacts& writer = head.writer;
    return {writer.process,
            writer.created_utc,
            name_text(writer.program),
            name_text(writer.host),
            name_text(writer.compiler),
            name_text(writer.machine),
            name_text(writer.weir_version)};
}

/// Throws FileError where the file was cut shorter since it was opened: what was read of it may be zeros.
inline void require_whole(const Recording& recording) {
    if (recording.is_torn())
        WEIR_THROW(FileError{recording.path(), "was cut shorter while it was read: open it again to see what is left"});
}

}  // namespace panel

/// What was recorded until now: the report that the process itself would make. Throws FileError where the file was cut
/// shorter while it was read. O(shards * stages), and at level trace a bounded number of single runs.
[[nodiscard]] inline Report report(const Recording& recording, const ReportOptions& options = {}) {
    Report made = panel::make_report(recording.source(), options);
    made.recorded_by.push_back(panel::make_recorded_by(recording.head()));
    panel::require_whole(recording);
    return made;
}

}  // namespace weir::inline WEIR_ABI
