// What stages allocate is counted, to the call and to the byte, wherever runs end and whatever stands between stages.
#include "support/allocating.hpp"
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>
#include <weir/with/allocations.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using weir_test::allocate;
using Clock = weir::ManualClock;

namespace {

int four_then_pass(int n) {
    allocate(4, 10);
    return n;
}
int as_often_as(int n) {
    allocate(static_cast<std::size_t>(n), 100);
    return n;
}
int nothing(int n) { return n; }
using Four = weir::Stage<"four", four_then_pass>;
using AsOften = weir::Stage<"as_often", as_often_as>;
using None = weir::Stage<"none", nothing>;

template <class... Parts>
using Counted = weir::Pipeline<Parts..., Clock, weir::CountAllocations, weir::Name<"counted">>;

struct Figures {
    std::uint64_t calls, allocations, bytes, most;
    friend bool operator==(const Figures&, const Figures&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Figures& f) {
        return out << f.calls << " calls, " << f.allocations << " allocations, " << f.bytes << " bytes, most "
                   << f.most;
    }
};
Figures of(const weir::StageReport& stage) {
    REQUIRE(stage.allocations);
    return {stage.allocations->calls, stage.allocations->allocations, stage.allocations->bytes,
            stage.allocations->most};
}

}  // namespace

TEST_CASE("each stage and the whole run: calls, allocations, bytes, the most of one call") {
    const Counted<Four, AsOften, None, weir::Timing> pipeline;
    for (const int n : {1, 5, 0, 2}) pipeline(n);
    const weir::Report report = weir::report(pipeline);
    CHECK(report.allocation_counting == weir::AllocationCounting::on);
    CHECK(of(report.stages[0]) == Figures{4, 16, 160, 4});
    CHECK(of(report.stages[1]) == Figures{4, 8, 800, 5});
    CHECK(of(report.stages[2]) == Figures{4, 0, 0, 0});
    CHECK(of(report.total) == Figures{4, 24, 960, 9});
}

TEST_CASE("the standard library's: growth of a vector, strings, aligned objects, shared ones") {
    struct alignas(128) Wide {
        char bytes[256];
    };
    struct Grow {
        std::size_t operator()(int n) const {
            std::vector<int> v;
            for (int i = 0; i < n; ++i) v.push_back(i);  // NOLINT(performance-inefficient-vector-operation): counted
            return v.capacity();
        }
    };
    struct Text {
        std::string operator()(std::size_t n) const { return std::string(n * 100, 'x'); }
    };
    struct Aligned {
        std::unique_ptr<Wide> operator()(const std::string&) const { return std::make_unique<Wide>(); }
    };
    struct Array {
        std::unique_ptr<Wide[]> operator()(const std::unique_ptr<Wide>&) const { return std::make_unique<Wide[]>(3); }
    };
    const Counted<Grow, Text, Aligned, Array> pipeline;
    const auto made = pipeline(8);
    // volatile: a new whose memory nobody sees may be left out, and clang++ does so
    const void* volatile const seen = made.get();
    CHECK(reinterpret_cast<std::uintptr_t>(seen) % 128 == 0);
    const weir::Report report = weir::report(pipeline);
    CHECK(of(report.stages[0]) == Figures{1, 4, (1 + 2 + 4 + 8) * sizeof(int), 4});
    CHECK(of(report.stages[1]) == Figures{1, 1, 801, 1});
    CHECK(of(report.stages[2]) == Figures{1, 1, 256, 1});
    CHECK(of(report.stages[3]) == Figures{1, 1, 768, 1});
}

TEST_CASE("a nested pipeline is the sum of its stages, and asks for all that it stands in") {
    using Inner = weir::Pipeline<Four, AsOften, weir::Name<"inner">, weir::CountAllocations>;
    const weir::Pipeline<None, Inner, weir::Stage<"after", as_often_as>, Clock> pipeline;
    pipeline(3);
    pipeline(1);
    const weir::Report report = weir::report(pipeline);
    const weir::StageReport& inner = report.stages[1];
    CHECK(of(inner) == Figures{2, 12, 480, 7});
    CHECK(of(inner.stages[0]) == Figures{2, 8, 80, 4});
    CHECK(of(inner.stages[1]) == Figures{2, 4, 400, 3});
    CHECK(of(report.stages[2]) == Figures{2, 4, 400, 3});
    CHECK(of(report.total) == Figures{2, 16, 880, 10});
}

TEST_CASE("runs that stop or throw keep what was allocated until then") {
    struct Check {
        std::optional<int> operator()(int n) const {
            allocate(2);
            if (n < 0) {
                allocate(1);
                throw std::runtime_error("short");
            }
            return n == 0 ? std::nullopt : std::optional{n};
        }
    };
    const Counted<Four, Check, AsOften> pipeline;
    for (const int n : {2, 0, 0, 1}) pipeline(n);
    const std::uint64_t before = weir::report(pipeline).stages[1].allocations->allocations;
    CHECK(before == 8);
    CHECK_THROWS_AS(pipeline(-1), std::runtime_error);
    const weir::Report report = weir::report(pipeline);
    CHECK(of(report.stages[0]) == Figures{5, 20, 200, 4});
    CHECK(report.stages[1].allocations->calls == 5);
    CHECK(report.stages[1].allocations->allocations >= 8 + 3);  // and what the message of the exception takes
    CHECK(report.stages[1].allocations->allocations <= 8 + 4);
    CHECK(of(report.stages[2]) == Figures{2, 3, 300, 2});
    CHECK(report.total.allocations->calls == 5);
    CHECK(report.total.allocations->allocations == 20 + report.stages[1].allocations->allocations + 3);
}

