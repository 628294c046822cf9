#include "commands.hpp"
#include "info_json.hpp"
#include "support/numbers.hpp"
#include "support/output.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/panel/format.hpp>
#include <weir/panel/recording.hpp>
#include <weir/panel/snapshot.hpp>
#include <weir/panel/stages.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>

#include <sys/stat.h>

namespace weir_tool {

namespace {

using weir::layout::FieldSchema;
using weir::layout::NodeSchema;
using weir::layout::Schema;
using weir::layout::Shard;

template <std::size_t Capacity>
std::string text_of(const char (&name)[Capacity]) {
    return weir::panel::detail::printable(weir::panel::name_text(name));
}

/// "name   value", the values in a column.
void add(std::string& out, std::string_view name, std::string_view value) {
    fmt::format_to(std::back_inserter(out), "{:<13}{}\n", name, value);
}

std::string bytes_text(std::uint64_t bytes) {
    constexpr const char* units[] = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    std::size_t unit = 0;
    auto value = static_cast<double>(bytes);
    while (value >= 1023.5 && unit + 1 < std::size(units)) value /= 1024, ++unit;
    return fmt::format("{} {}", weir::panel::decimal(value, unit == 0 || value >= 99.95 ? 0 : 1), units[unit]);
}

std::string captures_text(const Schema& schema, std::uint32_t leaf) {
    std::string text;
    for (std::uint32_t i = 0; i < schema.field_count; ++i) {
        const FieldSchema& field = schema.fields()[i];
        if (field.leaf == leaf)
            text += fmt::format("{}{} ({}, {} bits)", text.empty() ? ", captures " : ", ", text_of(field.name),
                                name_of(field.type), 8 * field.size);
    }
    return text;
}

void add_node(std::string& out, const Schema& schema, std::uint32_t node, std::size_t depth) {
    const NodeSchema& facts = schema.nodes()[node];
    fmt::format_to(std::back_inserter(out), "  {}{}", std::string(2 * depth, ' '), text_of(facts.name));
    if (facts.threshold != NodeSchema::no_threshold)
        fmt::format_to(std::back_inserter(out), ", threshold {}",
                       weir::panel::exact(weir::Nanoseconds{facts.threshold}));
    if ((facts.flags & NodeSchema::has_max_allocations) != 0)
        fmt::format_to(std::back_inserter(out), ", at most {}", counted(facts.max_allocations, "allocation"));
    if ((facts.flags & NodeSchema::has_items) != 0) out += ", items";
    if ((facts.flags & NodeSchema::is_group) == 0) out += captures_text(schema, facts.first_leaf);
    out += "\n";
    for (std::uint32_t i = node + 1; i < schema.node_count; ++i)
        if (schema.nodes()[i].parent == node) add_node(out, schema, i, depth + 1);
}

std::string state_text(const weir::Recording& recording) {
    if (const auto closed = recording.closed_utc()) return fmt::format("ended at {}", weir::panel::utc_text(*closed));
    if (recording.is_live()) return "live: its process writes";
    return "ended without closing: its process was killed, or ended before the pipeline did";
}

std::string allocations_text(const weir::panel::NodeSnapshot& run) {
    if (run.allocations.calls == 0 && run.count != 0)
        return "not counted: no file of the program includes <weir/with/allocations.hpp>";
    return fmt::format("counted in {}", counted(run.allocations.calls, "run"));
}

void add_shards(std::string& out, const weir::Recording& recording) {
    using weir::detail::load;
    const Schema& schema = recording.schema();
    const weir::panel::Source source = recording.source();
    std::uint64_t in_rings = 0;
    std::string lines;
    for (std::size_t i = 0; i < source.shards.size(); ++i) {
        const Shard& shard = *source.shards[i];
        const std::uint64_t ended = load(shard.ended);
        const std::uint64_t slots = std::min(ended, schema.ring_capacity);
        in_rings += slots;
        fmt::format_to(std::back_inserter(lines), "  shard {}, thread {}: {}", i, load(shard.thread),
                       counted(load(shard.runs), "run"));
        if (schema.ring_capacity != 0)
            fmt::format_to(std::back_inserter(lines), ", {} in its ring", counted(slots, "record"));
        lines += "\n";
    }
    const auto snapshot = weir::panel::take_snapshot(source);
    add(out, "runs", fmt::format("{}, {} measured", snapshot.runs, snapshot.nodes[0].count));
    add(out, "ring",
        schema.ring_capacity == 0
            ? "none: at level timing single runs are not recorded"
            : fmt::format("{} of {} bytes a thread; {} there, {} overwritten by later ones, {} filtered out",
                          schema.ring_capacity, schema.record_size, in_rings, snapshot.overwritten, snapshot.filtered));
    if (schema.kept_slowest != 0) add(out, "slowest", fmt::format("{} kept a thread", schema.kept_slowest));
    if (schema.kept_around != 0)
        add(out, "violations",
            fmt::format("{} runs kept around them a thread, {} before and {} after each", schema.kept_around,
                        schema.around_before, schema.around_after));
    if (schema.shard.allocations != 0) add(out, "allocations", allocations_text(snapshot.nodes[0]));
    add(out, "threads",
        fmt::format("{} in use, room for {}", counted(source.shards.size(), "shard"), recording.head().shard_capacity));
    out += lines;
}

std::string info_text(const weir::Recording& recording) {
    const auto& head = recording.head();
    const Schema& schema = recording.schema();
    std::string out;
    add(out, "pipeline", fmt::format("{}, level {}", text_of(schema.name), weir::name_of(schema.level)));
    add(out, "fingerprint", fmt::format("{:016x}", head.fingerprint));
    add(out, "state", state_text(recording));
    add(out, "process",
        fmt::format("{}, {} on {}", head.writer.process, text_of(head.writer.program), text_of(head.writer.host)));
    add(out, "created", weir::panel::utc_text(head.writer.created_utc));
    add(out, "made by",
        fmt::format("weir {}, {}, {}; format {}", text_of(head.writer.weir_version), text_of(head.writer.compiler),
                    text_of(head.writer.machine), head.version));
    add(out, "clock",
        fmt::format("{}, {} ns a tick", text_of(schema.clock.name),
                    weir::panel::decimal(static_cast<double>(schema.clock.multiplier) / 4294967296.0, 4)));
    add(out, "cost",
        head.cost.per_run <= 0 && head.cost.per_stage <= 0
            ? "not measured: weir::record() does, WEIR_RECORD does not"
            : fmt::format("{:.1f} ns a run, {:.1f} ns a stage", head.cost.per_run, head.cost.per_stage));
    if (schema.sample_every > 1) add(out, "sampling", fmt::format("one run in {} is measured", schema.sample_every));
    struct stat facts {};
    const bool known = stat(recording.path().c_str(), &facts) == 0;
    add(out, "size",
        fmt::format("{}{}, {} a thread", bytes_text(recording.size()),
                    known ? fmt::format(", {} on disk", bytes_text(512 * static_cast<std::uint64_t>(facts.st_blocks)))
                          : "",
                    bytes_text(head.shard_stride)));
    add_shards(out, recording);
    out += "stages\n";
    add_node(out, schema, 0, 0);
    return out;
}

struct InfoOptions {
    std::string file;
    bool json = false;
};

}  // namespace

const char* name_of(weir::layout::FieldType type) {
    using weir::layout::FieldType;
    switch (type) {
    case FieldType::boolean: return "boolean";
    case FieldType::character: return "character";
    case FieldType::signed_integer: return "signed";
    case FieldType::unsigned_integer: return "unsigned";
    case FieldType::floating: return "floating";
    case FieldType::bytes: break;
    }
    return "bytes";
}

void add_info(CLI::App& app, Run& run) {
    auto options = std::make_shared<InfoOptions>();
    CLI::App* command = app.add_subcommand("info",
                                           "Print what a recording is: stages, who wrote it, its state and sizes");
    command->add_option("FILE", options->file, "A recording, live or ended")->required()->type_name("");
    command->add_flag("--json", options->json, "Print JSON instead of text");
    command->footer(R"(Examples:
  weir info run.weir
  weir info --json run.weir | jq -r .state)");
    command->callback([options, &run] {
        run = [options] {
            const weir::Recording recording = weir::open(options->file);
            Output out;
            out.write(options->json ? info_json(recording) : info_text(recording));
            out.flush();
            return Exit::fine;
        };
    });
}

}  // namespace weir_tool
