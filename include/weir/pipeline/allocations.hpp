#pragma once

#include <weir/layout/allocations.hpp>
#include <weir/pipeline/plan.hpp>
#include <weir/pipeline/run_end.hpp>

namespace weir::inline WEIR_ABI::detail {

/// What the thread had allocated at each boundary of one run, as Measurement keeps the ticks. What was left out before
/// is taken off, so that what a group allocated lies between its first boundary and its last.
template <class P, bool Counts = P::counts_allocations>
class AllocationBoundaries {
public:
    WEIR_INLINE void start() noexcept { at_[0] = so_far(); }
    WEIR_INLINE void take(std::size_t leaf) noexcept { at_[leaf + 1] = so_far(); }
    /// What was allocated since the boundary before this leaf is nobody's.
    WEIR_INLINE void leave_out_before(std::size_t leaf) noexcept { left_out_ = left_out_ + (so_far() - at_[leaf]); }
    /// The leaves from `done` to before `next` are not run.
    WEIR_COLD void skip(std::size_t done, std::size_t next) noexcept {
        for (std::size_t leaf = done; leaf < next; ++leaf) at_[leaf + 1] = at_[leaf];
    }

    // Of marks that come out of order: those before `done` came in order.
    WEIR_COLD void start_laps(std::size_t done) noexcept {
        for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf)
            laps_[leaf] = leaf < done ? at_[leaf + 1] - at_[leaf] : AllocationCount{};
        lap_start_ = at_[done];
    }
    WEIR_COLD void lap(std::size_t leaf) noexcept {
        const AllocationCount now = so_far();
        laps_[leaf] = laps_[leaf] + (now - lap_start_);
        lap_start_ = now;
    }
    WEIR_COLD void end_laps() noexcept {
        for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf) at_[leaf + 1] = at_[leaf] + laps_[leaf];
    }

    /// Counts a run that came to all its leaves; whether a node allocated more often than it may.
    WEIR_INLINE bool count_straight(layout::Shard& shard) const noexcept {
        if (!load(allocations_are_counted)) [[unlikely]]
            return false;
        auto* const statistics = shard.at<layout::AllocationStatistics>(P::shard.allocations);
        bool over = false;
        WEIR_UNROLL
        for (std::size_t node = 0; node < P::node_count; ++node) {
            const NodePlace& place = P::places.of[node];
            const AllocationCount used = at_[place.first_leaf + place.leaf_count] - at_[place.first_leaf];
            layout::count_call(statistics[node], used);
            over |= used.allocations > P::facts.of[node].max_allocations;
        }
        return over;
    }
    /// For what is done by the schema: leaf_count + 1 of them.
    [[nodiscard]] const AllocationCount* at() const noexcept { return at_; }

private:
    [[nodiscard]] WEIR_INLINE AllocationCount so_far() const noexcept {
        if constexpr (any_is_looked_at(P::facts)) return allocated_so_far() - left_out_;
        else return allocated_so_far();
    }

    AllocationCount at_[P::leaf_count + 1];
    AllocationCount left_out_{};
    AllocationCount laps_[P::Settings::marks ? P::leaf_count : 1];
    AllocationCount lap_start_;
};

/// Of a pipeline that does not count.
template <class P>
class AllocationBoundaries<P, false> {
public:
    WEIR_INLINE void start() noexcept {}
    WEIR_INLINE void take(std::size_t) noexcept {}
    WEIR_INLINE void leave_out_before(std::size_t) noexcept {}
    WEIR_INLINE void skip(std::size_t, std::size_t) noexcept {}
    WEIR_INLINE void start_laps(std::size_t) noexcept {}
    WEIR_INLINE void lap(std::size_t) noexcept {}
    WEIR_INLINE void end_laps() noexcept {}
};

// By the schema, for runs that are not straight and for violations. `at` is AllocationBoundaries::at().

inline AllocationCount node_allocations(const layout::NodeSchema& node, const AllocationCount* at) noexcept {
    return at[node.first_leaf + node.leaf_count] - at[node.first_leaf];
}
inline bool allocates_too_often(const layout::NodeSchema& node, const AllocationCount* at) noexcept {
    return (node.flags & layout::NodeSchema::has_max_allocations) != 0 &&
           node_allocations(node, at).allocations > node.max_allocations;
}
inline bool any_allocates_too_often(const layout::Schema& schema, const AllocationCount* at) noexcept {
    for (std::size_t n = 0; n < schema.node_count; ++n)
        if (allocates_too_often(schema.nodes()[n], at)) return true;
    return false;
}

/// Counts what a run allocated some of whose leaves may not have been run.
WEIR_COLD inline void count_allocations(const layout::Schema& schema, layout::Shard& shard, const AllocationCount* at,
                                        const std::uint64_t* durations) noexcept {
    if (!load(allocations_are_counted)) return;
    auto* const statistics = shard.at<layout::AllocationStatistics>(schema.shard.allocations);
    for (std::size_t n = 0; n < schema.node_count; ++n)
        if (const layout::NodeSchema& node = schema.nodes()[n]; node_duration(node, durations) != not_run)
            layout::count_call(statistics[n], node_allocations(node, at));
}

/// Counts who allocated too often in a run that has ended; whether anybody did.
WEIR_COLD inline bool count_allocation_violations(const layout::Schema& schema, layout::Shard& shard,
                                                  const AllocationCount* at) noexcept {
    bool violated = false;
    for (std::size_t n = 0; n < schema.node_count; ++n) {
        if (!allocates_too_often(schema.nodes()[n], at)) continue;
        add_alone(shard.at<layout::AllocationStatistics>(schema.shard.allocations)[n].violations, 1);
        violated = true;
    }
    return violated;
}

/// Tells the handlers of those.
WEIR_COLD inline void tell_allocation_violations(Recorder& recorder, const AllocationCount* at,
                                                 const std::uint64_t* durations, const Key& key,
                                                 std::uint64_t time) noexcept {
    if (recorder.handlers.empty()) return;
    const layout::Schema& schema = *recorder.schema;
    for (std::size_t n = 0; n < schema.node_count; ++n) {
        const layout::NodeSchema& node = schema.nodes()[n];
        if (!allocates_too_often(node, at)) continue;
        const std::uint64_t ns = node_duration(node, durations);
        Violation violation{};
        violation.pipeline = schema.name;
        violation.stage = node.name;
        violation.whole_run = n == 0;
        violation.key = key;
        violation.duration = Nanoseconds{ns == not_run ? 0 : static_cast<std::int64_t>(ns)};
        violation.of = Violation::Of::max_allocations;
        violation.allocations = node_allocations(node, at).allocations;
        violation.max_allocations = node.max_allocations;
        // A place of its own among what handlers were told: its throttle is not that of the threshold.
        const std::uint64_t threw = recorder.handlers.tell(violation, schema.node_count + n, time);
        if (threw != 0) recorder.count_handler_errors(threw);
    }
}

}  // namespace weir::inline WEIR_ABI::detail
