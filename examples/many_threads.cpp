// A pipeline that is const may be called by many threads at once. Each writes figures of its own; the report adds them
// up. (The clock is the usual one here, so only counts are printed.)
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <iostream>
#include <thread>
#include <vector>

int half(int x) { return x / 2; }
int square(int x) { return x * x; }

using Halves = weir::Pipeline<weir::Stage<"half", half>, weir::Stage<"square", square>, weir::Name<"halves">>;

int main() {
    const Halves halves;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&halves] {
                for (int i = 0; i < 50'000; ++i) halves(i);
            });
    }  // they have come to their end here; a report may also be made while they run
    const weir::Report report = weir::report(halves);
    std::cout << report.pipeline << ": " << report.runs << " runs, " << report.outcomes.ok << " ok\n";
    for (const weir::StageReport& stage : report.stages) std::cout << "  " << stage.name << ": " << stage.count << "\n";
}
