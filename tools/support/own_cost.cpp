#include "support/own_cost.hpp"

#include <weir/layout/file.hpp>
#include <weir/pipeline/own_cost.hpp>
#include <weir/recorder/file/file_head.hpp>

#include <cstring>
#include <string_view>

namespace weir_tool {

namespace {

template <class Clock>
weir::layout::CostFacts cost_at(weir::Level level, bool counts_allocations) {
    using namespace weir::detail;
    const auto measured = [&]<class... Policies>(TypeList<Policies...>) {
        return level == weir::Level::trace ? own_cost<weir::Level::trace, Clock, Policies...>()
                                           : own_cost<weir::Level::timing, Clock, Policies...>();
    };
    const OwnCost cost = counts_allocations ? measured(TypeList<weir::CountAllocations>{}) : measured(TypeList<>{});
    return {cost.run, cost.stage};
}

}  // namespace

void assume_cost(weir::Recording& recording) {
    const weir::layout::FileHead& head = recording.head();
    if (head.cost.per_run > 0 || head.cost.per_stage > 0) return;
    const weir::layout::WriterFacts here = weir::detail::writer_facts(0);
    if (here.boot[0] == '\0' || std::strcmp(here.boot, head.writer.boot) != 0) return;
    const weir::layout::Schema& schema = recording.schema();
    const std::string_view clock = schema.clock.name;
    const bool counts = schema.shard.allocations != 0;
    weir::detail::prepare_clock<weir::TscClock>();
    if (clock == weir::SteadyClock::name) recording.assume_cost(cost_at<weir::SteadyClock>(schema.level, counts));
    else if (clock == weir::TscClock::source()) recording.assume_cost(cost_at<weir::TscClock>(schema.level, counts));
}

}  // namespace weir_tool
