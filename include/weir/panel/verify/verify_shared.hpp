#pragma once

#include <weir/layout/file.hpp>
#include <weir/panel/errors.hpp>
#include <weir/panel/verify/findings.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

// The parts of a recording that all threads write: the names of keys, the last errors.
namespace weir::inline WEIR_ABI::panel {

/// FNV-1a, folded: as the writer hashes names.
inline std::uint64_t key_hash(const char* text, std::size_t size) noexcept {
    const std::uint64_t hash = layout::checksum_of(text, size);
    return hash ^ (hash >> 32);
}

/// Each entry names a part of the text, follows the one before, has the hash of its name and is found by it. O(entries
/// + text).
inline void verify_keys(const layout::KeyTable& keys, Verification& result) {
    using layout::KeyTable, weir::detail::load, weir::detail::load_acquire;
    // The index last, and so read first.
    std::uint64_t indexed = 0, greatest = 0;
    for (const std::uint32_t& slot : keys.index) {
        const std::uint64_t number = load_acquire(slot);
        indexed += number != 0 ? 1 : 0;
        greatest = std::max(greatest, number);
    }
    const std::uint64_t count = load_acquire(keys.count);
    result.require_at_most("keys.count", "keys", KeyTable::capacity, count);
    result.require_at_most("keys.index, entries", "keys", count, std::max(indexed, greatest));
    if (result.certainty == Certainty::closed) result.require_equal("keys.index, entries", "keys", count, indexed);
    std::uint64_t end = 0;
    for (std::uint64_t i = 0; i < std::min<std::uint64_t>(count, KeyTable::capacity); ++i) {
        const std::string where = joined("keys.entries[", std::to_string(i), "]");
        const std::uint64_t offset = load(keys.entries[i].offset), size = load(keys.entries[i].size);
        result.require_equal("offset", where, end, offset);
        if (offset + size > KeyTable::text_capacity)
            return result.add("size", where, joined("an end within ", std::to_string(KeyTable::text_capacity)),
                              joined(std::to_string(size), " bytes from ", std::to_string(offset)));
        result.require_equal("hash", where, key_hash(keys.text + offset, size), load(keys.entries[i].hash));
        end = offset + size;
    }
    result.require_at_most("keys.text_used", "keys", KeyTable::text_capacity, load_acquire(keys.text_used));
    if (result.certainty == Certainty::closed)
        result.require_equal("keys.text_used", "keys", end, load_acquire(keys.text_used));
}

/// The last errors have the numbers that follow from how many there were, and are of stages that there are.
inline void verify_errors(const layout::Shared& shared, const layout::Schema& schema, Verification& result) {
    using layout::ErrorRecord, layout::RunRecord, layout::Shared;
    const std::uint64_t count = weir::detail::load_acquire(shared.error_count);
    constexpr std::uint64_t capacity = Shared::error_capacity;
    std::uint64_t unwritten = 0;  // errors that are being written, or were when the process was killed: one at a time
    for (std::uint64_t i = count > capacity ? count - capacity : 0; i < count; ++i) {
        const std::string where = joined("errors[", std::to_string(i % capacity), "]");
        ErrorRecord record;
        if (!copy_error(shared, i, record)) {
            if (result.certainty == Certainty::live) continue;
            const bool may_be = result.certainty == Certainty::stopped && i + capacity == count;
            if (!may_be || unwritten++ != 0)
                result.add("sequence", where, std::to_string(2 * (i + 1)),
                           std::to_string(weir::detail::load(shared.errors[i % capacity].sequence)));
            continue;
        }
        if (record.stage >= schema.leaf_count && record.stage != RunRecord::no_stage)
            result.add("stage", where, joined("less than ", std::to_string(schema.leaf_count)),
                       std::to_string(record.stage));
        result.require_at_most("key_kind", where, static_cast<std::uint64_t>(layout::KeyKind::unknown),
                               static_cast<std::uint64_t>(record.key_kind));
        if (std::memchr(record.message, 0, sizeof record.message) == nullptr)
            result.add("message", where, "a text with an end", "one without");
    }
}

}  // namespace weir::inline WEIR_ABI::panel
