#include "support/rings.hpp"

#include "support/exit.hpp"
#include "support/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace weir_tool {

void require_ring(const weir::Recording& recording) {
    if (recording.schema().ring_capacity == 0)
        throw Unusable{fmt::format("{}: expected a recording at level trace, found level {}, which keeps no single "
                                   "runs: record with weir::Trace<N> among the policies, or WEIR_LEVEL=2",
                                   recording.path(), weir::name_of(recording.schema().level))};
}

std::uint64_t about_runs(const weir::panel::Source& source) {
    std::uint64_t count = 0;
    for (const weir::layout::Shard* shard : source.shards)
        count += std::min(weir::detail::load(shard->ended), source.schema->ring_capacity);
    return count;
}

void tell_losses(const std::string& file, std::uint64_t malformed, std::uint64_t overwritten) {
    if (malformed > 0)
        fmt::print(stderr, "weir: {}: {} damaged and left out; see weir verify\n", file,
                   counted(malformed, "record") + (malformed == 1 ? " is" : " are"));
    if (overwritten > 0)
        fmt::print(stderr, "weir: {}: {} overwritten while they were read\n", file, counted(overwritten, "record"));
}

}  // namespace weir_tool
