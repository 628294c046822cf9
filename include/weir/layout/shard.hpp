#pragma once

#include <weir/layout/run_record.hpp>
#include <weir/layout/schema.hpp>
#include <weir/layout/statistics.hpp>

namespace weir::inline WEIR_ABI::layout {

/// Whether a shard's other words are to be read. Of a file, whose shards are zeros before a thread comes; in ordinary
/// memory a shard is always in use.
enum class ShardState : std::uint64_t {
    unused,
    moving_in,  ///< figures that were in ordinary memory are being copied here
    in_use,
};

/// What one thread writes and nobody else: this head, then the parts that the schema's ShardPlan places.
///
/// The ring's protocol: the writer sets `begun` to the number of slots written once this record is whole, writes the
/// record, then sets `ended` to the same with release. A reader takes `ended` (acquire), copies, then takes `begun`:
/// of what it copied, the slots from `begun - capacity` up to `ended` are whole.
struct alignas(64) Shard {
    std::uint64_t runs;           ///< all runs, measured or not
    std::uint64_t straight_runs;  ///< measured runs that came to all their stages, none of which took 4.29 s
    std::uint64_t begun;
    std::uint64_t ended;
    std::uint64_t wide;          ///< runs that took two slots of the ring; written to it were `ended - wide`
    std::uint64_t filtered;      ///< runs that the filter kept out of the ring
    std::uint64_t faults;        ///< marks that came out of order, and looks that threw
    std::uint64_t summed;        ///< straight runs that the statistics know; the others are pending, see PendingRuns
    std::uint64_t folded;        ///< straight runs that the histograms know
    std::uint64_t keys_dropped;  ///< runs whose key's name found no room
    std::uint64_t thread;        ///< the number that the system gives the thread that writes, or wrote last
    ShardState state;
    std::uint64_t kept_floor;    ///< a run that takes longer is among the slowest; see Kept
    std::uint64_t around_begun;  ///< as `begun` and `ended`, for the runs kept around violations
    std::uint64_t around_ended;
    std::uint64_t around_left;  ///< runs still to be kept after a violation

    template <class T>
    [[nodiscard]] T* at(std::uint64_t offset) noexcept {
        return reinterpret_cast<T*>(reinterpret_cast<char*>(this) + offset);
    }
    template <class T>
    [[nodiscard]] const T* at(std::uint64_t offset) const noexcept {
        return reinterpret_cast<const T*>(reinterpret_cast<const char*>(this) + offset);
    }
};
static_assert(sizeof(Shard) == 128);

}  // namespace weir::inline WEIR_ABI::layout
