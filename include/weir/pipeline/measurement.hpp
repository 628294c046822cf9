#pragma once

#include <weir/pipeline/plan.hpp>
#include <weir/pipeline/run_end.hpp>
#include <weir/recorder/ring.hpp>

#include <cstring>

namespace weir::inline WEIR_ABI::detail {

/// One measured run: its boundaries, and what is done with them when it has ended. Lives on the caller's stack, so that
/// a stage may run the same pipeline again.
template <class P>
class Measurement {
    using Clock = typename P::Settings::ClockUsed;

public:
    static constexpr bool traces = P::Settings::level == Level::trace;

    Measurement(Recorder& recorder, layout::Shard& shard, const Key& key) noexcept
        : recorder_{recorder}, shard_{shard}, key_{key} {
        if constexpr (traces) {
            stored_key_ = recorder.keys.store(key);
            traced_ = !recorder.filter.active() || recorder.filter.lets_in(key, stored_key_);
            if (!traced_) add_alone(shard.filtered, std::uint64_t{1});
        }
        start_ = origin_ = last_ = Clock::now();
    }
    Measurement(const Measurement&) = delete;
    Measurement& operator=(const Measurement&) = delete;

    /// The end of a leaf and the start of what comes next: the one clock read of a boundary. Nanoseconds are taken from
    /// the run's start, so that durations add up to the run's total exactly.
    WEIR_INLINE void take(std::size_t leaf) noexcept { durations_[leaf] = lap(); }
    WEIR_INLINE std::uint64_t lap() noexcept {
        std::uint64_t ticks = Clock::now();
        // Unordered reads of the counter may come back a few ticks early: never negative, for a duration is unsigned.
        if (static_cast<std::int64_t>(ticks - last_) < 0) ticks = last_;
        last_ = ticks;
        const std::uint64_t now = Clock::to_nanoseconds(ticks - origin_);
        const std::uint64_t duration = now - previous_;
        previous_ = now;
        return duration;
    }
    /// What passed since the last boundary belongs to nobody: the user's own looks at the values.
    WEIR_INLINE void leave_out() noexcept {
        const std::uint64_t ticks = Clock::now();
        if (static_cast<std::int64_t>(ticks - last_) < 0) return;
        origin_ += ticks - last_;
        last_ = ticks;
    }

    /// All leaves were run. Returns after the handlers have been told.
    WEIR_INLINE void end_straight() noexcept {
        bool violated = false;
        [&]<std::size_t... N>(std::index_sequence<N...>) { ((violated |= count_node<N>()), ...); }
        (std::make_index_sequence<P::node_count>{});
        if constexpr (traces)
            if (traced_) write_record<false>(layout::RunEnd::ok, layout::RunRecord::no_stage);
        if (violated) [[unlikely]]
            tell();
    }

    /// The leaves that were not run are not_run in durations().
    WEIR_COLD void end_otherwise(layout::RunEnd end, std::size_t leaf) noexcept {
        const bool violated = count_calls(*recorder_.schema, shard_, durations_);
        if (end != layout::RunEnd::ok) count_end(*recorder_.schema, shard_, end, leaf, P::leaf_count);
        if constexpr (traces) {
            const auto stage = end == layout::RunEnd::ok ? layout::RunRecord::no_stage
                                                         : static_cast<std::uint16_t>(leaf);
            if (traced_) write_record<true>(end, stage);
        }
        if (violated) tell();
    }

    /// Before or after the other ends: what was thrown, at which leaf.
    WEIR_COLD void log_error(std::size_t leaf, const char* message) noexcept {
        if constexpr (!traces) stored_key_ = recorder_.keys.store(key_);
        recorder_.log_error(start_, stored_key_, leaf, message);
    }

    [[nodiscard]] std::uint64_t* durations() noexcept { return durations_; }
    [[nodiscard]] layout::Shard& shard() noexcept { return shard_; }
    [[nodiscard]] Recorder& recorder() noexcept { return recorder_; }
    [[nodiscard]] bool traced() const noexcept { return traced_; }
    [[nodiscard]] char* capture(std::size_t leaf) noexcept {
        return captures_ + (P::captures.of[leaf] - durations_end);
    }

private:
    static constexpr std::size_t durations_end = sizeof(layout::RunRecord) + 4 * P::leaf_count;
    static constexpr std::size_t capture_bytes = traces ? P::record_size - durations_end : 0;
    static constexpr std::size_t words = P::record_size / 8;

