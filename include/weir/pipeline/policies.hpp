#pragma once

#include <weir/base/duration.hpp>
#include <weir/base/fixed_string.hpp>
#include <weir/base/level.hpp>
#include <weir/clock/clock.hpp>
#include <weir/clock/manual_clock.hpp>
#include <weir/clock/tsc_clock.hpp>
#include <weir/stage/stage.hpp>

// What may stand in a pipeline's list beside stages, in any order. A clock is a policy too.
namespace weir::inline WEIR_ABI {

namespace detail {
enum class PolicyOf : unsigned char { name, threshold, level, sampling, threads, slowest, around, allocations, fit };
}

/// The pipeline's name in reports and files. Without it: its first and last stage's.
template <FixedString Text>
struct Name {
    static constexpr auto weir_policy = detail::PolicyOf::name;
    static constexpr auto value = Text;  ///< the name
};

/// The threshold of the whole run, which must be a positive duration.
template <auto Limit>
struct Threshold {
    static constexpr auto weir_policy = detail::PolicyOf::threshold;
    static constexpr auto value = Limit;  ///< the threshold
};

/// Compiled out, whatever WEIR_LEVEL says.
struct Off {
    static constexpr auto weir_policy = detail::PolicyOf::level;
    static constexpr Level value = Level::off;  ///< the level
    static constexpr std::uint64_t ring = 0;    ///< run records that are kept
};

/// Statistics, thresholds, violations; no run records.
struct Timing {
    static constexpr auto weir_policy = detail::PolicyOf::level;
    static constexpr Level value = Level::timing;  ///< the level
    static constexpr std::uint64_t ring = 0;       ///< run records that are kept
};

/// Also a record of each run: of each thread the last `Runs` are kept. A run with a stage over 4.29 s takes the place
/// of two, so that Trace<1> keeps no such run.
template <std::uint64_t Runs = 4096>
struct Trace {
    static constexpr auto weir_policy = detail::PolicyOf::level;
    static constexpr Level value = Level::trace;  ///< the level
    static constexpr std::uint64_t ring = Runs;   ///< run records that are kept
};

/// Of each thread the K slowest runs since the start are kept beside its last ones, which others overwrite; of runs that
/// took equally long the earlier. Not those that took no time at all. Read by kept(). At level trace; without effect
/// below.
template <std::uint32_t K>
struct KeepSlowest {
    static constexpr auto weir_policy = detail::PolicyOf::slowest;
    static constexpr std::uint32_t value = K;  ///< runs
};

/// Around each run that violates a threshold, a stage's or its own, the `Before` runs that ended before it in its thread,
/// the run itself and the `After` runs that end after it are kept; of each thread the last `Violations` such windows,
/// more where they overlap. The runs before come out of the ring, which must hold them. Read by kept(). At level trace;
/// without effect below.
template <std::uint32_t Before, std::uint32_t After, std::uint32_t Violations = 16>
struct KeepAround {
    static constexpr auto weir_policy = detail::PolicyOf::around;
    static constexpr std::uint32_t before = Before;          ///< runs
    static constexpr std::uint32_t after = After;            ///< runs
    static constexpr std::uint32_t violations = Violations;  ///< windows
};

/// One run in N is measured, counted in each thread apart, the first among them (a thread that goes on with the
/// figures of one that has ended goes on with its count). All runs are counted, and so are all that stop or throw.
template <std::uint64_t N>
struct SampleEvery {
    static constexpr auto weir_policy = detail::PolicyOf::sampling;
    static constexpr std::uint64_t value = N;  ///< one in so many
};

/// What each stage allocates is counted, in calls of operator new and in bytes: where one file of the program includes
/// <weir/with/allocations.hpp>, else the report says so. A stage with max_allocations asks for the same.
struct CountAllocations {
    static constexpr auto weir_policy = detail::PolicyOf::allocations;
};

/// Refuses, at every level, a list whose stages may take longer together than the whole run may: each stage must have a
/// threshold, the pipeline must have weir::Threshold, and the stages' must add up to no more. A nested pipeline counts by
/// its own threshold, and where it has none by its stages'. Costs nothing.
struct ThresholdsFit {
    static constexpr auto weir_policy = detail::PolicyOf::fit;
};

/// Only one thread at a time calls the pipeline, which must see to that itself: the state belongs to the object, and no
/// thread's shard is looked up.
struct SingleThread {
    static constexpr auto weir_policy = detail::PolicyOf::threads;
    static constexpr bool value = true;  ///< one thread at a time
};

}  // namespace weir::inline WEIR_ABI
