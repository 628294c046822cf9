#pragma once

#include <weir/base/memory.hpp>
#include <weir/layout/cost_cells.hpp>
#include <weir/layout/counting.hpp>
#include <weir/layout/file.hpp>

#include <cstdio>
#include <cstring>

#include <unistd.h>

namespace weir::inline WEIR_ABI::detail {

inline layout::WriterFacts writer_facts(std::int64_t now) noexcept {
    layout::WriterFacts facts{};
    facts.process = static_cast<std::uint64_t>(getpid());
    facts.created_utc = now;
    std::snprintf(facts.weir_version, sizeof facts.weir_version, "%d.%d.%d", WEIR_VERSION_MAJOR, WEIR_VERSION_MINOR,
                  WEIR_VERSION_PATCH);
    char program[4096];
    const ssize_t read = readlink("/proc/self/exe", program, sizeof program);
    const std::size_t size = read < 0 ? 0 : static_cast<std::size_t>(read);
    const std::size_t kept = size < sizeof facts.program ? size : sizeof facts.program - 1;
    std::memcpy(facts.program, program + (size - kept), kept);
    gethostname(facts.host, sizeof facts.host - 1);
    if (std::FILE* const boot = std::fopen("/proc/sys/kernel/random/boot_id", "re")) {
        if (std::fgets(facts.boot, sizeof facts.boot, boot) != nullptr)
            facts.boot[std::strcspn(facts.boot, "\n")] = '\0';
        std::fclose(boot);
    }
#if defined(__clang__)
    layout::copy_name(facts.compiler, sizeof facts.compiler, __VERSION__);
#else
    layout::copy_name(facts.compiler, sizeof facts.compiler, "g++ " __VERSION__);
#endif
#if defined(__x86_64__)
    layout::copy_name(facts.machine, sizeof facts.machine, "x86_64");
#elif defined(__aarch64__)
    layout::copy_name(facts.machine, sizeof facts.machine, "aarch64");
#endif
    return facts;
}

constexpr layout::LayoutFacts layout_facts() noexcept {
    return {sizeof(layout::Shard),         sizeof(layout::StageStatistics), layout::Histogram::scale,
            layout::Histogram::slot_count, layout::PendingRuns::capacity,   sizeof(layout::RunRecord),
            layout::KeyTable::capacity,    layout::Shared::error_capacity,  sizeof(layout::CostCell),
            layout::CostCells::count};
}

/// Where the parts of a file are, and all else of its head but the writer, the cost and the checksum.
inline layout::FileHead file_head(const layout::Schema& schema) noexcept {
    constexpr std::uint64_t page = layout::FileHead::page;
    layout::FileHead head{};
    std::memcpy(head.magic, layout::FileHead::magic_bytes, sizeof head.magic);
    head.version = layout::FileHead::current_version;
    head.byte_order = layout::FileHead::byte_order_mark;
    head.fingerprint = layout::fingerprint_of(schema);
    head.schema = {page, layout::size_of(schema)};
    head.shared = {rounded_up(page + head.schema.size, page), sizeof(layout::Shared)};
    head.keys = {rounded_up(head.shared.offset + head.shared.size, page), sizeof(layout::KeyTable)};
    head.shards = rounded_up(head.keys.offset + head.keys.size, page);
    head.shard_stride = rounded_up(schema.shard.size, page);
    head.layout = layout_facts();
    return head;
}

}  // namespace weir::inline WEIR_ABI::detail
