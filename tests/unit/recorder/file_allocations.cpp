// What was allocated is in a recording: also what was counted before it, summed with others', and held against itself.
#include "support/allocating.hpp"
#include "support/catch.hpp"
#include "support/recordings.hpp"
#include "support/saved_recording.hpp"

#include <weir/panel/interval.hpp>
#include <weir/panel/merge.hpp>
#include <weir/panel/verify.hpp>
#include <weir/record.hpp>
#include <weir/report.hpp>
#include <weir/with/allocations.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using weir_test::allocate;
using weir_test::Path;
using weir_test::SavedRecording;

namespace {

int parse(int n) {
    weir::ManualClock::advance(weir::microseconds(1));
    allocate(static_cast<std::size_t>(n), 32);
    return n;
}
struct Parse : weir::Stage<"parse", parse> {
    static constexpr std::uint64_t max_allocations = 4;
};
int index(int n) {
    allocate(1);
    if (n < 0) throw std::runtime_error("negative");
    return n;
}
using Inner = weir::Pipeline<Parse, weir::Stage<"index", index>, weir::Name<"inner">>;
template <class... Policies>
using Run = weir::Pipeline<Inner, weir::Stage<"free", [](int n) { return n; }>, weir::ManualClock, weir::Name<"run">,
                           Policies...>;
using Traced = Run<weir::Trace<16>, weir::KeepSlowest<2>>;

template <class P>
void run_some(const P& pipeline, int count) {
    for (int i = 0; i < count; ++i) pipeline(i % 7);
}
std::vector<std::uint64_t> figures(const weir::StageReport& stage) {
    if (!stage.allocations) return {};
    const auto& a = *stage.allocations;
    return {a.calls, a.allocations, a.bytes, a.most, a.violations};
}

}  // namespace

TEST_CASE("the file has what the process has, also what was counted before") {
    const Path path{"counted.weir"};
    weir::Report own;
    {
        const Traced pipeline;
        std::thread{[&] { run_some(pipeline, 100); }}.join();
        run_some(pipeline, 70);
        weir::record(pipeline, path);
        run_some(pipeline, 30);
        std::thread{[&] { run_some(pipeline, 7); }}.join();
        own = weir::report(pipeline);
        const weir::Report live = weir::report(weir_test::checked(path));
        CHECK(figures(live.total) == figures(own.total));
    }
    const weir::Report read = weir::report(weir_test::checked(path));
    CHECK(read.allocation_counting == weir::AllocationCounting::on);
    CHECK(figures(read.total) == figures(own.total));
    CHECK(own.total.allocations->calls == 207);
    CHECK(figures(read.stages[0].stages[0]) == figures(own.stages[0].stages[0]));
    CHECK(read.stages[0].stages[0].allocations->max_allocations == 4U);
    CHECK(read.stages[0].stages[0].allocations->violations > 0);
    CHECK(figures(read.stages[1]) == std::vector<std::uint64_t>{207, 0, 0, 0, 0});
}

