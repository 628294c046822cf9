// KeepSlowest: of each thread exactly the slowest runs, whatever kind they are.
#include "jobs.hpp"

#include <cstdint>
#include <optional>
#include <vector>

using namespace weir::literals;
using namespace weir_test;

TEST_CASE("the slowest of thousands of runs are kept, exactly, with all that is recorded of them") {
    for (unsigned seed = 0; seed < 8; ++seed) {
        CAPTURE(seed);
        const Jobs<weir::Trace<64>, weir::KeepSlowest<16>> pipeline;
        RandomJobs random{seed, seed % 2 == 0 ? 1'000'000 : 200};  // many are equally long
        std::vector<Job> jobs;
        std::vector<std::int64_t> times;
        for (std::uint64_t i = 0; i < 3'000; ++i) {
            jobs.push_back(random());
            times.push_back(run(pipeline, i, jobs.back()));
            if (i % 97 == 0) REQUIRE(slowest(pipeline) == slowest_of(times, 16));
        }
        const auto kept = pipeline.kept();
        REQUIRE(slowest(pipeline) == slowest_of(times, 16));
        REQUIRE(kept.size() == 16);
        check_records(kept, jobs);
        for (const auto& traced : kept) {
            CHECK(traced.total().count() == times[traced.key().number()]);
            CHECK_FALSE(traced.why().around);
            CHECK_FALSE(traced.why().violated);
        }
        CHECK(pipeline.trace().size() <= 64);
        for (const auto& traced : pipeline.trace()) CHECK_FALSE(traced.why().slowest);
    }
}

TEST_CASE("fewer runs than there is room for are all kept, but those that took no time") {
    const Jobs<weir::Trace<2>, weir::KeepSlowest<8>> pipeline;
    CHECK(pipeline.kept().empty());
    const std::int64_t times[] = {3, 0, 9, 1, 9};
    for (std::uint64_t i = 0; i < 5; ++i) run(pipeline, i, {times[i], 0});
    CHECK(slowest(pipeline) == Numbers{2, 4, 0, 3});
}

TEST_CASE("one slowest run, of any kind") {
    const Jobs<weir::Trace<2>, weir::KeepSlowest<1>> pipeline;
    run(pipeline, 0, {5, 5});
    run(pipeline, 1, {10, 0, End::stops});  // equally long: the earlier stays
    CHECK(slowest(pipeline) == Numbers{0});
    run(pipeline, 2, {11, 100, End::stops});
    CHECK(slowest(pipeline) == Numbers{2});
    run(pipeline, 3, {12, 100, End::throws});
    CHECK(slowest(pipeline) == Numbers{3});
    run(pipeline, 4, {0, two_to_32 - 1});
    run(pipeline, 5, {1, 1});
    CHECK(slowest(pipeline) == Numbers{4});
    run(pipeline, 6, {two_to_32, two_to_32});
    run(pipeline, 7, {two_to_32 + 1, 2});
    run(pipeline, 8, {1, 1});
    run(pipeline, 9, {1, 1});
    REQUIRE(slowest(pipeline) == Numbers{6});
    CHECK(pipeline.kept()[0].total().count() == 2 * two_to_32);
    CHECK(pipeline.kept()[0].duration<Second>().count() == two_to_32);
}

TEST_CASE("names of keys come along, and outlive the pipeline") {
    std::optional<Jobs<weir::Trace<2>, weir::KeepSlowest<1>>> pipeline{std::in_place};
    (*pipeline)(weir::Key{"slow"}, Job{50, 0});
    for (int i = 0; i < 10; ++i) (*pipeline)(weir::Key{"quick"}, Job{5, 0});
    const auto kept = pipeline->kept();
    pipeline.reset();
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].key() == weir::Key{"slow"});
    CHECK(kept[0].total() == 50_ns);
}
