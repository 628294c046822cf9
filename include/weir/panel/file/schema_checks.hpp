#pragma once

#include <weir/panel/file/head_checks.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What must be true of the schema of a file before it is used to find anything: the panel trusts it as it trusts one of
// its own process.
namespace weir::inline WEIR_ABI::panel {

/// Checks a private copy of the schema.
class SchemaChecks {
public:
    SchemaChecks(const CheckedFile& file, const layout::FileHead& head, const layout::Schema& schema)
        : file_{file}, head_{head}, schema_{schema}, at_{head.schema.offset} {}

    /// Before there is a copy of more than the Schema itself: how much else there is.
    void check_counts() const {
        using layout::Limits, layout::Schema;
        within("node_count", offsetof(Schema, node_count), schema_.node_count, 2, Limits::nodes);
        within("leaf_count", offsetof(Schema, leaf_count), schema_.leaf_count, 1, schema_.node_count - 1);
        within("field_count", offsetof(Schema, field_count), schema_.field_count, 0, Limits::fields);
        file_.require_equal("head.schema.size", offsetof(layout::FileHead, schema) + sizeof(std::uint64_t),
                            layout::size_of(schema_), head_.schema.size);
    }
    void check_fingerprint() const {
        file_.require_equal("head.fingerprint", offsetof(layout::FileHead, fingerprint),
                            layout::fingerprint_of(schema_), head_.fingerprint);
    }
    /// All the rest.
    void check() const {
        check_name("schema.name", at_ + offsetof(layout::Schema, name), schema_.name);
        check_modes();
        check_nodes();
        check_fields();
        check_plan();
        check_clock();
    }

private:
    void within(std::string_view name, std::size_t offset, std::uint64_t found, std::uint64_t least,
                std::uint64_t most) const {
        if (found >= least && found <= most) return;
        file_.refuse(joined("schema.", name), at_ + offset, joined(std::to_string(least), " to ", std::to_string(most)),
                     std::to_string(found));
    }
    template <std::size_t Capacity>
    void check_name(std::string_view field, std::uint64_t offset, const char (&name)[Capacity]) const {
        const auto* const end = std::find(name, name + Capacity, '\0');
        if (end != name && end != name + Capacity) return;
        file_.refuse(std::string{field}, offset,
                     joined("a name of 1 to ", std::to_string(Capacity - 1), " bytes and a closing zero"),
                     end == name ? "none" : "one without an end");
    }

    void check_modes() const {
        using layout::Limits, layout::Schema;
        within("level", offsetof(Schema, level), static_cast<std::uint64_t>(schema_.level), 1, 2);
        within("marks", offsetof(Schema, marks), schema_.marks, 0, 1);
        within("sample_every", offsetof(Schema, sample_every), schema_.sample_every, 1, ~std::uint64_t{0});
        const bool traces = schema_.level == Level::trace;
        const std::uint64_t most = traces ? ~std::uint64_t{0} : 0;
        within("ring_capacity", offsetof(Schema, ring_capacity), schema_.ring_capacity, traces ? 1 : 0, most);
        within("kept_slowest", offsetof(Schema, kept_slowest), schema_.kept_slowest, 0,
               traces ? Limits::kept_slowest : 0);
        within("kept_around", offsetof(Schema, kept_around), schema_.kept_around, 0, traces ? Limits::kept_around : 0);
        const std::uint64_t least = sizeof(layout::RunRecord) + std::uint64_t{4} * schema_.leaf_count;
        within("record_size", offsetof(Schema, record_size), schema_.record_size, least, Limits::record_size);
        if (schema_.record_size % 8 != 0)
            file_.refuse("schema.record_size", at_ + offsetof(Schema, record_size), "a multiple of 8",
                         std::to_string(schema_.record_size));
    }

