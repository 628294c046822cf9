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

/// Copies words that differ: what was never written is not touched in the file either.
inline void copy_words(const layout::Shard& from, layout::Shard& to, std::uint64_t begin, std::uint64_t end) noexcept {
    const auto* const source = from.at<const std::uint64_t>(0);
    auto* const target = to.at<std::uint64_t>(0);
    for (std::uint64_t word = begin / 8; word < end / 8; ++word)
        if (const std::uint64_t value = load(source[word]); value != load(target[word])) store(target[word], value);
}

/// All that a shard holds but its state. `analyzers`: the users' own data too, which may be read only while no run is
/// under way.
WEIR_COLD inline void copy_figures(const layout::Schema& schema, const layout::Shard& from, layout::Shard& to,
                                   bool analyzers) noexcept {
    const layout::ShardPlan& plan = schema.shard;
    copy_words(from, to, 0, offsetof(layout::Shard, state));
    copy_words(from, to, offsetof(layout::Shard, state) + sizeof from.state, plan.analyzers);
    if (analyzers)
        std::memcpy(to.at<char>(plan.analyzers), from.at<const char>(plan.analyzers), plan.ring - plan.analyzers);
    copy_words(from, to, plan.ring, plan.size);
}

}  // namespace weir::inline WEIR_ABI::detail
