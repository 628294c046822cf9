#pragma once

#include <weir/panel/runs.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace weir_tool {

/// A run that is shown.
struct SampledRun {
    std::size_t source = 0;    ///< its place among the sources
    std::uint64_t number = 0;  ///< its slot in the ring of its shard
    weir::RunView run;
};

/// Of many runs those that a person looks for.
struct RunSample {
    std::vector<SampledRun> runs;                ///< by their starts
    std::uint64_t recorded = 0;                  ///< all that were read
    std::vector<weir::panel::RunCounts> counts;  ///< of each source
};

/// All runs where they are at most `most`; else about as many, with the extremes kept: the slowest; of each of many
/// intervals of time the slowest and the quickest; the newest that stopped or threw; the slowest of those over a threshold;
/// and every so-manieth of all. Reads the runs twice, and holds no more than it gives. `look` is called for each run that is read.
[[nodiscard]] RunSample sample_runs(const std::vector<weir::panel::Source>& sources, std::size_t most,
                                    const std::function<void()>& look);

}  // namespace weir_tool
