#include "verify/checks.hpp"

#include <weir/layout/shared.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace weir_tool {

namespace {

using weir::detail::load;
using weir::layout::ErrorRecord;
using weir::layout::KeyTable;
using weir::layout::Shared;

void check_keys(const KeyTable& keys, std::uint64_t offset, Findings& findings) {
    const std::uint32_t count = weir::detail::load_acquire(keys.count);
    if (count > KeyTable::capacity)
        findings.add("keys.count", offset, fmt::format("{} at most", KeyTable::capacity), count);
    for (std::uint32_t i = 0; i < std::min(count, KeyTable::capacity); ++i) {
        const std::uint64_t end = std::uint64_t{load(keys.entries[i].offset)} + load(keys.entries[i].size);
        if (end > KeyTable::text_capacity)
            findings.add(fmt::format("keys.entries[{}]", i),
                         offset + offsetof(KeyTable, entries) + i * sizeof(KeyTable::Entry),
                         fmt::format("a name that ends within {} bytes", KeyTable::text_capacity), end);
    }
}

void check_errors(const Shared& shared, std::uint32_t leaf_count, std::uint64_t offset, Left left, Findings& findings) {
    const std::uint64_t count = weir::detail::load_acquire(shared.error_count);
    constexpr std::uint64_t capacity = Shared::error_capacity;
    for (std::uint64_t n = count > capacity ? count - capacity : 0; n < count; ++n) {
        const ErrorRecord& error = shared.errors[n % capacity];
        const std::uint64_t at = offset + offsetof(Shared, errors) + n % capacity * sizeof(ErrorRecord);
        const auto field = fmt::format("shared.errors[{}]", n % capacity);
        const std::uint64_t sequence = weir::detail::load_acquire(error.sequence);
        if (sequence != 2 * (n + 1)) {
            // One that is being written, or was when its process was killed.
            if (left == Left::closed) findings.add(field, at, fmt::format("the sequence {}", 2 * (n + 1)), sequence);
            continue;
        }
        if (left == Left::live) continue;
        if (error.stage != weir::layout::RunRecord::no_stage && error.stage >= leaf_count)
            findings.add(field, at, fmt::format("a stage among {}", leaf_count), error.stage);
        if (std::memchr(error.message, 0, sizeof error.message) == nullptr)
            findings.add(field, at, "a message that ends with a zero", "one without an end");
    }
}

}  // namespace

void check_shared(const weir::Recording& recording, Left left, Findings& findings) {
    const weir::panel::Source source = recording.source();
    check_keys(*source.keys, recording.head().keys.offset, findings);
    check_errors(*source.shared, recording.schema().leaf_count, recording.head().shared.offset, left, findings);
}

}  // namespace weir_tool
