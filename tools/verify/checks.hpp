#pragma once

#include "verify/findings.hpp"

#include <weir/layout/shard.hpp>
#include <weir/panel/recording.hpp>

#include <cstdint>

namespace weir_tool {

/// How the file was left, which decides how exact its words must be with each other.
enum class Left : unsigned char {
    closed,  ///< all of it belongs together
    killed,  ///< each thread may have been counting one run
    live,    ///< words move while they are compared: only each by itself can be wrong
};

/// What there is to know of a shard for the checks.
struct CheckedShard {
    const weir::layout::Schema& schema;
    const weir::layout::KeyTable& keys;
    const weir::layout::Shard& shard;
    std::uint64_t number;
    std::uint64_t offset;  ///< of the shard, in bytes from the file's start
    Left left;
};

/// Counts, sums, extremes and histograms of each stage against each other, and of the stages against the whole run.
void check_statistics(const CheckedShard& checked, Findings& findings);
/// The runs in the ring, and those that are kept.
void check_records(const CheckedShard& checked, Findings& findings);
/// The names of keys, and the last errors.
void check_shared(const weir::Recording& recording, Left left, Findings& findings);

}  // namespace weir_tool
