#pragma once

#include <weir/base/thrown.hpp>
#include <weir/layout/allocations.hpp>
#include <weir/layout/cost_cells.hpp>
#include <weir/layout/file.hpp>
#include <weir/layout/kept.hpp>
#include <weir/layout/limits.hpp>
#include <weir/layout/pending.hpp>
#include <weir/panel/file/file_errors.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

// What must be true of the head of a file before anything else of it is looked at.
namespace weir::inline WEIR_ABI::panel {

/// Whose bytes are checked, for the messages.
struct CheckedFile {
    std::string path;
    std::uint64_t size = 0;

    [[noreturn]] void refuse(std::string field, std::uint64_t offset, std::string_view expected, std::string_view found,
                             std::string_view advice = {}) const {
        WEIR_THROW(FormatError{path, std::move(field), offset, expected, found, advice});
    }
    /// For a number that has to be a certain one.
    void require_equal(const char* field, std::uint64_t offset, std::uint64_t expected, std::uint64_t found,
                       std::string_view advice = {}) const {
        if (expected != found) refuse(field, offset, std::to_string(expected), std::to_string(found), advice);
    }
};

namespace detail {

/// "0x89 w e i r": bytes as a person can compare them.
inline std::string shown_bytes(const unsigned char* bytes, std::size_t count) {
    constexpr const char* digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        if (i != 0) out += ' ';
        if (bytes[i] > 0x20 && bytes[i] < 0x7f) out += static_cast<char>(bytes[i]);
        else out += {'0', 'x', digits[bytes[i] >> 4], digits[bytes[i] & 15]};
    }
    return count == 0 ? "nothing" : out;
}

/// `bytes`: the first of the file, as many as there are up to the magic's.
inline void check_magic(const CheckedFile& file, const unsigned char* bytes, std::size_t count) {
    using layout::FileHead;
    constexpr std::size_t size = sizeof FileHead::magic_bytes;
    if (count >= size && std::memcmp(bytes, FileHead::magic_bytes, size) == 0) return;
    const std::string_view text{reinterpret_cast<const char*>(bytes), count};
    const std::size_t name = text.find("weir");
    const bool was_one = name != std::string_view::npos && name > 0;
    file.refuse("head.magic", 0, shown_bytes(FileHead::magic_bytes, size), shown_bytes(bytes, count),
                was_one ? "the file was damaged by a transfer as text, which changes line ends or bytes over 127: "
                          "copy it as binary"
                        : "this is no recording of weir");
}

inline void check_version(const CheckedFile& file, const layout::FileHead& head) {
    using layout::FileHead;
    if (head.byte_order == __builtin_bswap32(FileHead::byte_order_mark))
        file.refuse("head.byte_order", offsetof(FileHead, byte_order), "the order of this machine, little-endian",
                    "big-endian", "the file was written on a big-endian machine: read it on one");
    file.require_equal("head.byte_order", offsetof(FileHead, byte_order), FileHead::byte_order_mark, head.byte_order);
    if (head.version > FileHead::current_version)
        file.refuse("head.version", offsetof(FileHead, version),
                    joined("at most ", std::to_string(FileHead::current_version)),
                    joined("format ", std::to_string(head.version)), "the file was written by a newer weir: use that");
    if (head.version == 0) file.refuse("head.version", offsetof(FileHead, version), "at least 1", "0");
}

inline void check_layout(const CheckedFile& file, const layout::LayoutFacts& found) {
    using namespace layout;
    constexpr std::string_view advice = "written by a weir that lays recordings out otherwise: read it with that";
    const struct {
        const char* field;
        std::size_t offset;
        std::uint64_t ours, theirs;
    } facts[] = {
        {"head.layout.shard_head_size", offsetof(LayoutFacts, shard_head_size), sizeof(Shard), found.shard_head_size},
        {"head.layout.statistics_size", offsetof(LayoutFacts, statistics_size), sizeof(StageStatistics),
         found.statistics_size},
        {"head.layout.histogram_scale", offsetof(LayoutFacts, histogram_scale), Histogram::scale,
         found.histogram_scale},
        {"head.layout.histogram_slots", offsetof(LayoutFacts, histogram_slots), Histogram::slot_count,
         found.histogram_slots},
        {"head.layout.pending_capacity", offsetof(LayoutFacts, pending_capacity), PendingRuns::capacity,
         found.pending_capacity},
        {"head.layout.record_head_size", offsetof(LayoutFacts, record_head_size), sizeof(RunRecord),
         found.record_head_size},
        {"head.layout.key_capacity", offsetof(LayoutFacts, key_capacity), KeyTable::capacity, found.key_capacity},
        {"head.layout.error_capacity", offsetof(LayoutFacts, error_capacity), Shared::error_capacity,
         found.error_capacity},
        {"head.layout.cost_cell_size", offsetof(LayoutFacts, cost_cell_size), sizeof(CostCell), found.cost_cell_size},
        {"head.layout.cost_cells", offsetof(LayoutFacts, cost_cells), CostCells::count, found.cost_cells},
    };
    for (const auto& fact : facts)
        file.require_equal(fact.field, offsetof(FileHead, layout) + fact.offset, fact.ours, fact.theirs, advice);
}

inline void check_section(const CheckedFile& file, const std::string& field, std::uint64_t offset,
                          const layout::Section& section, std::uint64_t begin, std::uint64_t end) {
    if (section.offset % layout::FileHead::page != 0)
        file.refuse(field + ".offset", offset, joined("a multiple of ", std::to_string(layout::FileHead::page)),
                    std::to_string(section.offset));
    if (section.offset < begin)
        file.refuse(field + ".offset", offset,
                    joined("at least ", std::to_string(begin), ", where the part before ends"),
                    std::to_string(section.offset));
    if (section.offset > end || section.size > end - section.offset)
        file.refuse(field + ".size", offset + sizeof(std::uint64_t),
                    joined("an end at ", std::to_string(end), " or before, where the shards start"),
                    joined(std::to_string(section.size), " bytes from ", std::to_string(section.offset)));
}

/// The sections stand in the file in their order, then the shards.
inline void check_sections(const CheckedFile& file, const layout::FileHead& head) {
    using layout::FileHead;
    if (head.shards % FileHead::page != 0 || head.shards == 0)
        file.refuse("head.shards", offsetof(FileHead, shards),
                    joined("a multiple of ", std::to_string(FileHead::page), " above 0"), std::to_string(head.shards));
    if (head.shards > file.size)
        file.refuse("head.shards", offsetof(FileHead, shards),
                    joined("an offset within the file of ", std::to_string(file.size), " bytes"),
                    std::to_string(head.shards),
                    joined("the file was cut: ", std::to_string(head.shards - file.size), " bytes are missing"));
    check_section(file, "head.schema", offsetof(FileHead, schema), head.schema, FileHead::page, head.shards);
    check_section(file, "head.shared", offsetof(FileHead, shared), head.shared, head.schema.offset + head.schema.size,
                  head.shards);
    check_section(file, "head.keys", offsetof(FileHead, keys), head.keys, head.shared.offset + head.shared.size,
                  head.shards);
    constexpr std::uint64_t size_at = sizeof(std::uint64_t);
    const auto at_least = [&](const char* field, std::uint64_t offset, std::uint64_t least, std::uint64_t found) {
        if (found < least)
            file.refuse(field, offset, joined("at least ", std::to_string(least)), std::to_string(found));
    };
    at_least("head.schema.size", offsetof(FileHead, schema) + size_at, sizeof(layout::Schema), head.schema.size);
    at_least("head.shared.size", offsetof(FileHead, shared) + size_at, sizeof(layout::Shared), head.shared.size);
    at_least("head.keys.size", offsetof(FileHead, keys) + size_at, sizeof(layout::KeyTable), head.keys.size);
    if (head.shard_stride == 0 || head.shard_stride % FileHead::page != 0)
        file.refuse("head.shard_stride", offsetof(FileHead, shard_stride),
                    joined("a multiple of ", std::to_string(FileHead::page), " above 0"),
                    std::to_string(head.shard_stride));
}

template <std::size_t Capacity>
void check_ends(const CheckedFile& file, const char* field, std::uint64_t offset, const char (&text)[Capacity]) {
    if (std::memchr(text, 0, Capacity) == nullptr)
        file.refuse(field, offset, joined("a text that ends within ", std::to_string(Capacity), " bytes"),
                    "one without an end");
}

inline void check_writer(const CheckedFile& file, const layout::WriterFacts& writer) {
    using layout::WriterFacts;
    constexpr std::uint64_t at = offsetof(layout::FileHead, writer);
    check_ends(file, "head.writer.weir_version", at + offsetof(WriterFacts, weir_version), writer.weir_version);
    check_ends(file, "head.writer.program", at + offsetof(WriterFacts, program), writer.program);
    check_ends(file, "head.writer.host", at + offsetof(WriterFacts, host), writer.host);
    check_ends(file, "head.writer.boot", at + offsetof(WriterFacts, boot), writer.boot);
    check_ends(file, "head.writer.compiler", at + offsetof(WriterFacts, compiler), writer.compiler);
    check_ends(file, "head.writer.machine", at + offsetof(WriterFacts, machine), writer.machine);
}

inline void check_cost(const CheckedFile& file, const char* field, std::uint64_t offset, double cost) {
    constexpr double most = 1e9;  // a second
    if (!(cost >= 0 && cost <= most)) file.refuse(field, offset, "0 to 1e9 nanoseconds", std::to_string(cost));
}

}  // namespace detail

