#pragma once

#include <weir/base/config.hpp>

#include <cstddef>
#include <cstdint>

namespace weir::inline WEIR_ABI::layout {

/// How a run ended.
enum class RunEnd : unsigned char { ok, stopped, threw };

/// What `RunRecord::key` holds: nothing, a number, or the index of a name in the keys' table.
enum class KeyKind : unsigned char { none, number, name, unknown };

/// The head of the record of one run. After it: a duration for each leaf (a stage that is not a pipeline), 4 bytes
/// each, in nanoseconds; then the captures, at the offsets of the schema. A record is a whole number of 8-byte words.
struct RunRecord {
    static constexpr std::uint32_t not_run = 0xffff'ffff;  ///< the duration of a stage the run did not come to
    static constexpr std::uint16_t no_stage = 0xffff;
    /// A duration that needs more than 32 bits: the next slot of the ring has the durations' upper halves.
    static constexpr std::uint32_t has_upper_halves = 1;
    static constexpr std::uint32_t is_upper_halves =
        2;  ///< this slot is no run, but the upper halves of the one before

    std::uint64_t start;  ///< ticks of the pipeline's clock
    std::uint64_t key;
    RunEnd end;
    KeyKind key_kind;
    std::uint16_t stage;  ///< the leaf at which the run stopped or threw
    std::uint32_t flags;

    /// The members from `end` on as they lie in memory. Put together in a register: a word whose parts were just stored
    /// one by one can't be loaded before they have left the store buffer.
    static constexpr std::uint64_t last_word(RunEnd end, KeyKind key_kind, std::uint16_t stage,
                                             std::uint32_t flags) noexcept {
        return static_cast<std::uint64_t>(end) | static_cast<std::uint64_t>(key_kind) << 8 |
               std::uint64_t{stage} << 16 | std::uint64_t{flags} << 32;
    }
};
static_assert(sizeof(RunRecord) == 24);

}  // namespace weir::inline WEIR_ABI::layout

namespace weir::inline WEIR_ABI {
/// How a run ended: `ok`, `stopped` at a stage whose result was empty, or `threw`.
using Outcome = layout::RunEnd;

/// Why a run is kept beyond the last ones; one of the slowest may be around a violation as well. All false of a run that
/// is only read from the trace.
struct Why {
    bool slowest = false;   ///< one of the slowest of its thread
    bool around = false;    ///< near a run that violated a threshold, or that run itself
    bool violated = false;  ///< that run itself
};
}  // namespace weir::inline WEIR_ABI
