#include "runs/writers.hpp"

#include <weir/panel/stages.hpp>

namespace weir_tool {

namespace {

std::optional<std::int64_t> threshold_of(const weir::layout::NodeSchema& node) {
    if (node.threshold == weir::layout::NodeSchema::no_threshold) return std::nullopt;
    return node.threshold;
}

}  // namespace

RunOrigin::RunOrigin(const weir::Recording& recording)
    : file{recording.path()},
      pipeline{weir::panel::name_text(recording.schema().name)},
      paths{weir::panel::leaf_paths(recording.schema())},
      run_threshold{threshold_of(recording.schema().nodes()[0])} {
    const weir::layout::Schema& schema = recording.schema();
    for (std::uint32_t node = 0; node < schema.node_count; ++node)
        if ((schema.nodes()[node].flags & weir::layout::NodeSchema::is_group) == 0)
            thresholds.push_back(threshold_of(schema.nodes()[node]));
    for (std::uint32_t i = 0; i < schema.field_count; ++i) {
        const weir::layout::FieldSchema& field = schema.fields()[i];
        captures.push_back(paths[field.leaf] + "." + weir::panel::name_text(field.name));
    }
}

}  // namespace weir_tool
