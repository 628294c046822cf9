#pragma once

#include "stages.hpp"

#include <cstddef>
#include <string>
#include <tuple>

namespace bench {

/// N stages of one kind, one after another.
template <std::uint64_t (*Stage)(std::uint64_t), std::size_t N>
struct Workload {
    static constexpr auto stage = Stage;
    static constexpr std::size_t stages = N;
};

/// What the tables tell of a workload.
struct WorkloadFacts {
    std::string id;
    std::string title;
    std::size_t stages;
};

template <class W>
WorkloadFacts facts_of() {
    const std::string cost = W::stage == &one_ns ? "1" : W::stage == &five_ns ? "5" : "100";
    const std::string count = std::to_string(W::stages);
    return {count + "x" + cost + "ns", count + (W::stages == 1 ? " stage" : " stages") + " of about " + cost + " ns",
            W::stages};
}

// Worst first: the shorter and the fewer the stages, the more of a run is the run's own cost.
using Workloads = std::tuple<Workload<one_ns, 1>, Workload<five_ns, 4>, Workload<five_ns, 8>, Workload<five_ns, 16>,
                             Workload<hundred_ns, 4>, Workload<hundred_ns, 8>, Workload<hundred_ns, 16>>;

}  // namespace bench
