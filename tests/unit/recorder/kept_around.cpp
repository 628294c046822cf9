// KeepAround: exactly the runs near those that violate a threshold, the last windows of each thread.
#include "jobs.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

using namespace weir::literals;
using namespace weir_test;

TEST_CASE("around violations: the runs before, the run, the runs after") {
    const Jobs<weir::Trace<64>, weir::KeepAround<2, 3>> pipeline;
    const auto runs = [&](std::uint64_t from, std::uint64_t to, std::int64_t ns = 10) {
        for (std::uint64_t i = from; i < to; ++i) run(pipeline, i, {ns, 0});
    };
    runs(0, 10);
    CHECK(pipeline.kept().empty());
    runs(10, 11, 1'001);
    CHECK(around(pipeline) == Numbers{8, 9, 10});
    runs(11, 12);
    CHECK(around(pipeline) == Numbers{8, 9, 10, 11});
    runs(12, 20);
    CHECK(around(pipeline) == Numbers{8, 9, 10, 11, 12, 13});
    CHECK(violating(pipeline) == Numbers{10});
    runs(20, 21, 1'000);  // at the threshold is not over it
    CHECK(around(pipeline).size() == 6);
    // windows that overlap, or touch: no run twice
    runs(21, 22, 2'000);
    runs(22, 24);
    runs(24, 25, 2'000);
    runs(25, 30);
    runs(30, 31, 2'000);
    CHECK(around(pipeline) == Numbers{8, 9, 10, 11, 12, 13, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30});
    CHECK(violating(pipeline) == Numbers{10, 21, 24, 30});
}

TEST_CASE("a violation in the first run of all, and in the second") {
    const Jobs<weir::Trace<64>, weir::KeepAround<4, 1>> pipeline;
    run(pipeline, 0, {5'000, 0});
    CHECK(around(pipeline) == Numbers{0});
    run(pipeline, 1, {5'000, 0});
    run(pipeline, 2, {5, 0});
    run(pipeline, 3, {5, 0});
    CHECK(around(pipeline) == Numbers{0, 1, 2});
}

TEST_CASE("no runs before or after: the last runs that violated") {
    const Jobs<weir::Trace<64>, weir::KeepAround<0, 0, 3>> pipeline;
    for (std::uint64_t i = 0; i < 20; ++i) run(pipeline, i, {i % 4 == 0 ? 5'000 : 5, 0});
    CHECK(around(pipeline) == Numbers{8, 12, 16});
    CHECK(violating(pipeline) == Numbers{8, 12, 16});
}

TEST_CASE("only the last windows are kept, of random runs") {
    for (unsigned seed = 0; seed < 20; ++seed) {
        CAPTURE(seed);
        const Jobs<weir::Trace<32>, weir::KeepAround<5, 7, 4>, weir::KeepSlowest<3>> pipeline;
        RandomJobs random{seed, seed % 2 == 0 ? 1'020 : 2'000};
        std::vector<Job> jobs;
        std::vector<std::int64_t> times;
        std::vector<bool> violates;
        for (std::uint64_t i = 0; i < 700; ++i) {
            jobs.push_back(random());
            times.push_back(run(pipeline, i, jobs.back()));
            violates.push_back(jobs.back().first > 1'000);
            REQUIRE(around(pipeline) == around_of(violates, 5, 7, 4 * 13));
            REQUIRE(slowest(pipeline) == slowest_of(times, 3));
        }
        const auto kept = pipeline.kept();
        check_records(kept, jobs);
        for (const auto& traced : kept)
            if (traced.why().around) CHECK(traced.why().violated == violates[traced.key().number()]);
        // the slowest first, each run once, the others by their starts
        Numbers all = numbers(kept, [](const auto&) { return true; });
        CHECK(Numbers(all.begin(), all.begin() + 3) == slowest_of(times, 3));
        CHECK(std::is_sorted(all.begin() + 3, all.end()));
        std::sort(all.begin(), all.end());
        CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
    }
}

TEST_CASE("of the runs before, those that the ring still has whole") {
    const Jobs<weir::Trace<6>, weir::KeepAround<4, 0>> pipeline;
    const std::int64_t wide = two_to_32;
    run(pipeline, 0, {1, 0});
    for (std::uint64_t i = 1; i < 5; ++i) run(pipeline, i, {1, wide});
    run(pipeline, 5, {5'000, 0});
    CHECK(around(pipeline) == Numbers{3, 4, 5});  // 3 and 4 in two slots each, 5 in one: of 2 only a half is left
    run(pipeline, 6, {1, 1});
    run(pipeline, 7, {1, wide});
    run(pipeline, 8, {wide, 0});
    CHECK(around(pipeline) == Numbers{3, 4, 5, 6, 7, 8});
    CHECK(pipeline.kept()[4].duration<Second>().count() == wide);
}

TEST_CASE("the threshold of the whole run, and of a run that skips the rest") {
    using Whole = weir::Pipeline<weir::Stage<"second", second>, Clock, weir::Trace<8>, weir::KeepAround<1, 1>,
                                 weir::Threshold<50_ns>>;
    const Whole pipeline;
    for (std::uint64_t i = 0; i < 9; ++i) pipeline(weir::Key{i}, Job{0, i == 5 ? 51 : 50});
    CHECK(around(pipeline) == Numbers{4, 5, 6});
    const Jobs<weir::Trace<8>, weir::KeepAround<1, 0>> ends;
    run(ends, 0, {1, 1});
    run(ends, 1, {1'001, 0, End::stops});
    run(ends, 2, {1, 0, End::stops});
    run(ends, 3, {1, 0, End::throws});
    run(ends, 4, {1'001, 0, End::throws});
    run(ends, 5, {1, 1});
    CHECK(around(ends) == Numbers{0, 1, 3, 4});
    CHECK(violating(ends) == Numbers{1, 4});
}
