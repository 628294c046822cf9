#pragma once

#include <weir/layout/shard.hpp>
#include <weir/stage/looks.hpp>

namespace weir::inline WEIR_ABI::detail {

/// What is accumulated for a node of the pipeline, by what its type has: without a threshold nothing is compared, without
/// items nothing is added. The threshold is a constant of the instruction stream.
template <class Node>
struct StageAnalyzer {
    /// Counts one call; whether it was a violation.
    WEIR_INLINE static bool count(layout::StageStatistics& statistics, layout::Histogram& histogram,
                                  std::uint64_t ns) noexcept {
        layout::count_call(statistics, histogram, ns);
        if constexpr (has_threshold<Node>) {
            if (ns > static_cast<std::uint64_t>(threshold_of<Node>)) [[unlikely]] {
                add_alone(statistics.violations, std::uint64_t{1});
                return true;
            }
        }
        return false;
    }
};

/// What an Analyzer of a user's must be.
template <class S>
struct AnalyzerIsPlainData {
    static_assert(std::is_trivially_copyable_v<Analyzer<S>>,
                  "weir: a stage's Analyzer is not trivially copyable; it lives in the shard as plain data: numbers and "
                  "arrays of them, no strings or vectors");
    static_assert(std::is_default_constructible_v<Analyzer<S>>,
                  "weir: a stage's Analyzer cannot be made without arguments; each thread starts with such a one");
    static_assert(requires(Analyzer<S>& a, const Analyzer<S>& b) { a.merge(b); },
                  "weir: a stage's Analyzer has no merge; write: void merge(const Analyzer& other) noexcept, which adds "
                  "what another thread accumulated");
    static_assert(alignof(Analyzer<S>) <= 64, "weir: a stage's Analyzer is aligned to more than a cache line");
    static constexpr bool value = true;
};

}  // namespace weir::inline WEIR_ABI::detail
