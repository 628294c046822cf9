#pragma once

#include "html/run_sample.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>

namespace weir_tool {

/// How many runs of a pipeline a page has room for: fewer where each has more stages and captures.
[[nodiscard]] std::size_t runs_on_page(const weir::layout::Schema& schema);

/// Runs as columns of integers, which take a third of the room of objects. The recordings are of one pipeline.
///
///     recorded       integer, the runs that were read; those in `start` are shown
///     base_ms        integer milliseconds since 1970
///     start          [integer], nanoseconds from base_ms on, each but the first from the one before
///     leaves         [path of a stage that is no pipeline]
///     durations      [[integer nanoseconds, -1 where the run did not come to it]], of each leaf
///     keys, key      [string], [its place in keys]
///     threads, thread   [{file (its place among the side's), thread, shard}], [its place in threads]
///     ended          [[run, 1 (stopped) or 2 (threw), leaf, place in errors or -1]], of those that are not ok
///     errors         [string]
///     kept           [run], those that were kept when the ring lost them
///     captures       [{stage (a path), name, values [value or null]}]; a whole number of more than 53 bits is a string
[[nodiscard]] nlohmann::json runs_json(const RunSample& sample, const weir::layout::Schema& schema);

}  // namespace weir_tool