    [[noreturn]] void refuse_node(std::uint32_t node, const char* member, std::size_t offset, std::string_view expected,
                                  std::string_view found) const {
        file_.refuse(joined("schema.nodes[", std::to_string(node), "].", member),
                     at_ + sizeof(layout::Schema) + node * sizeof(layout::NodeSchema) + offset, expected, found);
    }
    void check_node(std::uint32_t n) const {
        using layout::NodeSchema;
        const NodeSchema& node = schema_.nodes()[n];
        check_name(joined("schema.nodes[", std::to_string(n), "].name"),
                   at_ + sizeof(layout::Schema) + n * sizeof(NodeSchema), node.name);
        if (node.threshold < NodeSchema::no_threshold)
            refuse_node(n, "threshold", offsetof(NodeSchema, threshold), "at least -1", std::to_string(node.threshold));
        if ((node.flags & ~(NodeSchema::has_items | NodeSchema::is_group | NodeSchema::has_costs |
                            NodeSchema::has_max_allocations)) != 0)
            refuse_node(n, "flags", offsetof(NodeSchema, flags), "0 to 15", std::to_string(node.flags));
        if ((node.flags & NodeSchema::has_max_allocations) == 0 && node.max_allocations != 0)
            refuse_node(n, "max_allocations", offsetof(NodeSchema, max_allocations),
                        "0, for its flag says that it has none", std::to_string(node.max_allocations));
        if ((node.flags & NodeSchema::has_max_allocations) != 0 && schema_.shard.allocations == 0)
            refuse_node(n, "flags", offsetof(NodeSchema, flags), "no max_allocations where none are counted",
                        std::to_string(node.flags));
        const bool is_group = (node.flags & NodeSchema::is_group) != 0;
        if (is_group && (node.flags & NodeSchema::has_costs) != 0)
            refuse_node(n, "flags", offsetof(NodeSchema, flags), "no costs by items, for it is a group",
                        std::to_string(node.flags));
        if (n == 0 && !is_group)
            refuse_node(n, "flags", offsetof(NodeSchema, flags), "a group, for it is the whole run",
                        std::to_string(node.flags));
        if (n == 0 ? node.parent != 0 : node.parent >= n)
            refuse_node(n, "parent", offsetof(NodeSchema, parent), n == 0 ? "0" : "a node before it",
                        std::to_string(node.parent));
        if (n != 0 && (schema_.nodes()[node.parent].flags & NodeSchema::is_group) == 0)
            refuse_node(n, "parent", offsetof(NodeSchema, parent), "a group",
                        joined(std::to_string(node.parent), ", which is none"));
    }
    /// Parents before their children, all of a group's nodes in a row, the leaves numbered in order, and no more text in
    /// paths than Limits.
    void check_nodes() const {
        using layout::Limits, layout::NodeSchema;
        std::vector<std::uint32_t> open;  // the groups that the node before is in, itself too
        std::vector<std::uint32_t> leaves_of(schema_.node_count, 0);
        std::vector<std::uint64_t> path_size(schema_.node_count, 0);
        std::uint32_t leaves = 0;
        std::uint64_t all_paths = 0;
        for (std::uint32_t n = 0; n < schema_.node_count; ++n) {
            check_node(n);
            const NodeSchema& node = schema_.nodes()[n];
            while (!open.empty() && open.back() != node.parent) open.pop_back();
            if (n != 0 && open.empty())
                refuse_node(n, "parent", offsetof(NodeSchema, parent), "a group that has not ended",
                            std::to_string(node.parent));
            if (node.first_leaf != leaves)
                refuse_node(n, "first_leaf", offsetof(NodeSchema, first_leaf), std::to_string(leaves),
                            std::to_string(node.first_leaf));
            path_size[n] = path_size[node.parent] + std::char_traits<char>::length(node.name) + 1;
            all_paths += path_size[n];
            if ((node.flags & NodeSchema::is_group) != 0) {
                open.push_back(n);
            } else {
                ++leaves;
                for (const std::uint32_t group : open) ++leaves_of[group];
                leaves_of[n] = 1;
            }
            if (open.size() > Limits::depth)
                refuse_node(n, "parent", offsetof(NodeSchema, parent),
                            joined("at most ", std::to_string(Limits::depth), " pipelines within one another"), "more");
            if (all_paths > Limits::path_bytes)
                refuse_node(n, "name", offsetof(NodeSchema, name),
                            joined("paths of at most ", std::to_string(Limits::path_bytes), " bytes together"), "more");
        }
        for (std::uint32_t n = 0; n < schema_.node_count; ++n)
            if (schema_.nodes()[n].leaf_count != leaves_of[n] || leaves_of[n] == 0)
                refuse_node(n, "leaf_count", offsetof(NodeSchema, leaf_count),
                            leaves_of[n] == 0 ? "a stage in the group" : std::to_string(leaves_of[n]),
                            std::to_string(schema_.nodes()[n].leaf_count));
        within("leaf_count", offsetof(layout::Schema, leaf_count), schema_.leaf_count, leaves, leaves);
    }

    [[nodiscard]] static bool is_size_of(layout::FieldType type, std::uint32_t size) noexcept {
        using layout::FieldType;
        switch (type) {
        case FieldType::bytes: return size != 0;
        case FieldType::boolean:
        case FieldType::character: return size == 1;
        case FieldType::signed_integer:
        case FieldType::unsigned_integer: return size == 1 || size == 2 || size == 4 || size == 8;
        case FieldType::floating: return size == 4 || size == 8 || size == 16;
        }
        return false;
    }
    /// Fields by leaf, one after another in the record.
    void check_fields() const {
        using layout::FieldSchema;
        std::uint64_t end = sizeof(layout::RunRecord) + std::uint64_t{4} * schema_.leaf_count;
        std::uint32_t leaf = 0;
        for (std::uint32_t f = 0; f < schema_.field_count; ++f) {
            const FieldSchema& field = schema_.fields()[f];
            const std::uint64_t at = at_ + sizeof(layout::Schema) +
                                     std::uint64_t{schema_.node_count} * sizeof(layout::NodeSchema) +
                                     f * sizeof(FieldSchema);
            const std::string name = joined("schema.fields[", std::to_string(f), "].");
            check_name(name + "name", at, field.name);
            if (field.leaf < leaf || field.leaf >= schema_.leaf_count)
                file_.refuse(name + "leaf", at + offsetof(FieldSchema, leaf),
                             joined(std::to_string(leaf), " to ", std::to_string(schema_.leaf_count - 1)),
                             std::to_string(field.leaf));
            if (static_cast<std::uint32_t>(field.type) > static_cast<std::uint32_t>(layout::FieldType::floating))
                file_.refuse(name + "type", at + offsetof(FieldSchema, type), "0 to 5",
                             std::to_string(static_cast<std::uint32_t>(field.type)));
            if (!is_size_of(field.type, field.size))
                file_.refuse(name + "size", at + offsetof(FieldSchema, size), "a size that its type has",
                             std::to_string(field.size));
            if (field.offset < end || std::uint64_t{field.offset} + field.size > schema_.record_size)
                file_.refuse(name + "offset", at + offsetof(FieldSchema, offset),
                             joined("a place within ", std::to_string(end), " to ",
                                    std::to_string(schema_.record_size)),
                             joined(std::to_string(field.size), " bytes from ", std::to_string(field.offset)));
            end = std::uint64_t{field.offset} + field.size;
            leaf = field.leaf;
        }
    }

