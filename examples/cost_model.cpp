// At what load a stage will break: how its time grows with its items, and where it crosses its threshold.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstddef>
#include <cstdint>
#include <iostream>
#include <random>
#include <utility>
#include <vector>

using namespace weir::literals;
using Batch = std::vector<std::uint32_t>;

// On this page time passes as it is told to, so that the figures are the same everywhere.
void pass(double nanoseconds) { weir::ManualClock::advance(weir::nanoseconds(static_cast<std::int64_t>(nanoseconds))); }

struct Index {
    static constexpr auto name = "index";
    static constexpr auto threshold = 200_ms;
    static std::size_t items(const Batch& batch) { return batch.size(); }

    Batch operator()(Batch batch) {
        const double noise = 0.8 + 0.4 * static_cast<double>(random() % 1'001) / 1'000;
        const auto n = static_cast<double>(batch.size());
        pass((40'000 + 0.8 * n * n) * noise);  // each with each other
        return batch;
    }

    std::mt19937 random{1};
};
// What it works on is the size of what it returns.
Batch load(std::size_t size) {
    pass(20'000 + 90.0 * static_cast<double>(size));
    return Batch(size);
}
void send(const Batch&) { pass(15'000); }

using Ingest = weir::Pipeline<weir::Stage<"load", load, 5_ms>, Index, weir::Stage<"send", send>, weir::Name<"ingest">,
                              weir::ManualClock>;

int main() {
    Ingest ingest;
    std::mt19937 random{2};
    for (int i = 0; i < 5'000; ++i) ingest(100 + random() % 5'900);
    const weir::Report report = weir::report(ingest);
    std::cout << report;

    const auto& cost = report.stages[1].cost;
    std::cout << "\nthe page before, looked into: " << report.stages[1].name << " grows as "
              << name_of(cost->forms[0].growth) << '\n';
}
