#include "info_json.hpp"

#include <weir/panel/run/run_view.hpp>
#include <weir/panel/snapshot.hpp>
#include <weir/panel/stages.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <sys/stat.h>

namespace weir_tool {

namespace {

using Json = nlohmann::ordered_json;
using weir::layout::NodeSchema;
using weir::layout::Schema;
using weir::panel::name_text;

Json captures_of(const Schema& schema, std::uint32_t leaf) {
    Json captures = Json::array();
    for (std::uint32_t i = 0; i < schema.field_count; ++i)
        if (const auto& field = schema.fields()[i]; field.leaf == leaf)
            captures.push_back({{"name", name_text(field.name)},
                                {"type", name_of(field.type)},
                                {"bits", std::uint64_t{8} * field.size}});
    return captures;
}

/// All nodes in a row, the whole run first; the path of a stage in a nested pipeline tells where it belongs.
Json stages_of(const Schema& schema) {
    const std::vector<std::string> paths = weir::panel::node_paths(schema);
    Json stages = Json::array();
    for (std::uint32_t n = 0; n < schema.node_count; ++n) {
        const NodeSchema& node = schema.nodes()[n];
        const bool is_pipeline = (node.flags & NodeSchema::is_group) != 0;
        Json stage{{"path", paths[n]},
                   {"is_pipeline", is_pipeline},
                   {"threshold_ns", nullptr},
                   {"max_allocations", nullptr},
                   {"has_items", (node.flags & NodeSchema::has_items) != 0},
                   {"captures", is_pipeline ? Json::array() : captures_of(schema, node.first_leaf)}};
        if (node.threshold != NodeSchema::no_threshold) stage["threshold_ns"] = node.threshold;
        if ((node.flags & NodeSchema::has_max_allocations) != 0) stage["max_allocations"] = node.max_allocations;
        stages.push_back(std::move(stage));
    }
    return stages;
}

Json writer_of(const weir::layout::WriterFacts& writer) {
    return {{"process", writer.process},
            {"program", name_text(writer.program)},
            {"host", name_text(writer.host)},
            {"boot", name_text(writer.boot)},
            {"weir_version", name_text(writer.weir_version)},
            {"compiler", name_text(writer.compiler)},
            {"machine", name_text(writer.machine)},
            {"created_utc_ns", writer.created_utc}};
}

Json shards_of(const weir::panel::Source& source, std::uint64_t& in_rings) {
    using weir::detail::load;
    Json shards = Json::array();
    for (const auto* shard : source.shards) {
        const std::uint64_t records = std::min(load(shard->ended), source.schema->ring_capacity);
        in_rings += records;
        shards.push_back({{"thread", load(shard->thread)}, {"runs", load(shard->runs)}, {"records", records}});
    }
    return shards;
}

}  // namespace

std::string info_json(const weir::Recording& recording) {
    const auto& head = recording.head();
    const Schema& schema = recording.schema();
    const weir::panel::Source source = recording.source();
    std::uint64_t in_rings = 0;
    Json shards = shards_of(source, in_rings);
    const auto snapshot = weir::panel::take_snapshot(source);
    const auto& run = snapshot.nodes[0];
    const auto closed = recording.closed_utc();
    const bool has_cost = head.cost.per_run > 0 || head.cost.per_stage > 0;
    struct stat facts {};
    const bool has_blocks = stat(recording.path().c_str(), &facts) == 0;
    Json json{
        {"format", "weir-info"},
        {"version", 1},
        {"path", weir::panel::valid_utf8(recording.path())},
        {"file_format", head.version},
        {"pipeline", name_text(schema.name)},
        {"level", weir::name_of(schema.level)},
        {"marks", schema.marks != 0},
        {"fingerprint", fmt::format("{:016x}", head.fingerprint)},
        {"state", closed                ? "ended"
                  : recording.is_live() ? "live"
                                        : "unclosed"},
        {"closed_utc_ns", closed ? Json(*closed) : Json(nullptr)},
        {"writer", writer_of(head.writer)},
        {"clock",
         {{"name", name_text(schema.clock.name)},
          {"ns_per_tick", static_cast<double>(schema.clock.multiplier) / 4294967296.0}}},
        {"cost", nullptr},
        {"bytes", recording.size()},
        {"bytes_on_disk", has_blocks ? Json(512 * static_cast<std::uint64_t>(facts.st_blocks)) : Json(nullptr)},
        {"bytes_a_thread", head.shard_stride},
        {"runs", snapshot.runs},
        {"measured", run.count},
        {"sample_every", schema.sample_every},
        {"ring",
         {{"capacity", schema.ring_capacity},
          {"record_bytes", schema.record_size},
          {"records", in_rings},
          {"overwritten", snapshot.overwritten},
          {"filtered", snapshot.filtered}}},
        {"kept",
         {{"slowest", schema.kept_slowest},
          {"around", schema.kept_around},
          {"before", schema.around_before},
          {"after", schema.around_after}}},
        {"allocation_counting", name_of(weir::panel::allocation_counting(schema, run.count, run.allocations.calls))},
        {"shard_capacity", head.shard_capacity},
        {"shards", std::move(shards)},
        {"stages", stages_of(schema)},
    };
    if (has_cost) json["cost"] = {{"per_run_ns", head.cost.per_run}, {"per_stage_ns", head.cost.per_stage}};
    return json.dump(2) + "\n";
}

}  // namespace weir_tool
