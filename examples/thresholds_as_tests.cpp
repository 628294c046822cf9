// Thresholds as tests. Needs Catch2, 2 or 3.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_session.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif
#include <weir/weir.hpp>
#include <weir/with/catch2.hpp>

using namespace weir::literals;

namespace {

int parse(int kilobytes) {
    weir::ManualClock::advance(kilobytes * 100_us);
    return kilobytes;
}
void store(int) { weir::ManualClock::advance(1_ms); }

using Ingest = weir::Pipeline<weir::Stage<"parse", parse, 5_ms>, weir::Stage<"store", store>, weir::Name<"ingest">,
                              weir::ManualClock>;

}  // namespace

TEST_CASE("ingest keeps to its thresholds") {
    Ingest ingest;
    for (int kilobytes = 0; kilobytes <= 50; ++kilobytes) ingest(kilobytes);
    CHECK_THAT(ingest, weir::WithinThresholds());  // on failure: the stages, how often, by how much
    CHECK_THAT(ingest, weir::StageBelow("parse", 0.5, 3_ms));
    CHECK_THAT(ingest, weir::StageBelow("total", 0.99, 7_ms));
}

// As long as the input is not larger than 50 kB: tagged so that Catch2 expects it to fail.
TEST_CASE("ingest of large input", "[!shouldfail]") {
    Ingest ingest;
    for (int kilobytes = 0; kilobytes < 100; ++kilobytes) ingest(kilobytes);
    CHECK_THAT(ingest, weir::WithinThresholds());
}

int main(int argc, char** argv) { return Catch::Session().run(argc, argv); }
