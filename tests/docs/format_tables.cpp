// Prints where each member of the layout stands, a line `STRUCT | OFFSET | SIZE | MEMBER` for each: what docs/format.md
// is held against.
#include <weir/layout/allocations.hpp>
#include <weir/layout/cost_cells.hpp>
#include <weir/layout/file.hpp>
#include <weir/layout/kept.hpp>
#include <weir/layout/limits.hpp>
#include <weir/layout/pending.hpp>

#include <cstddef>
#include <cstdint>
#include <iostream>

using namespace weir::layout;

namespace {

void row(const char* in, std::size_t offset, std::size_t size, const char* member) {
    std::cout << in << " | " << offset << " | " << size << " | " << member << '\n';
}
void whole(const char* in, std::size_t size) { row(in, size, 0, "end"); }
void constant(const char* name, std::uint64_t value) { std::cout << "constants | " << value << " | " << name << '\n'; }

#define WEIR_ROW(Struct, member) row(#Struct, offsetof(Struct, member), sizeof(Struct::member), #member)

void print_head() {
    WEIR_ROW(FileHead, magic);
    WEIR_ROW(FileHead, version);
    WEIR_ROW(FileHead, byte_order);
    WEIR_ROW(FileHead, fingerprint);
    WEIR_ROW(FileHead, schema);
    WEIR_ROW(FileHead, shared);
    WEIR_ROW(FileHead, keys);
    WEIR_ROW(FileHead, shards);
    WEIR_ROW(FileHead, shard_stride);
    WEIR_ROW(FileHead, layout);
    WEIR_ROW(FileHead, writer);
    WEIR_ROW(FileHead, cost);
    WEIR_ROW(FileHead, checksum);
    WEIR_ROW(FileHead, shard_capacity);
    WEIR_ROW(FileHead, shard_count);
    WEIR_ROW(FileHead, closed_utc);
    whole("FileHead", sizeof(FileHead));
    WEIR_ROW(Section, offset);
    WEIR_ROW(Section, size);
    whole("Section", sizeof(Section));
    WEIR_ROW(LayoutFacts, shard_head_size);
    WEIR_ROW(LayoutFacts, statistics_size);
    WEIR_ROW(LayoutFacts, histogram_scale);
    WEIR_ROW(LayoutFacts, histogram_slots);
    WEIR_ROW(LayoutFacts, pending_capacity);
    WEIR_ROW(LayoutFacts, record_head_size);
    WEIR_ROW(LayoutFacts, key_capacity);
    WEIR_ROW(LayoutFacts, error_capacity);
    WEIR_ROW(LayoutFacts, cost_cell_size);
    WEIR_ROW(LayoutFacts, cost_cells);
    whole("LayoutFacts", sizeof(LayoutFacts));
    WEIR_ROW(WriterFacts, process);
    WEIR_ROW(WriterFacts, created_utc);
    WEIR_ROW(WriterFacts, weir_version);
    WEIR_ROW(WriterFacts, program);
    WEIR_ROW(WriterFacts, host);
    WEIR_ROW(WriterFacts, boot);
    WEIR_ROW(WriterFacts, compiler);
    WEIR_ROW(WriterFacts, machine);
    whole("WriterFacts", sizeof(WriterFacts));
    WEIR_ROW(CostFacts, per_run);
    WEIR_ROW(CostFacts, per_stage);
    whole("CostFacts", sizeof(CostFacts));
}

void print_schema() {
    WEIR_ROW(Schema, name);
    WEIR_ROW(Schema, node_count);
    WEIR_ROW(Schema, leaf_count);
    WEIR_ROW(Schema, field_count);
    WEIR_ROW(Schema, record_size);
    WEIR_ROW(Schema, ring_capacity);
    WEIR_ROW(Schema, sample_every);
    WEIR_ROW(Schema, kept_slowest);
    WEIR_ROW(Schema, kept_around);
    WEIR_ROW(Schema, around_before);
    WEIR_ROW(Schema, around_after);
    WEIR_ROW(Schema, level);
    WEIR_ROW(Schema, marks);
    WEIR_ROW(Schema, reserved);
    WEIR_ROW(Schema, shard);
    WEIR_ROW(Schema, clock);
    whole("Schema", sizeof(Schema));
    WEIR_ROW(ShardPlan, statistics);
    WEIR_ROW(ShardPlan, histograms);
    WEIR_ROW(ShardPlan, pending);
    WEIR_ROW(ShardPlan, costs);
    WEIR_ROW(ShardPlan, analyzers);
    WEIR_ROW(ShardPlan, ring);
    WEIR_ROW(ShardPlan, kept);
    WEIR_ROW(ShardPlan, allocations);
    WEIR_ROW(ShardPlan, size);
    whole("ShardPlan", sizeof(ShardPlan));
    WEIR_ROW(ClockSchema, name);
    WEIR_ROW(ClockSchema, multiplier);
    WEIR_ROW(ClockSchema, epoch_ticks);
    WEIR_ROW(ClockSchema, epoch_utc);
    whole("ClockSchema", sizeof(ClockSchema));
    WEIR_ROW(NodeSchema, name);
    WEIR_ROW(NodeSchema, threshold);
    WEIR_ROW(NodeSchema, parent);
    WEIR_ROW(NodeSchema, first_leaf);
    WEIR_ROW(NodeSchema, leaf_count);
    WEIR_ROW(NodeSchema, flags);
    WEIR_ROW(NodeSchema, max_allocations);
    whole("NodeSchema", sizeof(NodeSchema));
    WEIR_ROW(FieldSchema, name);
    WEIR_ROW(FieldSchema, leaf);
    WEIR_ROW(FieldSchema, offset);
    WEIR_ROW(FieldSchema, size);
    WEIR_ROW(FieldSchema, type);
    whole("FieldSchema", sizeof(FieldSchema));
}

void print_shared() {
    WEIR_ROW(Shared, unrecorded);
    WEIR_ROW(Shared, handler_errors);
    WEIR_ROW(Shared, error_count);
    WEIR_ROW(Shared, errors);
    whole("Shared", sizeof(Shared));
    WEIR_ROW(ErrorRecord, sequence);
    WEIR_ROW(ErrorRecord, start);
    WEIR_ROW(ErrorRecord, key);
    WEIR_ROW(ErrorRecord, key_kind);
    WEIR_ROW(ErrorRecord, cut);
    WEIR_ROW(ErrorRecord, stage);
    WEIR_ROW(ErrorRecord, message);
    whole("ErrorRecord", sizeof(ErrorRecord));
    WEIR_ROW(KeyTable, count);
    WEIR_ROW(KeyTable, text_used);
    WEIR_ROW(KeyTable, index);
    WEIR_ROW(KeyTable, entries);
    WEIR_ROW(KeyTable, text);
    whole("KeyTable", sizeof(KeyTable));
    using Entry = KeyTable::Entry;
    WEIR_ROW(Entry, offset);
    WEIR_ROW(Entry, size);
    WEIR_ROW(Entry, hash);
    whole("Entry", sizeof(Entry));
}

void print_shard() {
    WEIR_ROW(Shard, runs);
    WEIR_ROW(Shard, straight_runs);
    WEIR_ROW(Shard, begun);
    WEIR_ROW(Shard, ended);
    WEIR_ROW(Shard, wide);
    WEIR_ROW(Shard, filtered);
    WEIR_ROW(Shard, faults);
    WEIR_ROW(Shard, summed);
    WEIR_ROW(Shard, folded);
    WEIR_ROW(Shard, keys_dropped);
    WEIR_ROW(Shard, thread);
    WEIR_ROW(Shard, state);
    WEIR_ROW(Shard, kept_floor);
    WEIR_ROW(Shard, around_begun);
    WEIR_ROW(Shard, around_ended);
    WEIR_ROW(Shard, around_left);
    whole("Shard", sizeof(Shard));
    WEIR_ROW(StageStatistics, other_calls);
    WEIR_ROW(StageStatistics, totals);
    WEIR_ROW(StageStatistics, min_inverted);
    WEIR_ROW(StageStatistics, max);
    WEIR_ROW(StageStatistics, violations);
    WEIR_ROW(StageStatistics, stopped);
    WEIR_ROW(StageStatistics, errors);
    WEIR_ROW(StageStatistics, items);
    whole("StageStatistics", sizeof(StageStatistics));
    WEIR_ROW(CostCell, begun);
    WEIR_ROW(CostCell, count);
    WEIR_ROW(CostCell, items);
    WEIR_ROW(CostCell, ns);
    WEIR_ROW(CostCell, items_squared);
    WEIR_ROW(CostCell, ns_squared);
    WEIR_ROW(CostCell, items_ns);
    WEIR_ROW(CostCell, cut);
    whole("CostCell", sizeof(CostCell));
    WEIR_ROW(RunRecord, start);
    WEIR_ROW(RunRecord, key);
    WEIR_ROW(RunRecord, end);
    WEIR_ROW(RunRecord, key_kind);
    WEIR_ROW(RunRecord, stage);
    WEIR_ROW(RunRecord, flags);
    whole("RunRecord", sizeof(RunRecord));
    WEIR_ROW(Kept, sequence);
    WEIR_ROW(Kept, number);
    WEIR_ROW(Kept, total);
    WEIR_ROW(Kept, why);
    whole("Kept", sizeof(Kept));
    WEIR_ROW(AllocationStatistics, calls);
    WEIR_ROW(AllocationStatistics, allocations);
    WEIR_ROW(AllocationStatistics, bytes);
    WEIR_ROW(AllocationStatistics, most);
    WEIR_ROW(AllocationStatistics, violations);
    whole("AllocationStatistics", sizeof(AllocationStatistics));
}

void print_constants() {
    constant("format", FileHead::current_version);
    constant("page", FileHead::page);
    constant("histogram slots", Histogram::slot_count);
    constant("pending rows", PendingRuns::capacity);
    constant("key names", KeyTable::capacity);
    constant("errors", Shared::error_capacity);
    constant("cost cells", CostCells::count);
    constant("nodes", Limits::nodes);
    constant("pipelines within one another", Limits::depth);
    constant("bytes of all paths", Limits::path_bytes);
    constant("captured members", Limits::fields);
    constant("bytes of a record", Limits::record_size);
    constant("slowest runs", Limits::kept_slowest);
    constant("runs around violations", Limits::kept_around);
    constant("shards", Limits::shards);
    constant("clock multiplier", Limits::multiplier);
}

}  // namespace

int main() {
    print_head();
    print_schema();
    print_shared();
    print_shard();
    print_constants();
}
