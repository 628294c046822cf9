// Which calls are counted by their items, in what pipelines; in memory, in files, of several processes.
#include "support/catch.hpp"
#include "support/recordings.hpp"

#include <weir/panel/merge.hpp>
#include <weir/panel/snapshot.hpp>
#include <weir/record.hpp>
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace weir::literals;
using Clock = weir::ManualClock;
using Numbers = std::vector<int>;
using weir_test::Path;

namespace {

struct Physics : weir::Mark<"physics"> {
    static constexpr bool items = true;
};

void pass(std::size_t ns) { Clock::advance(weir::nanoseconds(static_cast<std::int64_t>(ns))); }

struct Before {
    static constexpr auto name = "before";
    static constexpr auto threshold = 1_ms;
    static std::size_t items(const Numbers& in) { return in.size(); }
    std::optional<Numbers> operator()(Numbers in) const {
        pass(1'000 + 10 * in.size());
        if (in.size() == 13) throw std::runtime_error("thirteen");
        if (in.size() == 14) return std::nullopt;
        return in;
    }
};
Numbers doubled(Numbers in) {
    pass(500 + 3 * in.size());
    in.resize(2 * in.size());
    return in;
}
int counted(const Numbers& in) {
    pass(7);
    return static_cast<int>(in.size());
}
template <class... Policies>
using Of = weir::Pipeline<Before, weir::Pipeline<weir::Stage<"doubled", doubled>, weir::Name<"inner">>,
                          weir::Stage<"counted", counted>, Clock, weir::Name<"costs">, Policies...>;

template <class P>
void run_with(const P& pipeline, std::size_t size) {
    try {
        static_cast<void>(pipeline(Numbers(size)));
    } catch (const std::runtime_error&) {}
}
template <class P>
void run_sizes(const P& pipeline, std::size_t from, std::size_t to) {
    for (std::size_t size = from; size < to; ++size) run_with(pipeline, size);
}
/// The sums of all cells of a node.
template <class P>
weir::panel::CostSums sums_of(const P& pipeline, std::size_t node) {
    weir::panel::Source source;
    auto& recorder = pipeline.weir_recorder();
    source.schema = recorder.schema;
    recorder.for_each_shard([&](const weir::layout::Shard& shard) { source.shards.push_back(&shard); });
    const auto snapshot = weir::panel::take_snapshot(source);
    weir::panel::CostSums all;
    for (const auto& cell : snapshot.nodes[node].costs) {
        all.calls += cell.calls;
        all.items += cell.items;
        all.ns += cell.ns;
        all.items_ns += cell.items_ns;
    }
    return all;
}
void check_same(const weir::Report& a, const weir::Report& b) {
    for (std::size_t stage = 0; stage < a.stages.size(); ++stage) {
        const auto& one = a.stages[stage].cost;
        const auto& other = b.stages[stage].cost;
        REQUIRE(one.has_value() == other.has_value());
        if (!one) continue;
        CHECK(one->verdict == other->verdict);
        CHECK(one->calls == other->calls);
        CHECK(one->items_to == Approx(other->items_to));
        REQUIRE(one->forms.size() == other->forms.size());
        for (std::size_t form = 0; form < one->forms.size(); ++form)
            CHECK(one->forms[form].each_ns == Approx(other->forms[form].each_ns));
    }
}

}  // namespace

TEST_CASE("each call is counted with its items and the time that it took") {
    const Of<> run;
    run_sizes(run, 1, 13);
    const auto before = sums_of(run, 1), doubled_sums = sums_of(run, 3);
    CHECK(before.calls == 12);
    CHECK(before.items == 78);
    CHECK(before.ns == 12 * 1'000 + 10 * 78);
    CHECK(before.items_ns == 1'000 * 78 + 10 * 650);
    CHECK(doubled_sums.calls == 12);  // by the size of what it returns
    CHECK(doubled_sums.items == 156);
    CHECK(doubled_sums.ns == 12 * 500 + 3 * 78);
    CHECK(sums_of(run, 4).calls == 0);
    const weir::Report r = weir::report(run);
    CHECK(r.stages[0].cost);
    CHECK(r.stages[1].stages[0].cost);
    CHECK_FALSE(r.stages[1].cost);
    CHECK_FALSE(r.stages[2].cost);
    CHECK_FALSE(r.total.cost);
}

TEST_CASE("a call that throws is not counted, one that stops the run is") {
    const Of<> run;
    run_sizes(run, 13, 15);
    CHECK(sums_of(run, 1).calls == 1);
    CHECK(sums_of(run, 1).items == 14);
    CHECK(sums_of(run, 1).ns == 1'140);
    CHECK(sums_of(run, 3).calls == 0);
    CHECK(weir::report(run).stages[0].items == 27);
}

TEST_CASE("calls of more than two seconds are counted too, and once") {
    struct Slow {
        static std::uint64_t items(std::uint64_t n) { return n; }
        std::uint64_t operator()(std::uint64_t n) const {
            Clock::advance(10_s);
            return n;
        }
    };
    const weir::Pipeline<Slow, Clock> slow;
    for (std::uint64_t i = 0; i < 5; ++i) slow(100 + i);
    CHECK(sums_of(slow, 1).calls == 5);
    CHECK(sums_of(slow, 1).ns == 5e10);
}

TEST_CASE("of sampled runs the measured ones are counted") {
    const Of<weir::SampleEvery<4>> run;
    for (int i = 0; i < 40; ++i) run_with(run, 20);
    CHECK(sums_of(run, 1).calls == 10);
}

TEST_CASE("marks that say so count calls by their items") {
    using Render = weir::Mark<"render">;
    const weir::Pipeline<Physics, Render, Clock> frame;
    for (std::size_t bodies = 1; bodies <= 3; ++bodies) {
        auto run = frame.start();
        pass(100 * bodies);
        run.done<Physics>(bodies);
        pass(9);
        run.done<Render>(bodies);
    }
    {
        auto run = frame.start();  // out of order, and twice
        pass(9);
        run.done<Render>(7);
        for (int i = 0; i < 2; ++i) {
            pass(200);
            run.done<Physics>(2);
        }
    }
    CHECK(sums_of(frame, 1).calls == 4);
    CHECK(sums_of(frame, 1).items == 10);
    CHECK(sums_of(frame, 1).ns == 1'000);
    CHECK(sums_of(frame, 2).calls == 0);
    CHECK(weir::report(frame).stages[1].items == 13);
}

TEST_CASE("a recording tells what the pipeline does, also of calls from before it") {
    const Path path{"costs.weir"};
    auto run = std::make_unique<Of<>>();
    const Of<> in_memory;
    run_sizes(*run, 1, 800);
    std::thread{[&] { run_sizes(*run, 800, 1'500); }}.join();
    weir::record(*run, path);
    run_sizes(*run, 1'500, 3'000);
    run_sizes(in_memory, 1, 3'000);
    REQUIRE(weir::report(in_memory).stages[0].cost->verdict == weir::CostVerdict::grows);
    check_same(weir::report(*run), weir::report(in_memory));
    check_same(weir::report(weir_test::checked(path)), weir::report(in_memory));
    run.reset();
    check_same(weir::report(weir_test::checked(path)), weir::report(in_memory));
}

TEST_CASE("several recordings are fitted as one") {
    const Path first{"costs_1.weir"}, second{"costs_2.weir"};
    const Of<> in_memory;
    run_sizes(in_memory, 1, 3'000);
    {
        const Of<> one, other;
        weir::record(one, first);
        weir::record(other, second);
        run_sizes(one, 1, 1'000);
        run_sizes(other, 1'000, 3'000);
    }
    std::vector<weir::Recording> both;
    both.push_back(weir_test::checked(first));
    CHECK(weir::report(both).stages[0].cost->items_to < 1'100);
    both.push_back(weir_test::checked(second));
    check_same(weir::report(both), weir::report(in_memory));
}
