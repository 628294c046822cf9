// The rates over time of traces for other tools, in both formats.
#include "support/catch.hpp"
#include "support/orders.hpp"
#include "unit/export/written_traces.hpp"

#include <weir/weir.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <thread>

using weir_test::Orders;
using weir_test::runs_of;
using weir_test::TracedTrack;
using weir_test::Written;
using weir_test::written;

TEST_CASE("the rates add up to the runs, and the p99 is that of the runs") {
    const Orders<weir::Trace<1024>> pipeline;
    for (int i = 0; i < 1000; ++i) run_order(pipeline, {}, {i < 500 ? 40 : 440, 30, 30});
    for (const Written& made : written(pipeline)) {
        CAPTURE(made.format);
        const auto& rates = made.trace.counters.at("orders runs/s");
        const auto& p99 = made.trace.counters.at(made.format == "chrome" ? "orders p99 ns" : "orders p99");
        REQUIRE(rates.size() == 21);  // 1000 runs, 50 in an interval, and the end
        REQUIRE(p99.size() == 21);
        double runs = 0;
        for (std::size_t i = 0; i + 1 < rates.size(); ++i)
            runs += rates[i].second * static_cast<double>(rates[i + 1].first - rates[i].first) / 1e9;
        CHECK(std::abs(runs - 1000) < 1e-6);
        CHECK(p99.front().second == 100);
        CHECK(p99[19].second == 500);
        CHECK(rates.front().second > rates[19].second);
        CHECK(rates.back().second == 0);
        CHECK(p99.back().second == 0);
    }
}

TEST_CASE("the rates start where all rings are whole") {
    const Orders<weir::Trace<128>> pipeline;
    // Each thread's clock starts with it, and the first still has its ring when the second comes.
    std::thread{[&] {
        run_order(pipeline, {}, {40, 30, 30});
        std::thread{[&] {
            for (int i = 0; i < 200; ++i) run_order(pipeline, {}, {40, 30, 30});
        }}.join();
    }}.join();
    for (const Written& made : written(pipeline)) {
        const auto& rates = made.trace.counters.at("orders runs/s");
        REQUIRE(made.trace.tracks.size() == 2);
        std::int64_t lost_until = std::numeric_limits<std::int64_t>::max();
        for (const TracedTrack& track : made.trace.tracks)
            if (runs_of(track).size() == 128) lost_until = track.slices.front().start;
        CHECK(rates.front().first == lost_until);
        CHECK(std::abs(rates.front().second - 1e7) < 2e5);  // one run every 100 ns
    }
}
