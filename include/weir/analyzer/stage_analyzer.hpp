#pragma once

#include <weir/layout/shard.hpp>
#include <weir/stage/looks.hpp>

#include <cstdint>

namespace weir::inline WEIR_ABI::detail {

/// What is asked of a node of the pipeline at the end of each run.
template <class Node>
struct StageAnalyzer {
    /// The threshold in nanoseconds, a constant of the instruction stream; more than any duration where there is none.
    static constexpr std::int64_t threshold = traits_of<Node>.threshold >= 0 ? traits_of<Node>.threshold : INT64_MAX;
};

// What a user's Analyzer must be. Name is there for the message.
template <bool Copyable, bool Makeable, bool Mergeable, bool Aligned, class Name, class Stage>
struct AnalyzerIsPlainData {
    static_assert(Copyable, "weir: a stage's Analyzer is not trivially copyable; it lives in the shard as plain data: "
                            "numbers and arrays of them, no strings or vectors");
    static_assert(Makeable, "weir: a stage's Analyzer cannot be made without arguments; each thread starts with such a "
                            "one");
    static_assert(Mergeable,
                  "weir: a stage's Analyzer has no merge; write: void merge(const Analyzer& other) noexcept, "
                  "which adds what another thread accumulated");
    static_assert(Aligned, "weir: a stage's Analyzer is aligned to more than a cache line");
    static constexpr bool value = false;
};
template <class S>
constexpr bool analyzer_is_plain_data() noexcept {
    if constexpr (!HasAnalyzer<S>) return true;
    else {
        using A = Analyzer<S>;
        constexpr bool copyable = std::is_trivially_copyable_v<A>;
        constexpr bool makeable = std::is_default_constructible_v<A>;
        constexpr bool mergeable = requires(A & a, const A& b) { a.merge(b); };
        constexpr bool aligned = alignof(A) <= 64;
        if constexpr (copyable && makeable && mergeable && aligned) return true;
        else return AnalyzerIsPlainData<copyable, makeable, mergeable, aligned, NameOf<S>, S>::value;
    }
}
template <bool Callable, class Name, class Stage, class... Values>
struct AnalyzerCanBeCalled {
    static_assert(Callable, "weir: a stage's Analyzer cannot be called with what the stage takes and returns (they are "
                            "named here); write: void operator()(weir::Nanoseconds, const In&, const Out&) noexcept");
    static constexpr bool value = Callable;
};

}  // namespace weir::inline WEIR_ABI::detail
