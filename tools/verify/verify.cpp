#include "commands.hpp"
#include "support/output.hpp"
#include "support/progress.hpp"
#include "verify/checks.hpp"

#include <weir/panel/recording.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace weir_tool {

namespace {

Left left_by(const weir::Recording& recording) {
    // In this order: a process that ends between the two has then closed it.
    const bool live = recording.is_live();
    return recording.closed_utc() ? Left::closed : live ? Left::live : Left::killed;
}

/// The line that ends a file without findings.
std::string fine_text(const weir::Recording& recording, Left left, std::uint64_t shards) {
    constexpr const char* states[] = {"", "; its process was killed, so that the last run of a thread may be missing",
                                      "; its process still writes, so that figures were not held against each other"};
    return fmt::format("{}: fine: {} shards{}\n", recording.path(), shards, states[static_cast<unsigned>(left)]);
}

void check_state(const weir::layout::Shard& shard, std::uint64_t number, std::uint64_t offset, Findings& findings) {
    using weir::layout::ShardState;
    const auto state = weir::detail::load_acquire(shard.state);
    if (state > ShardState::in_use)
        findings.add(fmt::format("shard[{}].state", number), offset + offsetof(weir::layout::Shard, state), "0 to 2",
                     static_cast<std::uint64_t>(state));
}

/// Findings, or that there are none, as text.
std::string verify(const weir::Recording& recording, Findings& findings) {
    using weir::layout::ShardState;
    const Left left = left_by(recording);
    const weir::panel::Source source = recording.source();
    const auto& head = recording.head();
    std::uint64_t shards = 0;
    Progress progress{recording.path(), recording.size()};
    check_shared(recording, left, findings);
    recording.file().for_each_shard([&](const weir::layout::Shard& shard, std::uint64_t number) {
        const std::uint64_t offset = head.shards + number * head.shard_stride;
        progress.at(offset);
        check_state(shard, number, offset, findings);
        if (weir::detail::load_acquire(shard.state) != ShardState::in_use) return;
        ++shards;
        const CheckedShard checked{*source.schema, *source.keys, shard, number, offset, left};
        check_statistics(checked, findings);
        check_records(checked, findings);
    });
    if (recording.is_torn())
        findings.add_line(fmt::format("{}: the file was cut shorter while it was read", recording.path()));
    return findings.count() == 0 ? fine_text(recording, left, shards) : findings.text();
}

Exit verify(const std::vector<std::string>& files) {
    Output out;
    Exit exit = Exit::fine;
    for (const std::string& file : files) {
        Findings findings{file};
        std::string text;
        try {
            text = verify(weir::open(file), findings);
        } catch (const weir::FormatError& error) {
            findings.add_line(error.what());
            text = findings.text();
        }
        if (findings.count() != 0) exit = Exit::finding;
        out.write(text);
    }
    out.flush();
    return exit;
}

}  // namespace

void add_verify(CLI::App& app, Run& run) {
    auto files = std::make_shared<std::vector<std::string>>();
    CLI::App* command = app.add_subcommand("verify", "Check all of a recording; a line for each finding");
    command->add_option("FILE", *files, "Recordings, live or ended")->required()->type_name("");
    command->footer(R"(Exit status: 0 no finding, 1 a finding in any of the files, 2 a file that cannot be read at all.

Examples:
  weir verify run.weir
  weir verify *.weir || echo damaged)");
    command->callback([files, &run] { run = [files] { return verify(*files); }; });
}

}  // namespace weir_tool
