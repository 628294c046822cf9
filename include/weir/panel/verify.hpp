#pragma once

#include <weir/panel/recording.hpp>
#include <weir/panel/run/run_stream.hpp>
#include <weir/panel/verify/verify_shard.hpp>
#include <weir/panel/verify/verify_shared.hpp>

#include <cstdint>
#include <string>

namespace weir::inline WEIR_ABI {

namespace panel {

/// The words of the head that change while the process runs.
inline void verify_head(const Recording& recording, Verification& result) {
    const auto& head = *recording.file().at<layout::FileHead>(0);
    const std::uint64_t count = weir::detail::load_acquire(head.shard_count);
    const std::uint64_t capacity = weir::detail::load_acquire(head.shard_capacity);
    const std::uint64_t size = recording.size(), first = recording.head().shards;
    const std::uint64_t there = size < first ? 0 : (size - first) / recording.head().shard_stride;
    result.require_at_most("head.shard_capacity, against the file's size", "head", there, capacity);
    result.require_at_most("head.shard_count", "head", capacity, count);
    const auto closed = recording.closed_utc();
    if (closed && *closed < recording.head().writer.created_utc)
        result.add("head.closed_utc", "head",
                   joined("not before ", std::to_string(recording.head().writer.created_utc), ", when it was made"),
                   std::to_string(*closed));
}

inline void verify_shards(const Recording& recording, Verification& result) {
    ShardVerifier verifier{recording.schema(), result};
    const layout::ShardPlan& plan = recording.schema().shard;
    ReadPages read{true};
    recording.file().for_each_shard([&](const layout::Shard& shard, std::uint64_t number) {
        const layout::ShardState state = weir::detail::load_acquire(shard.state);
        const bool is_moving = state == layout::ShardState::moving_in;
        if (state > layout::ShardState::in_use || (is_moving && result.certainty == Certainty::closed))
            result.add("state", joined("shard ", std::to_string(number)), is_moving ? "0 or 2" : "0 to 2",
                       std::to_string(static_cast<std::uint64_t>(state)));
        if (state != layout::ShardState::in_use) return;
        ++result.shards;
        verifier.verify(shard, number);
        read.add(&shard, shard.at<char>(plan.ring));
        if (plan.allocations != 0) read.add(shard.at<char>(plan.allocations), shard.at<char>(plan.size));
    });
}

inline void verify_runs(const Recording& recording, Verification& result) {
    const Source source = recording.source();
    std::uint64_t greatest_name = 0;
    const RunCounts counts = for_each_run(source, [&](const RawRun& run) {
        if (run.key_kind() == layout::KeyKind::name && run.key() >= greatest_name) greatest_name = run.key() + 1;
    });
    result.runs = counts.visited;
    result.require_equal("slots that hold no run of this pipeline", "rings and kept runs", 0, counts.malformed);
    result.require_at_most("a run's key, as the number of a name", "rings and kept runs",
                           weir::detail::load_acquire(source.keys->count), greatest_name);
}

}  // namespace panel

/// Looks at all of a recording, where opening it only looked at its head and schema: that all figures agree, as far as
/// they can while its process writes, or where it was killed within a run. Throws FileError where the file was cut
/// shorter meanwhile. O(bytes), in little memory.
[[nodiscard]] inline Verification verify(const Recording& recording) {
    Verification result;
    result.certainty = recording.is_live()      ? Certainty::live
                       : recording.closed_utc() ? Certainty::closed
                                                : Certainty::stopped;
    panel::verify_head(recording, result);
    panel::verify_shards(recording, result);
    panel::verify_keys(*recording.file().at<layout::KeyTable>(recording.head().keys.offset), result);
    panel::verify_errors(*recording.file().at<layout::Shared>(recording.head().shared.offset), recording.schema(),
                         result);
    panel::verify_runs(recording, result);
    panel::require_whole(recording);
    return result;
}

}  // namespace weir::inline WEIR_ABI