    /// A part of the shard: at a multiple of `alignment`, not before `end`; the new end. `count` things of `size`.
    std::uint64_t check_part(const char* name, std::size_t offset, std::uint64_t found, std::uint64_t end,
                             std::uint64_t alignment, std::uint64_t count, std::uint64_t size) const {
        const std::uint64_t at = at_ + offsetof(layout::Schema, shard) + offset;
        const std::string field = joined("schema.shard.", name);
        if (found % alignment != 0)
            file_.refuse(field, at, joined("a multiple of ", std::to_string(alignment)), std::to_string(found));
        if (found < end)
            file_.refuse(field, at, joined("at least ", std::to_string(end), ", where the part before ends"),
                         std::to_string(found));
        const std::uint64_t whole = schema_.shard.size;
        if (found > whole || (size != 0 && count > (whole - found) / size))
            file_.refuse(field, at, joined("a place within the shard of ", std::to_string(whole), " bytes"),
                         joined(std::to_string(count), " times ", std::to_string(size), " bytes from ",
                                std::to_string(found)));
        return found + count * size;
    }
    void check_plan() const {
        using layout::ShardPlan;
        const ShardPlan& plan = schema_.shard;
        const std::uint64_t nodes = schema_.node_count;
        if (plan.size > head_.shard_stride || head_.shard_stride - plan.size >= layout::FileHead::page)
            file_.refuse("schema.shard.size", at_ + offsetof(layout::Schema, shard) + offsetof(ShardPlan, size),
                         joined("what comes to ", std::to_string(head_.shard_stride), " bytes in whole pages"),
                         std::to_string(plan.size));
        std::uint64_t end = sizeof(layout::Shard);
        end = check_part("statistics", offsetof(ShardPlan, statistics), plan.statistics, end, 8, nodes,
                         sizeof(layout::StageStatistics));
        end = check_part("histograms", offsetof(ShardPlan, histograms), plan.histograms, end, 8, nodes,
                         sizeof(layout::Histogram));
        end = check_part("pending", offsetof(ShardPlan, pending), plan.pending, end, 64, 1,
                         layout::PendingRuns::size(nodes));
        end = check_part("costs", offsetof(ShardPlan, costs), plan.costs, end, 64,
                         layout::costs_before(schema_, schema_.node_count), sizeof(layout::CostCells));
        end = check_part("analyzers", offsetof(ShardPlan, analyzers), plan.analyzers, end, 64, 0, 0);
        end = check_part("ring", offsetof(ShardPlan, ring), plan.ring, end, 64, schema_.ring_capacity,
                         schema_.record_size);
        const std::uint64_t kept = std::uint64_t{schema_.kept_slowest} + schema_.kept_around;
        end = check_part("kept", offsetof(ShardPlan, kept), plan.kept, end, 64, kept,
                         layout::Kept::size(schema_.record_size));
        if (plan.allocations != 0)  // 0 where the pipeline does not count them
            static_cast<void>(check_part("allocations", offsetof(ShardPlan, allocations), plan.allocations, end, 64,
                                         nodes, sizeof(layout::AllocationStatistics)));
    }

    void check_clock() const {
        using layout::ClockSchema, layout::Schema;
        const layout::ClockSchema& clock = schema_.clock;
        constexpr std::size_t at = offsetof(Schema, clock);
        detail::check_ends(file_, "schema.clock.name", at_ + at + offsetof(ClockSchema, name), clock.name);
        within("clock.multiplier", at + offsetof(ClockSchema, multiplier), clock.multiplier, 1,
               layout::Limits::multiplier);
        if (clock.epoch_utc < 0)
            file_.refuse("schema.clock.epoch_utc", at_ + at + offsetof(ClockSchema, epoch_utc), "a time after 1970",
                         std::to_string(clock.epoch_utc));
    }

    const CheckedFile& file_;
    const layout::FileHead& head_;
    const layout::Schema& schema_;
    std::uint64_t at_;
};

}  // namespace weir::inline WEIR_ABI::panel
