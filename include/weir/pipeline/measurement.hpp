#pragma once

#include <weir/layout/keeping.hpp>
#include <weir/pipeline/allocations.hpp>
#include <weir/pipeline/plan.hpp>
#include <weir/pipeline/run_end.hpp>
#include <weir/recorder/ring.hpp>

#include <cstring>

namespace weir::inline WEIR_ABI::detail {

/// One measured run: its boundaries, and what is done with them when it has ended. Lives on the caller's stack, so that
/// a stage may run the same pipeline again.
///
/// While the stages run only ticks are stored. Durations are taken when all is over: of a run that came to all its
/// stages in one go, by code that knows the pipeline; of any other by settle(), out of line.
template <class P>
class Measurement {
    using Clock = typename P::Settings::ClockUsed;
    using Reader = typename ReaderOf<Clock>::type;

public:
    static constexpr bool traces = P::Settings::level == Level::trace;

    WEIR_INLINE Measurement(Recorder& recorder, layout::Shard* shard, const Key& key) noexcept
        : recorder_{recorder}, shard_{shard}, key_{key} {
        if constexpr (traces) {
            stored_key_ = recorder.keys.store(key, shard);
            if (recorder.filter.active()) [[unlikely]]
                filter();
        }
        allocations_.start();
        boundaries_[0] = clock_.now();
    }
    Measurement(const Measurement&) = delete;
    Measurement& operator=(const Measurement&) = delete;

    /// The end of a leaf and the start of what comes next: the one clock read of a boundary.
    WEIR_INLINE void take(std::size_t leaf) noexcept {
        std::uint64_t ticks = clock_.now();
        if constexpr (is_looked_at) ticks -= left_out_;
        boundaries_[leaf + 1] = ticks;
        allocations_.take(leaf);
    }
    /// What passed since the boundary before this leaf belongs to nobody: the user's own looks at the values.
    WEIR_INLINE void leave_out_before(std::size_t leaf) noexcept {
        const std::uint64_t passed = clock_.now() - left_out_ - boundaries_[leaf];
        if (static_cast<std::int64_t>(passed) > 0) left_out_ += passed;
        allocations_.leave_out_before(leaf);
    }
    /// The time of a leaf whose boundary has just been taken.
    [[nodiscard]] WEIR_INLINE std::uint64_t duration(std::size_t leaf) const noexcept {
        const std::uint64_t before = nanoseconds_until(leaf);
        const std::uint64_t after = nanoseconds_until(leaf + 1);
        return static_cast<std::int64_t>(after - before) > 0 ? after - before : 0;
    }

    /// All leaves were run, one after another. Returns after the handlers have been told.
    WEIR_INLINE void end_straight() noexcept {
        if constexpr (traces)
            if (!traced_) [[unlikely]]
                return end_untraced();
        count_straight<traces>();
    }
    /// The run ends with the leaf before `done`; those from it on were not run.
    WEIR_COLD void end_otherwise(layout::RunEnd end, std::size_t leaf, std::size_t done) noexcept {
        settle(done);
        for (std::size_t rest = done; rest < P::leaf_count; ++rest) durations_[rest] = not_run;
        allocations_.skip(done, P::leaf_count);
        end_settled(end, leaf);
    }
    /// The same where settled_durations() has all.
    WEIR_COLD void end_settled(layout::RunEnd end, std::size_t leaf) noexcept {
        count_calls(*recorder_.schema, *shard_, durations_);
        if constexpr (counts) count_allocations(*recorder_.schema, *shard_, allocations_.at(), durations_);
        if (end != layout::RunEnd::ok) count_end(*recorder_.schema, *shard_, end, leaf, P::leaf_count);
        if constexpr (has_costs) count_settled_costs(end, leaf);
        if constexpr (traces) {
            const auto stage = end == layout::RunEnd::ok ? layout::RunRecord::no_stage
                                                         : static_cast<std::uint16_t>(leaf);
            if (traced_) write_record(end, stage);
            if constexpr (P::keeps_slowest || P::keeps_around)
                if (traced_) keep(settled_total(), violates_any());
        }
        tell(durations_);
    }