TEST_CASE("a group that stopped and whose result goes on: what was not run is not called") {
    using Inner =
        weir::Pipeline<weir::Stage<"even", [](int n) { return n % 2 == 0 ? std::optional{n} : std::nullopt; }>,
                       weir::Stage<"half",
                                   [](int n) {
                                       allocate(3);
                                       return n / 2;
                                   }>,
                       weir::Name<"inner">>;
    const Counted<Inner, weir::Stage<"rest",
                                     [](const std::optional<int>& n) {
                                         allocate(n ? 1 : 2);
                                         return n;
                                     }>>
        pipeline;
    pipeline(4);
    pipeline(5);
    const weir::Report report = weir::report(pipeline);
    CHECK(of(report.stages[0]) == Figures{2, 3, 48, 3});
    CHECK(of(report.stages[0].stages[1]) == Figures{1, 3, 48, 3});
    CHECK(of(report.stages[1]) == Figures{2, 3, 48, 2});
    CHECK(of(report.total) == Figures{2, 6, 96, 4});
}

TEST_CASE("of a sampled pipeline the measured runs are counted") {
    const Counted<Four, AsOften, weir::SampleEvery<4>> pipeline;
    for (int n = 0; n < 9; ++n) pipeline(n);
    const weir::Report report = weir::report(pipeline);
    CHECK(of(report.stages[0]) == Figures{3, 12, 120, 4});
    CHECK(of(report.stages[1]) == Figures{3, 12, 1200, 8});  // 0, 4, 8
    CHECK(report.runs == 9);
}

TEST_CASE("each thread counts its own, and its first run nothing of the instrument's") {
    const Counted<None, AsOften, weir::Trace<4>> pipeline;
    constexpr std::uint64_t runs = 300;
    const auto work = [&](int n) {
        for (std::uint64_t i = 0; i < runs; ++i) {
            allocate(5);  // between runs: nobody's
            pipeline(weir::Key{"a name"}, n);
        }
    };
    std::thread one{work, 1}, two{work, 2};
    one.join();
    two.join();
    const weir::Report report = weir::report(pipeline);
    CHECK(of(report.stages[0]) == Figures{2 * runs, 0, 0, 0});
    CHECK(of(report.stages[1]) == Figures{2 * runs, 3 * runs, 300 * runs, 2});
    CHECK(of(report.total) == Figures{2 * runs, 3 * runs, 300 * runs, 2});
}

TEST_CASE("a pipeline that a stage comes to first allocates its shard for itself") {
    static const weir::Pipeline<None, Clock, weir::Timing> other;
    static const weir::Pipeline<weir::Stage<"own", nothing>, Clock, weir::Timing, weir::SingleThread> single;
    const Counted<weir::Stage<"calls", [](int n) { return single(other(n)); }>> pipeline;
    pipeline(1);
    std::thread{[&] { static_cast<void>(pipeline(1)); }}.join();
    CHECK(of(weir::report(pipeline).total) == Figures{2, 0, 0, 0});
}

namespace {
int again(int n);
using Recursive = Counted<weir::Stage<"again", again>, weir::Timing>;
const Recursive& recursive() {
    static const Recursive pipeline;
    return pipeline;
}
int again(int n) {
    allocate(1, 1);
    return n == 0 ? 0 : recursive()(n - 1);
}
}  // namespace

TEST_CASE("what a stage's own runs of the pipeline allocate is the stage's, as their time is") {
    recursive()(2);
    CHECK(of(weir::report(recursive()).total) == Figures{3, 3 + 2 + 1, 6, 3});
}

namespace {

struct Looked {
    static std::uint64_t items(int n) {
        allocate(7);
        return static_cast<std::uint64_t>(n);
    }
    int operator()(int n) const {
        allocate(1);
        return n;
    }
};
struct LookedAfter {
    static std::uint64_t items(int, int out) {
        allocate(9);
        return static_cast<std::uint64_t>(out);
    }
    int operator()(int n) const {
        allocate(2);
        return n;
    }
};

}  // namespace

TEST_CASE("what looks at values allocate is nobody's") {
    const Counted<Looked, LookedAfter, AsOften> pipeline;
    pipeline(3);
    pipeline(1);
    const weir::Report report = weir::report(pipeline);
    CHECK(report.stages[0].items == 4);
    CHECK(of(report.stages[0]) == Figures{2, 2, 32, 1});
    CHECK(of(report.stages[1]) == Figures{2, 4, 64, 2});
    CHECK(of(report.stages[2]) == Figures{2, 4, 400, 3});
    CHECK(of(report.total) == Figures{2, 10, 496, 6});
}

TEST_CASE("a pipeline that does not ask has no figures and no room for them") {
    const weir::Pipeline<Four, AsOften, Clock> pipeline;
    pipeline(3);
    const weir::Report report = weir::report(pipeline);
    CHECK(report.allocation_counting == weir::AllocationCounting::off);
    CHECK_FALSE(report.total.allocations);
    CHECK_FALSE(report.stages[0].allocations);
    CHECK(pipeline.weir_recorder().schema->shard.allocations == 0);
}
