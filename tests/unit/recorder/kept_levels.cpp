// levels: 0 1 2
// What keeps runs is inert below level trace; the same code compiles at every level.
#include "jobs.hpp"

using namespace weir_test;

TEST_CASE("runs are kept at level trace only") {
    const Jobs<weir::Trace<8>, weir::KeepSlowest<2>, weir::KeepAround<1, 0>> pipeline;
    for (std::uint64_t i = 0; i < 20; ++i) run(pipeline, i, {i == 9 ? 2'000 : 5, 0});
    constexpr bool traces = decltype(pipeline)::level == weir::Level::trace;
    CHECK(slowest(pipeline) == (traces ? Numbers{9, 0} : Numbers{}));
    CHECK(around(pipeline) == (traces ? Numbers{8, 9} : Numbers{}));
    CHECK(pipeline.kept().size() == (traces ? 3 : 0));
}

TEST_CASE("without a policy nothing is kept") {
    const Jobs<weir::Trace<8>> pipeline;
    run(pipeline, 0, {2'000, 0});
    CHECK(pipeline.kept().empty());
}

TEST_CASE("with a level of timing nothing is kept") {
    const Jobs<weir::Timing, weir::KeepSlowest<2>, weir::KeepAround<9999, 0>> pipeline;
    run(pipeline, 0, {2'000, 0});
    CHECK(pipeline.kept().empty());
}