TEST_CASE("recordings are summed; what counts and what does not are told apart") {
    const Path one{"one.weir"}, two{"two.weir"}, without{"without.weir"};
    const Run<weir::Timing> first, second;
    run_some(first, 7);
    run_some(second, 14);
    SavedRecording::of(first).write(one);
    SavedRecording::of(second).write(two);
    std::vector<weir::Recording> both;
    both.push_back(weir_test::checked(one));
    both.push_back(weir_test::checked(two));
    const weir::Report sum = weir::report(both);
    CHECK(figures(sum.stages[0].stages[0]) == std::vector<std::uint64_t>{21, 63, 2'016, 6, 6});

    SavedRecording other = SavedRecording::of(second);
    other.schema().nodes()[2].max_allocations = 5;
    other.seal();
    other.write(two);
    both[1] = weir::open(two);
    try {
        static_cast<void>(weir::report(both));
        FAIL("summed");
    } catch (const weir::MergeError& error) {
        CHECK(std::string{error.what()}.find("max_allocations of inner/parse: 4 against 5") != std::string::npos);
    }
}

TEST_CASE("between two looks") {
    const Run<weir::Timing> pipeline;
    const auto look = [&] {
        weir::panel::Source source;
        source.schema = pipeline.weir_recorder().schema;
        pipeline.weir_recorder().for_each_shard([&](const weir::layout::Shard& s) { source.shards.push_back(&s); });
        return weir::panel::take_snapshot(source);
    };
    run_some(pipeline, 7);
    const auto before = look();
    pipeline(2);
    const auto during = weir::panel::between(before, look());
    CHECK(during.nodes[2].allocations.calls == 1);
    CHECK(during.nodes[2].allocations.allocations == 2);
    CHECK(during.nodes[2].allocations.bytes == 64);
    CHECK(during.nodes[2].allocations.violations == 0);
}

TEST_CASE("damage to the figures is found and named") {
    using weir::layout::AllocationStatistics;
    const Run<weir::Timing> pipeline;
    run_some(pipeline, 14);
    struct Case {
        const char* what;
        std::function<void(AllocationStatistics*)> change;
    };
    const Case cases[] = {
        {"allocations.calls", [](auto* s) { s[2].calls += 1; }},
        {"allocations.most", [](auto* s) { s[3].most = 1'000; }},
        {"allocations", [](auto* s) { s[3].most = 0; }},
        {"allocations, against its stages'", [](auto* s) { s[1].allocations += 1; }},
        {"bytes, against its stages'", [](auto* s) { s[0].bytes += 1; }},
        {"bytes, without allocations", [](auto* s) { s[4].bytes = 1; }},
        {"allocations.violations", [](auto* s) { s[2].violations = 0; }},
        {"allocations.violations", [](auto* s) { s[2].violations = 1'000; }},
        {"allocations.violations, without max_allocations", [](auto* s) { s[3].violations = 1; }},
    };
    const Path path{"damaged.weir"};
    for (const Case& one : cases) {
        INFO(one.what);
        SavedRecording saved = SavedRecording::of(pipeline);
        one.change(saved.shard(0).at<AllocationStatistics>(saved.schema().shard.allocations));
        saved.write(path);
        const auto findings = weir::verify(weir::open(path)).findings;
        CHECK(std::any_of(findings.begin(), findings.end(), [&](const auto& f) { return f.what == one.what; }));
    }
}

TEST_CASE("whatever the figures are, they are read and shown") {
    using weir::layout::AllocationStatistics;
    const Run<weir::Timing> pipeline;
    run_some(pipeline, 3);
    const Path path{"wild.weir"};
    for (const std::uint64_t wild : {~std::uint64_t{0}, std::uint64_t{1} << 63, std::uint64_t{0}}) {
        SavedRecording saved = SavedRecording::of(pipeline);
        saved.add_shard(&saved.shard(0));
        for (std::uint64_t shard = 0; shard < 2; ++shard)
            for (std::uint32_t node = 0; node < 5; ++node)
                saved.shard(shard).at<AllocationStatistics>(saved.schema().shard.allocations)[node] = {1, wild, wild,
                                                                                                       wild, wild};
        saved.write(path);
        const std::string text = weir::to_string(weir::report(weir::open(path)));
        CHECK(text.find("nan") == std::string::npos);
        CHECK(text.find("inf ") == std::string::npos);
        static_cast<void>(weir::verify(weir::open(path)));
    }
}

TEST_CASE("a schema that cannot be is refused by the name of the field") {
    struct Case {
        const char* field;
        void (*change)(weir::layout::Schema&);
    };
    const Case cases[] = {
        {"schema.shard.allocations", [](auto& s) { s.shard.allocations += 4; }},
        {"schema.shard.allocations", [](auto& s) { s.shard.allocations = s.shard.kept - 64; }},
        {"schema.shard.allocations", [](auto& s) { s.shard.allocations = s.shard.size; }},
        {"schema.shard.allocations", [](auto& s) { s.shard.allocations = ~std::uint64_t{0} - 63; }},
        {"schema.nodes[2].flags", [](auto& s) { s.shard.allocations = 0; }},
        {"schema.nodes[2].flags", [](auto& s) { s.nodes()[2].flags |= 16; }},
        {"schema.nodes[3].max_allocations", [](auto& s) { s.nodes()[3].max_allocations = 1; }},
    };
    const Path path{"refused.weir"};
    const Traced pipeline;
    for (const Case& one : cases) {
        INFO(one.field);
        SavedRecording saved = SavedRecording::of(pipeline);
        one.change(saved.schema());
        saved.seal();
        saved.write(path);
        try {
            static_cast<void>(weir::open(path));
            FAIL_CHECK("opened");
        } catch (const weir::FormatError& error) {
            CHECK(std::string{error.what()}.find(one.field) != std::string::npos);
        }
    }
}
