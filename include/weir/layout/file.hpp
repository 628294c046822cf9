#pragma once

#include <weir/layout/shard.hpp>
#include <weir/layout/shared.hpp>

#include <cstddef>
#include <cstdint>

// A .weir file: the same bytes that a pipeline writes in ordinary memory, behind a head that says where they are.
// docs/format.md tells it byte by byte.
namespace weir::inline WEIR_ABI::layout {

/// A part of the file, in bytes from its start.
struct Section {
    std::uint64_t offset;
    std::uint64_t size;
};

/// Who wrote the file. Texts end with a zero.
struct WriterFacts {
    std::uint64_t process;     ///< its number
    std::int64_t created_utc;  ///< nanoseconds since 1970
    char weir_version[16];
    char program[128];  ///< the executable's path; its end where it is longer
    char host[64];
    char boot[40];  ///< which start of the machine: of two files only then are ticks comparable
    char compiler[96];
    char machine[32];  ///< x86_64, aarch64
};

/// What the instrument costs on the machine that wrote the file, in nanoseconds; 0 where it was not measured.
struct CostFacts {
    double per_run;
    double per_stage;
};

/// How histograms and pending runs are laid out: constants of the format that a reader holds against its own.
struct LayoutFacts {
    std::uint32_t shard_head_size;
    std::uint32_t statistics_size;
    std::uint32_t histogram_scale;
    std::uint32_t histogram_slots;
    std::uint32_t pending_capacity;
    std::uint32_t record_head_size;
    std::uint32_t key_capacity;
    std::uint32_t error_capacity;
    std::uint32_t cost_cell_size;
    std::uint32_t cost_cells;
};

/// The head of the file. All up to `checksum` is written once, before the file has its name; the words after it change
/// while the process runs.
struct FileHead {
    /// As in PNG's signature, what text tools and transfers damage is in it: a byte over 127, both line ends, an end of
    /// file of DOS (https://www.w3.org/TR/png/#5PNG-file-signature).
    static constexpr unsigned char magic_bytes[8] = {0x89, 'w', 'e', 'i', 'r', '\r', '\n', 0x1a};
    static constexpr std::uint32_t current_version = 1;
    static constexpr std::uint32_t byte_order_mark = 0x01020304;
    static constexpr std::uint64_t page = 4096;  ///< the head's size; sections and shards start at its multiples

    unsigned char magic[8];
    std::uint32_t version;
    std::uint32_t byte_order;    ///< byte_order_mark, in the order of the machine that wrote it
    std::uint64_t fingerprint;   ///< of the schema: files with the same one are of the same pipeline and can be summed
    Section schema;              ///< Schema, NodeSchema[node_count], FieldSchema[field_count]
    Section shared;              ///< Shared
    Section keys;                ///< KeyTable
    std::uint64_t shards;        ///< the offset of the first; they go to the end of the file
    std::uint64_t shard_stride;  ///< from the start of one to the start of the next: ShardPlan::size in whole pages
    LayoutFacts layout;
    WriterFacts writer;
    CostFacts cost;
    std::uint64_t checksum;  ///< checksum_of all that is before it, and of the schema

    alignas(64) std::uint64_t shard_capacity;  ///< shards that there is room for: the file grows
    std::uint64_t shard_count;                 ///< shards that were ever in use: the first so many
    std::int64_t closed_utc;  ///< when the pipeline's last copy ended; 0 while it has not, or was killed
};
static_assert(sizeof(FileHead) <= FileHead::page);

/// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/), from `hash` on: tells damage, not malice.
inline std::uint64_t checksum_of(const void* bytes, std::size_t size,
                                 std::uint64_t hash = 0xcbf29ce484222325U) noexcept {
    const auto* const byte = static_cast<const unsigned char*>(bytes);
    for (std::size_t i = 0; i < size; ++i) hash = (hash ^ byte[i]) * 0x100000001b3U;
    return hash;
}

/// Bytes of a schema with its nodes and fields.
inline std::uint64_t size_of(const Schema& schema) noexcept {
    return sizeof(Schema) + std::uint64_t{schema.node_count} * sizeof(NodeSchema) +
           std::uint64_t{schema.field_count} * sizeof(FieldSchema);
}

/// Of all of the schema but its clock, which differs from one start of a machine to the next.
inline std::uint64_t fingerprint_of(const Schema& schema) noexcept {
    const auto* const bytes = reinterpret_cast<const char*>(&schema);
    const std::uint64_t before = checksum_of(bytes, offsetof(Schema, clock));
    return checksum_of(schema.nodes(), static_cast<std::size_t>(size_of(schema) - sizeof(Schema)), before);
}

}  // namespace weir::inline WEIR_ABI::layout
