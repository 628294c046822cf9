#pragma once

#include <weir/base/memory.hpp>
#include <weir/layout/cost_cells.hpp>
#include <weir/layout/counting.hpp>
#include <weir/panel/source.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir_test {

/// A pipeline made by hand, node by node and run by run: what the instrument would have written, without it.
class MadePipeline {
public:
    static constexpr std::int64_t none = weir::layout::NodeSchema::no_threshold;
    static constexpr std::uint64_t ms = 1'000'000;

    explicit MadePipeline(std::string name, std::int64_t threshold = none) {
        nodes_.push_back({std::move(name), threshold, 0, true, false});
    }
    MadePipeline& stage(std::string name, std::int64_t threshold = none, bool has_items = false) {
        nodes_.push_back({std::move(name), threshold, open_, false, has_items});
        return *this;
    }
    /// Opens a nested pipeline; the stages up to `close` are its own.
    MadePipeline& open(std::string name, std::int64_t threshold = none) {
        nodes_.push_back({std::move(name), threshold, open_, true, false});
        open_ = static_cast<std::uint32_t>(nodes_.size() - 1);
        return *this;
    }
    MadePipeline& close() {
        open_ = nodes_[open_].parent;
        return *this;
    }
    /// Ends the stages: the schema and the shards are made.
    MadePipeline& make(std::size_t shard_count = 1, std::uint64_t ring_capacity = 0) {
        using namespace weir::layout;
        schema_.reset(
            static_cast<Schema*>(weir::detail::allocate_zeroed(sizeof(Schema) + nodes_.size() * sizeof(NodeSchema))));
        schema_->node_count = static_cast<std::uint32_t>(nodes_.size());
        schema_->ring_capacity = ring_capacity;
        schema_->sample_every = 1;
        schema_->level = ring_capacity > 0 ? weir::Level::trace : weir::Level::timing;
        schema_->clock.multiplier = std::uint64_t{1} << 32;
        copy_name(schema_->name, name_capacity, nodes_[0].name);
        fill_nodes();
        schema_->shard.statistics = sizeof(Shard);
        schema_->shard.histograms = schema_->shard.statistics + nodes_.size() * sizeof(StageStatistics);
        schema_->shard.pending = schema_->shard.histograms + nodes_.size() * sizeof(Histogram);
        schema_->shard.costs = weir::detail::rounded_up(schema_->shard.pending + PendingRuns::size(nodes_.size()), 64);
        schema_->shard.ring = schema_->shard.costs + costs_before(*schema_, schema_->node_count) * sizeof(CostCells);
        schema_->record_size = static_cast<std::uint32_t>(
            weir::detail::rounded_up(sizeof(RunRecord) + std::size_t{4} * schema_->leaf_count, 8));
        schema_->shard.size = schema_->shard.ring + ring_capacity * schema_->record_size;
        for (std::size_t i = 0; i < shard_count; ++i)
            shards_.emplace_back(static_cast<Shard*>(weir::detail::allocate_zeroed(schema_->shard.size)));
        return *this;
    }
    /// A measured run: the nanoseconds of its leaves, fewer than there are where it did not come to the last
    /// ones. With a ring it is recorded there too, if each of them takes less than 4.29 s.
    MadePipeline& run(const std::vector<std::uint64_t>& leaves, std::size_t shard = 0) {
        for (std::size_t n = 0; n < nodes_.size(); ++n) {
            const auto& node = schema_->nodes()[n];
            std::optional<std::uint64_t> sum;
            for (std::size_t leaf = node.first_leaf; leaf < node.first_leaf + node.leaf_count; ++leaf)
                if (leaf < leaves.size()) sum = sum.value_or(0) + leaves[leaf];
            if (sum) call(n, *sum, shard);
        }
        weir::detail::add_alone(shards_[shard]->runs, std::uint64_t{1});
        if (schema_->ring_capacity > 0) record(leaves, *shards_[shard]);
        return *this;
    }
    /// A call of one node.
    void call(std::size_t node, std::uint64_t ns, std::size_t shard = 0) {
        weir::layout::count_call(*schema_, *shards_[shard], static_cast<std::uint32_t>(node), ns);
        const std::int64_t threshold = schema_->nodes()[node].threshold;
        if (threshold != none && ns > static_cast<std::uint64_t>(threshold))
            weir::detail::add_alone(statistics(node, shard).violations, std::uint64_t{1});
    }

    [[nodiscard]] weir::layout::Schema& schema() { return *schema_; }
    [[nodiscard]] weir::layout::Shard& shard(std::size_t i = 0) { return *shards_[i]; }
    [[nodiscard]] weir::layout::StageStatistics& statistics(std::size_t node, std::size_t shard = 0) {
        return shards_[shard]->at<weir::layout::StageStatistics>(schema_->shard.statistics)[node];
    }
    [[nodiscard]] weir::layout::Histogram& histogram(std::size_t node, std::size_t shard = 0) {
        return shards_[shard]->at<weir::layout::Histogram>(schema_->shard.histograms)[node];
    }
    /// What the panel reads of it. Valid as long as this lives.
    [[nodiscard]] weir::panel::Source source() const {
        weir::panel::Source source;
        source.schema = schema_.get();
        for (const auto& shard : shards_) source.shards.push_back(shard.get());
        return source;
    }

private:
    struct Node {
        std::string name;
        std::int64_t threshold;
        std::uint32_t parent;
        bool is_group;
        bool has_items;
    };
    struct Free {
        void operator()(void* memory) const { weir::detail::free_zeroed(memory); }
    };

    void record(const std::vector<std::uint64_t>& leaves, weir::layout::Shard& shard) {
        using namespace weir::layout;
        const std::uint64_t place = shard.ended % schema_->ring_capacity;
        char* const slot = shard.at<char>(schema_->shard.ring + place * schema_->record_size);
        const RunRecord head{shard.ended, 0, RunEnd::ok, KeyKind::none, RunRecord::no_stage, 0};
        std::memcpy(slot, &head, sizeof head);
        for (std::size_t leaf = 0; leaf < schema_->leaf_count; ++leaf) {
            const std::uint32_t ns = leaf < leaves.size() ? static_cast<std::uint32_t>(leaves[leaf])
                                                          : RunRecord::not_run;
            std::memcpy(slot + sizeof head + 4 * leaf, &ns, sizeof ns);
        }
        shard.begun = ++shard.ended;
    }

    void fill_nodes() {
        using weir::layout::NodeSchema;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            NodeSchema& node = schema_->nodes()[i];
            weir::layout::copy_name(node.name, weir::layout::name_capacity, nodes_[i].name);
            node.threshold = nodes_[i].threshold;
            node.parent = nodes_[i].parent;
            node.flags = (nodes_[i].is_group ? NodeSchema::is_group : 0) |
                         (nodes_[i].has_items ? NodeSchema::has_items | NodeSchema::has_costs : 0);
            node.first_leaf = schema_->leaf_count;
            if (nodes_[i].is_group) continue;
            node.leaf_count = 1;
            ++schema_->leaf_count;
            for (std::uint32_t up = node.parent;; up = schema_->nodes()[up].parent) {
                ++schema_->nodes()[up].leaf_count;
                if (up == 0) break;
            }
        }
    }

    std::vector<Node> nodes_;
    std::uint32_t open_ = 0;
    std::unique_ptr<weir::layout::Schema, Free> schema_;
    std::vector<std::unique_ptr<weir::layout::Shard, Free>> shards_;
};

}  // namespace weir_test
