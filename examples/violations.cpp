// A call that takes longer than its threshold is a violation: counted always, and told to whoever wants to hear of it.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <iostream>
#include <string_view>

using namespace weir::literals;

void resolve(weir::Nanoseconds time) { weir::ManualClock::advance(time); }
void format(weir::Nanoseconds) { weir::ManualClock::advance(1_ms); }

using Resolve = weir::Stage<"resolve", resolve, 50_ms>;
using Format = weir::Stage<"format", format, 5_ms>;
using Discovery = weir::Pipeline<Resolve, Format, weir::Name<"discovery">, weir::Threshold<70_ms>, weir::Trace<64>,
                                 weir::ManualClock>;

int main() {
    Discovery discovery;
    // Called after the run, outside of what is timed; of one stage at most once in 200 ms.
    discovery.on_violation(
        [](const weir::Violation& violation) {
            std::cout << violation.stage << (violation.whole_run ? " as a whole" : "") << " took " << violation.duration
                      << " for " << std::string_view{violation.key.name()} << " (threshold: " << violation.threshold
                      << ", held back: " << violation.held_back << ")\n";
        },
        200_ms);
    // Run records are kept only of these; statistics and violations are of all runs.
    discovery.trace_only("movement:*");
    discovery.trace_except("*:teleport");

    discovery(weir::Key{"movement:go"}, 20_ms);
    discovery(weir::Key{"movement:climb"}, 60_ms);     // over the stage's threshold
    discovery(weir::Key{"movement:teleport"}, 90_ms);  // over both, but the stage's is held back: too soon
    discovery(weir::Key{"inventory:take"}, 10_ms);
    discovery(weir::Key{"inventory:sort"}, 250_ms);  // over both again, later

    std::cout << "\ntraced:\n";
    for (const auto& run : discovery.trace())
        std::cout << "  " << std::string_view{run.key().name()} << ", " << run.total() << "\n";
    std::cout << "\n" << weir::report(discovery);
}
