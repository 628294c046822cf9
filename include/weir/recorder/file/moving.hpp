#pragma once

#include <weir/base/atomic.hpp>
#include <weir/layout/counting.hpp>

#include <cstring>

// How a shard's figures come from ordinary memory into a file.
namespace weir::inline WEIR_ABI::detail {

/// The measured runs of a shard that have begun and not ended: outer ones, where a stage runs its own pipeline. For the
/// shard's thread.
inline std::uint64_t runs_under_way(const layout::Schema& schema, const layout::Shard& shard) noexcept {
    const std::uint64_t every = schema.sample_every;
    const auto* const whole_run = shard.at<const layout::StageStatistics>(schema.shard.statistics);
    return (load_own(shard.runs) + every - 1) / every - load_own(shard.straight_runs) -
           load_own(whole_run->other_calls);
}

/// Copies words that differ, and says whether any did: what was never written is not touched in the file either.
inline bool copy_words(const layout::Shard& from, layout::Shard& to, std::uint64_t begin, std::uint64_t end) noexcept {
    const auto* const source = from.at<const std::uint64_t>(0);
    auto* const target = to.at<std::uint64_t>(0);
    bool differed = false;
    for (std::uint64_t word = begin / 8; word < end / 8; ++word) {
        const std::uint64_t value = load(source[word]);
        if (value == load(target[word])) continue;
        store(target[word], value);
        differed = true;
    }
    return differed;
}
/// All but the state and the users' own data.
WEIR_COLD inline bool copy_figures(const layout::Schema& schema, const layout::Shard& from,
                                   layout::Shard& to) noexcept {
    const layout::ShardPlan& plan = schema.shard;
    bool differed = copy_words(from, to, 0, offsetof(layout::Shard, state));
    differed |= copy_words(from, to, offsetof(layout::Shard, state) + sizeof from.state, plan.analyzers);
    return copy_words(from, to, plan.ring, plan.size) || differed;
}

inline bool same_figures(const layout::Schema& schema, const layout::Shard& a, const layout::Shard& b) noexcept {
    constexpr std::size_t state = offsetof(layout::Shard, state);
    const layout::ShardPlan& plan = schema.shard;
    const auto same = [&](std::uint64_t begin, std::uint64_t end) {
        return std::memcmp(a.at<const char>(begin), b.at<const char>(begin), end - begin) == 0;
    };
    return same(0, state) && same(state + sizeof a.state, plan.analyzers) && same(plan.ring, plan.size);
}

/// A copy of a shard whose thread may be running. Of one that does not run, or has stopped anywhere, it is exact, and in
/// use; one that runs meanwhile stays for its thread to move, which it will at its next run.
inline void copy_meanwhile(const layout::Schema& schema, const layout::Shard& from, layout::Shard& to) noexcept {
    store(to.state, layout::ShardState::moving_in);
    copy_figures(schema, from, to);
    if (!copy_figures(schema, from, to)) store_release(to.state, layout::ShardState::in_use);
}
/// All of a shard that nobody writes to meanwhile. While figures change there the copy is not in use: a process that is
/// killed within that leaves a file without them.
inline void move_figures(const layout::Schema& schema, const layout::Shard& from, layout::Shard& to) noexcept {
    const std::uint64_t analyzers = schema.shard.analyzers;
    std::memcpy(to.at<char>(analyzers), from.at<const char>(analyzers), schema.shard.ring - analyzers);
    if (load_own(to.state) == layout::ShardState::in_use && same_figures(schema, from, to)) return;
    store(to.state, layout::ShardState::moving_in);
    release_fence();
    copy_figures(schema, from, to);
    store_release(to.state, layout::ShardState::in_use);
}

}  // namespace weir::inline WEIR_ABI::detail