/// The head alone, which is a private copy: that it is one, of this format, and says nothing that cannot be.
inline void check_head(const CheckedFile& file, const layout::FileHead& head) {
    using layout::CostFacts, layout::FileHead;
    detail::check_version(file, head);
    detail::check_layout(file, head.layout);
    detail::check_sections(file, head);
    detail::check_writer(file, head.writer);
    constexpr std::uint64_t at = offsetof(FileHead, cost);
    detail::check_cost(file, "head.cost.per_run", at + offsetof(CostFacts, per_run), head.cost.per_run);
    detail::check_cost(file, "head.cost.per_stage", at + offsetof(CostFacts, per_stage), head.cost.per_stage);
}

/// That the shards that were ever in use are in the file.
inline void check_shard_count(const CheckedFile& file, const layout::FileHead& head) {
    using layout::FileHead;
    if (head.shard_count > layout::Limits::shards)
        file.refuse("head.shard_count", offsetof(FileHead, shard_count),
                    joined("at most ", std::to_string(layout::Limits::shards)), std::to_string(head.shard_count));
    const std::uint64_t there = (file.size - head.shards) / head.shard_stride;
    if (head.shard_count <= there) return;
    // Of a product that is too large for the word only the file's own size can be told.
    const bool fits = head.shard_stride <= ~std::uint64_t{0} / layout::Limits::shards - head.shards;
    const std::uint64_t needed = fits ? head.shards + head.shard_count * head.shard_stride : ~std::uint64_t{0};
    file.refuse("head.shard_count", offsetof(FileHead, shard_count),
                joined("at most the ", std::to_string(there), " shards that the file's ", std::to_string(file.size),
                       " bytes hold"),
                std::to_string(head.shard_count),
                joined("the file was cut: ", std::to_string(needed - file.size), " bytes are missing"));
}

}  // namespace weir::inline WEIR_ABI::panel