    template <std::size_t N>
    WEIR_INLINE bool count_node() noexcept {
        constexpr NodePlace place = P::places.of[N];
        std::uint64_t ns = 0;
        if constexpr (N == 0) ns = previous_;
        else
            for (std::size_t leaf = place.first_leaf; leaf < place.first_leaf + place.leaf_count; ++leaf)
                ns += durations_[leaf];
        return StageAnalyzer<TypeAt<N, typename P::Nodes>>::count(P::statistics(shard_, N), P::histogram(shard_, N),
                                                                  ns);
    }

    template <bool MayLackLeaves>
    WEIR_INLINE void write_record(layout::RunEnd end, std::uint16_t stage) noexcept {
        bool wide = false;
        for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf)
            wide |= durations_[leaf] >= layout::RunRecord::not_run && !(MayLackLeaves && durations_[leaf] == not_run);
        if (wide) [[unlikely]]
            return write_wide(end, stage);
        const std::uint64_t n = Ring<P::record_size, P::ring_capacity>::begin(shard_, 1);
        write_slot(n, end, stage, 0);
        Ring<P::record_size, P::ring_capacity>::end(shard_, n, 1);
        add_alone(shard_.traced, std::uint64_t{1});
    }
    /// A duration over 4.29 s: two slots, the second with the upper halves.
    WEIR_COLD void write_wide(layout::RunEnd end, std::uint16_t stage) noexcept {
        const std::uint64_t n = Ring<P::record_size, P::ring_capacity>::begin(shard_, 2);
        write_slot(n, end, stage, layout::RunRecord::has_upper_halves);
        for (std::uint64_t& duration : durations_) duration = duration << 32 | duration >> 32;
        write_slot(n + 1, end, stage, layout::RunRecord::is_upper_halves);
        for (std::uint64_t& duration : durations_) duration = duration << 32 | duration >> 32;
        Ring<P::record_size, P::ring_capacity>::end(shard_, n, 2);
        add_alone(shard_.traced, std::uint64_t{1});
    }
    WEIR_INLINE void write_slot(std::uint64_t n, layout::RunEnd end, std::uint16_t stage,
                                std::uint32_t flags) noexcept {
        const layout::RunRecord head{start_, stored_key_.value, end, stored_key_.kind, stage, flags};
        std::uint64_t record[words] = {};
        std::memcpy(record, &head, sizeof head);
        std::uint32_t lower[P::leaf_count];
        for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf)
            lower[leaf] = static_cast<std::uint32_t>(durations_[leaf]);
        std::memcpy(reinterpret_cast<char*>(record) + sizeof head, lower, sizeof lower);
        if constexpr (capture_bytes != 0)
            std::memcpy(reinterpret_cast<char*>(record) + durations_end, captures_, capture_bytes);
        std::uint64_t* slot = Ring<P::record_size, P::ring_capacity>::slot(shard_, P::shard.ring, n);
        for (std::size_t w = 0; w < words; ++w) store(slot[w], record[w]);
    }

    WEIR_COLD void tell() noexcept {
        tell_violations(recorder_, durations_, key_, Clock::to_nanoseconds(start_) + previous_);
    }

    Recorder& recorder_;
    layout::Shard& shard_;
    const Key& key_;
    StoredKey stored_key_;
    bool traced_ = false;
    std::uint64_t start_;         ///< ticks
    std::uint64_t origin_;        ///< start_ and all that was left out since
    std::uint64_t last_;          ///< ticks of the last boundary
    std::uint64_t previous_ = 0;  ///< nanoseconds from the origin to the last boundary
    std::uint64_t durations_[P::leaf_count];
    [[no_unique_address]] std::conditional_t<capture_bytes != 0, char[capture_bytes + 1], NoThreshold> captures_{};
};

}  // namespace weir::inline WEIR_ABI::detail
