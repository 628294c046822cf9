#pragma once

#include <weir/base/level.hpp>
#include <weir/base/text.hpp>

#include <cstddef>
#include <cstdint>

namespace weir::inline WEIR_ABI::layout {

inline constexpr std::size_t name_capacity = 112;  ///< of a pipeline's or stage's name, its closing zero included
inline constexpr std::size_t field_name_capacity = 48;

/// Cut at the capacity; the templates refuse longer names before they come here.
inline void copy_name(char* to, std::size_t capacity, Text name) noexcept {
    for (std::size_t i = 0; i + 1 < capacity && i < name.size; ++i) to[i] = name.data[i];
}

/// A node of the pipeline: node 0 is the whole run, the others follow in the order in which they are run, a
/// nested pipeline before its own stages.
struct NodeSchema {
    static constexpr std::int64_t no_threshold = -1;
    static constexpr std::uint32_t has_items = 1;
    static constexpr std::uint32_t is_group =
        2;  ///< the whole run or a nested pipeline: its time is that of its leaves
    static constexpr std::uint32_t has_costs = 4;  ///< a leaf whose calls are counted by their items: see CostCells
    static constexpr std::uint32_t has_max_allocations = 8;

    char name[name_capacity];
    std::int64_t threshold;    ///< nanoseconds
    std::uint32_t parent;      ///< node 0 is its own
    std::uint32_t first_leaf;  ///< a leaf is a node that is not a group; leaves are numbered in order
    std::uint32_t leaf_count;
    std::uint32_t flags;
    std::uint64_t max_allocations;  ///< of a call; 0 where there is no such limit
};

/// What the bytes of a captured value are.
enum class FieldType : std::uint32_t { bytes, boolean, character, signed_integer, unsigned_integer, floating };

/// A member of a capture, in each run record.
struct FieldSchema {
    char name[field_name_capacity];
    std::uint32_t leaf;
    std::uint32_t offset;  ///< from the start of the run record
    std::uint32_t size;
    FieldType type;
};

/// Where things are in a shard, in bytes from its start.
struct ShardPlan {
    std::uint64_t statistics;   ///< StageStatistics[node_count]
    std::uint64_t histograms;   ///< Histogram[node_count]
    std::uint64_t pending;      ///< the rows of PendingRuns
    std::uint64_t costs;        ///< CostCells for each node that has_costs, in their order
    std::uint64_t analyzers;    ///< the users' accumulators, at offsets known to their types
    std::uint64_t ring;         ///< ring_capacity slots of record_size bytes
    std::uint64_t kept;         ///< the runs that are kept, see Kept
    std::uint64_t allocations;  ///< AllocationStatistics[node_count]; 0 where the pipeline does not count them
    std::uint64_t size;
};

/// Ticks and times of the pipeline's clock: ns = ticks * multiplier / 2^32, and ticks `epoch_ticks` were at
/// `epoch_utc` nanoseconds after 1970.
struct ClockSchema {
    char name[32];
    std::uint64_t multiplier;
    std::uint64_t epoch_ticks;
    std::int64_t epoch_utc;
};

/// What a pipeline is, for readers that do not know its type. Followed in memory by NodeSchema[node_count] and
/// FieldSchema[field_count]; the same bytes can stand in a file.
struct Schema {
    char name[name_capacity];
    std::uint32_t node_count;
    std::uint32_t leaf_count;
    std::uint32_t field_count;
    std::uint32_t record_size;    ///< bytes of a run record
    std::uint64_t ring_capacity;  ///< run records per shard, 0 below level trace
    std::uint64_t sample_every;   ///< one run in so many is measured
    std::uint32_t kept_slowest;   ///< slots for the slowest runs, per shard
    std::uint32_t kept_around;    ///< slots for the runs around violations, per shard
    std::uint32_t around_before;  ///< of a violation, the runs kept before it and after it
    std::uint32_t around_after;
    Level level;
    std::uint8_t marks;  ///< 1 where the stages are marks
    std::uint8_t reserved[6];
    ShardPlan shard;
    ClockSchema clock;

    [[nodiscard]] const NodeSchema* nodes() const noexcept { return reinterpret_cast<const NodeSchema*>(this + 1); }
    [[nodiscard]] NodeSchema* nodes() noexcept { return reinterpret_cast<NodeSchema*>(this + 1); }
    [[nodiscard]] const FieldSchema* fields() const noexcept {
        return reinterpret_cast<const FieldSchema*>(nodes() + node_count);
    }
    [[nodiscard]] FieldSchema* fields() noexcept { return reinterpret_cast<FieldSchema*>(nodes() + node_count); }
};

}  // namespace weir::inline WEIR_ABI::layout
