#pragma once

#include <weir/pipeline/recording.hpp>

namespace weir::inline WEIR_ABI::detail {

/// What measuring costs, in nanoseconds of the steady clock: each run, and each stage of it.
struct OwnCost {
    double run = 0;
    double stage = 0;
};

template <class PipelineSettings>
struct ProbeSettings : PipelineSettings {
    static constexpr bool is_the_users = false;
};
template <std::size_t I>
struct Nothing {
    void operator()() const noexcept {}
};

/// The time of a run of `Stages` stages that do nothing, the least of a few batches: what interrupts them is not ours.
template <Level L, class Clock, class... Policies, std::size_t... Stages>
double time_of_nothing(std::index_sequence<Stages...>) {
    using LevelUsed = std::conditional_t<L == Level::trace, Trace<64>, Timing>;
    struct Probe : RecordingBody<ProbeSettings<Settings<L, L, Nothing<Stages>..., LevelUsed, Clock, Policies...>>> {
        void call() const { this->template run<void>(Key{}); }
    } const probe;
    constexpr std::uint64_t batch = 512;
    std::uint64_t least = ~std::uint64_t{0};
    for (int i = 0; i < 9; ++i) {
        const std::uint64_t before = SteadyClock::now();
        for (std::uint64_t n = 0; n < batch; ++n) probe.call();
        const std::uint64_t took = SteadyClock::now() - before;
        least = took < least ? took : least;
    }
    return static_cast<double>(least) / static_cast<double>(batch);
}

/// Measured here and now, once for each level, clock and what else is asked for: pipelines of one and of nine stages that do nothing, and the
/// straight line through both. About a millisecond.
template <Level L, class Clock, class... Policies>
OwnCost own_cost() {
    static const OwnCost cost = [] {
        const double one = time_of_nothing<L, Clock, Policies...>(std::make_index_sequence<1>{});
        const double nine = time_of_nothing<L, Clock, Policies...>(std::make_index_sequence<9>{});
        const double stage = nine > one ? (nine - one) / 8 : 0;
        return OwnCost{one > stage ? one - stage : 0, stage};
    }();
    return cost;
}
/// Of a pipeline of these settings; nothing where its clock is moved by hand.
template <class PipelineSettings>
OwnCost own_cost_of() {
    using Clock = typename PipelineSettings::ClockUsed;
    if constexpr (std::is_same_v<Clock, ManualClock>) return {};
    else if constexpr (Plan<PipelineSettings>::counts_allocations)
        return own_cost<PipelineSettings::level, Clock, CountAllocations>();
    else return own_cost<PipelineSettings::level, Clock>();
}

}  // namespace weir::inline WEIR_ABI::detail