    /// Turns the boundaries of the leaves before `done` into durations.
    WEIR_COLD void settle(std::size_t done) noexcept {
        for (; settled_ < done; ++settled_) {
            if (static_cast<std::int64_t>(boundaries_[settled_ + 1] - boundaries_[settled_]) < 0)
                boundaries_[settled_ + 1] = boundaries_[settled_];
            durations_[settled_] = nanoseconds_until(settled_ + 1) - nanoseconds_until(settled_);
        }
    }
    /// The leaves from `done` to before `next` are not run.
    WEIR_COLD void skip(std::size_t done, std::size_t next) noexcept {
        settle(done);
        allocations_.skip(done, next);
        for (; settled_ < next; ++settled_) {
            durations_[settled_] = not_run;
            boundaries_[settled_ + 1] = boundaries_[settled_];
        }
    }
    [[nodiscard]] std::uint64_t* settled_durations() noexcept { return durations_; }
    /// For leaves that are not run in their order: the time since `last`, which becomes now.
    WEIR_COLD std::uint64_t lap(std::uint64_t& last) noexcept {
        const std::uint64_t now = clock_.now();
        if (static_cast<std::int64_t>(now - last) < 0) return 0;
        const std::uint64_t before = Clock::to_nanoseconds(last - boundaries_[0]);
        last = now;
        return Clock::to_nanoseconds(now - boundaries_[0]) - before;
    }
    /// The items of a leaf's call, for what the call costs by them. Where a mark comes twice they add up, as its time does.
    WEIR_INLINE void count_items([[maybe_unused]] std::size_t leaf, [[maybe_unused]] std::uint64_t items) noexcept {
        if constexpr (has_costs) {
            const std::size_t number = P::costs.of[leaf];
            if (number == CostNumbers<P::leaf_count>::none) return;
            std::uint64_t& known = items_.of[number];
            known = known == ItemsOfRun::unknown ? items : known + items;
        }
    }
    [[nodiscard]] std::uint64_t boundary_before(std::size_t leaf) const noexcept { return boundaries_[leaf]; }

    /// Before or after the end: what was thrown, at which leaf.
    WEIR_COLD void log_error(std::size_t leaf, const char* message) noexcept {
        if constexpr (!traces) stored_key_ = recorder_.keys.store(key_, shard_);
        recorder_.log_error(boundaries_[0], stored_key_, leaf, message);
    }

    [[nodiscard]] AllocationBoundaries<P>& allocations() noexcept { return allocations_; }
    [[nodiscard]] const layout::Schema& schema() const noexcept { return *recorder_.schema; }
    [[nodiscard]] layout::Shard* shard() noexcept { return shard_; }
    [[nodiscard]] bool traced() const noexcept { return traced_; }
    [[nodiscard]] char* capture(std::size_t leaf) noexcept {
        return reinterpret_cast<char*>(tail_.words) + (P::captures.of[leaf] - captures_begin);
    }

private:
    static constexpr std::size_t captures_begin = sizeof(layout::RunRecord) + 4 * P::leaf_count;
    static constexpr std::size_t tail_words = (P::captures.end - captures_begin + 3) / 4;
    static constexpr bool has_tail = traces && tail_words != 0;
    struct Tail {
        std::uint32_t words[tail_words + 1];
    };
    struct Nothing {};
    static constexpr bool counts = P::counts_allocations;
    struct NoItems {};  // a type of its own: two members of one type would each take room
    static constexpr bool has_costs = P::costs.end != 0;
    /// What the run's calls had of items, for the leaves that have costs.
    struct ItemsOfRun {
        static constexpr std::uint64_t unknown = ~std::uint64_t{0};
        std::uint64_t of[has_costs ? P::costs.end : 1];
        WEIR_INLINE ItemsOfRun() noexcept {
            WEIR_UNROLL
            for (std::size_t number = 0; number < P::costs.end; ++number) of[number] = unknown;
        }
    };
    using Ring = detail::Ring<P::record_size, P::ring_capacity>;

    static constexpr bool is_looked_at = any_is_looked_at(P::facts);

    WEIR_COLD void filter() noexcept {
        traced_ = recorder_.filter.lets_in(key_, stored_key_);
        if (!traced_ && shard_ != nullptr) add_alone(shard_->filtered, std::uint64_t{1});
    }
    [[nodiscard]] WEIR_INLINE std::uint64_t nanoseconds_until(std::size_t boundary) const noexcept {
        return Clock::to_nanoseconds(boundaries_[boundary] - boundaries_[0]);
    }

    /// Each duration goes from the register where it was made to all places where it is kept: written to one after the
    /// other they would wait on the stack.
    template <bool Records>
    WEIR_INLINE void count_straight() noexcept {
        using layout::PendingRuns;
        const std::uint64_t runs = load_own(shard_->straight_runs) + 1;
        auto* const row = shard_->at<std::uint32_t>(P::shard.pending) +
                          (runs - 1) % PendingRuns::capacity * PendingRuns::stride(P::node_count);
        [[maybe_unused]] std::uint64_t n = 0;
        [[maybe_unused]] std::uint32_t* record = nullptr;
        if constexpr (Records) {
            n = Ring::begin(*shard_, 1);
            record = write_head(n, layout::RunEnd::ok, layout::RunRecord::no_stage, 0);
        }
        // From the run's start, so that durations add up to the run's total exactly. Several at once, for after each atomic
        // store the compilers would load the start and the clock's rate again; not all, for of many the registers run out.
        constexpr std::size_t at_once = 8;
        std::uint64_t total = 0;
        std::uint64_t all_bits = 0;
        WEIR_UNROLL
        for (std::size_t first = 0; first < P::leaf_count; first += at_once) {
            std::uint64_t ends[at_once];
            WEIR_UNROLL
            for (std::size_t i = 0; i < at_once; ++i)
                if (first + i < P::leaf_count)
                    ends[i] = Reader::to_nanoseconds(boundaries_[first + i + 1] - boundaries_[0]);
            WEIR_UNROLL
            for (std::size_t i = 0; i < at_once; ++i) {
                if (first + i >= P::leaf_count) continue;
                const std::uint64_t now = ends[i];
                const std::uint64_t duration = now - total;
                store(row[P::leaf_nodes.of[first + i]], static_cast<std::uint32_t>(duration));
                if constexpr (Records) store(record[first + i], static_cast<std::uint32_t>(duration));
                all_bits |= duration;
                total = now;
            }
        }
        store(row[0], static_cast<std::uint32_t>(total));
        if constexpr (Reader::longest < ~std::uint64_t{0}) {
            static_assert(Reader::longest >= PendingRuns::longest);
            all_bits |= boundaries_[P::leaf_count] - boundaries_[0];
        }
        // Too long for the pending runs; or negative, for unordered reads of the counter may come back early. Neither
        // the row nor the record counts yet.
        if ((all_bits | total) > PendingRuns::longest) [[unlikely]]
            return end_otherwise(layout::RunEnd::ok, 0, P::leaf_count);
        if constexpr (P::node_count != P::leaf_count + 1) add_groups(row);
        if constexpr (Records) {
            write_tail(record);
            Ring::end(*shard_, n, 1);
        }
        bool over = false;
        if constexpr (P::smallest_threshold != ~std::uint64_t{0})
            if (total > P::smallest_threshold) [[unlikely]]
                over = left_to_thresholds(row) < 0;
        if constexpr (counts) over |= allocations_.count_straight(*shard_);
        store_release(shard_->straight_runs, runs);
        if constexpr (has_costs) {
            WEIR_UNROLL
            for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf)
                count_cost(leaf, load_own(row[P::leaf_nodes.of[leaf]]));
        }
        if (runs % PendingRuns::capacity == 0) [[unlikely]]
            layout::fold<P::node_count>(P::shard, *shard_);
        if constexpr (Records) keep(total, over);
        // Last: a handler may run the pipeline again.
        if (over) [[unlikely]]
            tell(row);
    }
    WEIR_INLINE void count_cost(std::size_t leaf, std::uint64_t ns) noexcept {
        const std::size_t number = P::costs.of[leaf];
        if (number == CostNumbers<P::leaf_count>::none || items_.of[number] == ItemsOfRun::unknown) return;
        layout::count_cost(P::cost_cells(*shard_, number), items_.of[number], ns);
    }
    /// Of a run whose durations are settled. What a leaf took until it threw is not the cost of its items.
    WEIR_COLD void count_settled_costs(layout::RunEnd end, std::size_t last) noexcept {
        for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf)
            if (durations_[leaf] != not_run && !(end == layout::RunEnd::threw && leaf == last))
                count_cost(leaf, durations_[leaf]);
    }
    /// The same for a run that the filter keeps out of the ring.
    WEIR_NOINLINE void end_untraced() noexcept { count_straight<false>(); }

    /// Of a run whose durations are settled.
    [[nodiscard]] bool violates_any() const noexcept {
        if constexpr (counts)
            if (any_allocates_too_often(*recorder_.schema, allocations_.at())) return true;
        return detail::violates_any(*recorder_.schema, durations_);
    }
    [[nodiscard]] std::uint64_t settled_total() const noexcept {
        const std::uint64_t total = node_duration(recorder_.schema->nodes()[0], durations_);
        return total == not_run ? 0 : total;
    }
    /// The run that was just written to the ring, where it is one to be kept; before later ones take its place.
    WEIR_INLINE void keep([[maybe_unused]] std::uint64_t total, [[maybe_unused]] bool over) noexcept {
        if constexpr (P::keeps_slowest)
            if (total > load_own(shard_->kept_floor)) [[unlikely]]
                layout::keep_slow(*recorder_.schema, *shard_, total);
        if constexpr (P::keeps_around)
            if (over || load_own(shard_->around_left) != 0) [[unlikely]]
                layout::keep_around(*recorder_.schema, *shard_, over);
    }

    WEIR_INLINE static void add_groups(std::uint32_t* row) noexcept {
        WEIR_UNROLL
        for (std::size_t node = 1; node < P::node_count; ++node) {
            const NodePlace& place = P::places.of[node];
            if (!place.group) continue;
            std::uint32_t sum = 0;
            for (std::size_t leaf = place.first_leaf; leaf < place.first_leaf + place.leaf_count; ++leaf)
                sum += load_own(row[P::leaf_nodes.of[leaf]]);
            store(row[node], sum);
        }
    }
    /// Negative where a node is over its threshold.
    WEIR_INLINE static std::int64_t left_to_thresholds(const std::uint32_t* row) noexcept {
        return [row]<class... Node>(TypeList<Node...>) {
            std::size_t node = 0;
            std::int64_t left = 0;
            ((left |= StageAnalyzer<Node>::threshold - std::int64_t{load_own(row[node++])}), ...);
            return left;
        }(typename P::Nodes{});
    }
    WEIR_COLD void tell(const std::uint32_t* row) noexcept {
        for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf)
            durations_[leaf] = load_own(row[P::leaf_nodes.of[leaf]]);
        tell(durations_);
    }
    WEIR_COLD void tell(const std::uint64_t* durations) noexcept {
        const bool took_too_long = count_violations(*recorder_.schema, *shard_, durations);
        bool allocated_too_often = false;
        if constexpr (counts)
            allocated_too_often = count_allocation_violations(*recorder_.schema, *shard_, allocations_.at());
        if (!took_too_long && !allocated_too_often) return;
        std::uint64_t time = Clock::to_nanoseconds(boundaries_[0]);
        for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf)
            if (durations[leaf] != not_run) time += durations[leaf];
        if (took_too_long) tell_violations(recorder_, durations, key_, time);
        if constexpr (counts)
            if (allocated_too_often) tell_allocation_violations(recorder_, allocations_.at(), durations, key_, time);
    }

    WEIR_COLD void write_record(layout::RunEnd end, std::uint16_t stage) noexcept {
        bool wide = false;
        for (const std::uint64_t duration : durations_)
            wide |= duration >= layout::RunRecord::not_run && duration != not_run;
        const std::uint64_t n = Ring::begin(*shard_, wide ? 2 : 1);
        write(n, end, stage, wide ? layout::RunRecord::has_upper_halves : 0, 0);
        if (wide) {
            // A duration over 4.29 s: a second slot with the upper halves.
            write(n + 1, end, stage, layout::RunRecord::is_upper_halves, 32);
            add_alone(shard_->wide, std::uint64_t{1});
        }
        Ring::end(*shard_, n, wide ? 2 : 1);
    }
    WEIR_COLD void write(std::uint64_t n, layout::RunEnd end, std::uint16_t stage, std::uint32_t flags,
                         unsigned shift) noexcept {
        std::uint32_t* const record = write_head(n, end, stage, flags);
        for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf)
            store(record[leaf], static_cast<std::uint32_t>(durations_[leaf] >> shift));
        write_tail(record);
    }
    /// Returns where the durations go.
    WEIR_INLINE std::uint32_t* write_head(std::uint64_t n, layout::RunEnd end, std::uint16_t stage,
                                          std::uint32_t flags) noexcept {
        std::uint64_t* const slot = Ring::slot(*shard_, P::shard.ring, n);
        store(slot[0], boundaries_[0]);
        store(slot[1], stored_key_.value);
        store(slot[2], layout::RunRecord::last_word(end, stored_key_.kind, stage, flags));
        return reinterpret_cast<std::uint32_t*>(slot + sizeof(layout::RunRecord) / 8);
    }
    WEIR_INLINE void write_tail(std::uint32_t* record) noexcept {
        if constexpr (has_tail)
            for (std::size_t w = 0; w < tail_words; ++w) store(record[P::leaf_count + w], tail_.words[w]);
    }

    Recorder& recorder_;
    layout::Shard* shard_;  ///< nullptr where there was no memory for one: the run is not recorded
    const Key& key_;
    StoredKey stored_key_;
    bool traced_ = traces;
    std::uint64_t left_out_ = 0;                   ///< ticks; what of the run belongs to nobody
    std::size_t settled_ = 0;                      ///< the leaves before it have their durations in durations_
    std::uint64_t boundaries_[P::leaf_count + 1];  ///< ticks, without what was left out before
    std::uint64_t durations_[P::leaf_count];
    [[no_unique_address]] AllocationBoundaries<P> allocations_;
    [[no_unique_address]] std::conditional_t<has_tail, Tail, Nothing> tail_{};
    [[no_unique_address]] const Reader clock_{};
    [[no_unique_address]] std::conditional_t<has_costs, ItemsOfRun, NoItems> items_;
};

}  // namespace weir::inline WEIR_ABI::detail
