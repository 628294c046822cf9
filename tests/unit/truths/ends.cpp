// What is known of runs that do not come to their end, and of pipelines that never ran.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <optional>
#include <random>
#include <stdexcept>
#include <string>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

struct Input {
    std::string fail;  ///< what() of the exception, where there is to be one
    bool go_on = true;
};
int read(const Input&) {
    Clock::advance(10_ms);
    return 1;
}
struct Check {
    static constexpr auto name = "check";
    Input* input;
    std::optional<int> operator()(int x) const {
        Clock::advance(70_ms);
        if (!input->fail.empty()) throw std::runtime_error(input->fail);
        return input->go_on ? std::optional<int>{x} : std::nullopt;
    }
};
int use(int x) {
    Clock::advance(5_ms);
    return x;
}
using Run = weir::Pipeline<weir::Stage<"read", read>, Check, weir::Stage<"use", use>, Clock, weir::Timing>;

Run pipeline_over(Input& input) { return Run{weir::Stage<"read", read>{}, Check{&input}, weir::Stage<"use", use>{}}; }

}  // namespace

TEST_CASE("a stage that throws after 70 ms has 70 ms, an error, and what it said") {
    Input input{"no such file", true};
    const Run run = pipeline_over(input);
    CHECK_THROWS_AS(run(weir::Key{"load:a"}, input), std::runtime_error);

    const weir::Report r = weir::report(run);
    CHECK(r.runs == 1);
    CHECK(r.outcomes.threw == 1);
    CHECK(r.stages.at(1).count == 1);
    CHECK(r.stages.at(1).total.count() == (70_ms).count());
    CHECK(r.stages.at(1).errors == 1);
    CHECK(r.stages.at(0).errors == 0);
    CHECK(r.stages.at(2).count == 0);
    CHECK(r.total.total.count() == (80_ms).count());
    REQUIRE(r.errors.size() == 1);
    CHECK(r.errors[0].stage == "check");
    CHECK(r.errors[0].key == "load:a");
    CHECK(r.errors[0].message == "no such file");
    CHECK_FALSE(r.errors[0].cut);
}

TEST_CASE("what an exception says is cut at 120 bytes, and the last 16 errors are kept") {
    Input input{std::string(120, 'a'), true};
    const Run run = pipeline_over(input);
    CHECK_THROWS(run(input));
    CHECK_FALSE(weir::report(run).errors.at(0).cut);
    CHECK(weir::report(run).errors.at(0).message == std::string(120, 'a'));

    input.fail = std::string(121, 'b');
    CHECK_THROWS(run(input));
    CHECK(weir::report(run).errors.at(1).cut);
    CHECK(weir::report(run).errors.at(1).message == std::string(120, 'b'));

    for (int i = 0; i < 20; ++i) {
        input.fail = "error " + std::to_string(i);
        CHECK_THROWS(run(input));
    }
    const auto errors = weir::report(run).errors;
    REQUIRE(errors.size() == 16);
    CHECK(errors.front().message == "error 4");
    CHECK(errors.back().message == "error 19");
}

TEST_CASE("what is no std::exception is an error too") {
    const weir::Pipeline<weir::Stage<"odd",
                                     [](int x) {
                                         if (x != 0) throw x;
                                     }>,
                         Clock, weir::Timing>
        run;
    try {
        run(7);
        FAIL("expected the stage's exception");
    } catch (int thrown) { CHECK(thrown == 7); }
    CHECK(weir::report(run).errors.at(0).message == "an exception that is no std::exception");
    CHECK(weir::report(run).stages.at(0).errors == 1);
}

TEST_CASE("a stage that stops the run leaves the later ones without a count") {
    Input input{"", false};
    const Run run = pipeline_over(input);
    CHECK_FALSE(run(input).has_value());

    const weir::Report r = weir::report(run);
    CHECK(r.outcomes.stopped == 1);
    CHECK(r.outcomes.ok == 0);
    CHECK(r.stages.at(1).count == 1);
    CHECK(r.stages.at(1).stopped == 1);
    CHECK(r.stages.at(1).total.count() == (70_ms).count());
    CHECK(r.stages.at(2).count == 0);
    CHECK(r.stages.at(2).total.count() == 0);
    CHECK(r.total.count == 1);
    CHECK(r.total.total.count() == (80_ms).count());
}

TEST_CASE("the report of a pipeline that never ran has its stages and nothing else") {
    Input input;
    const Run run = pipeline_over(input);
    const weir::Report r = weir::report(run);
    CHECK(r.runs == 0);
    CHECK(r.stages.size() == 3);
    for (const auto& stage : r.stages) {
        CHECK(stage.count == 0);
        CHECK(stage.total.count() == 0);
        CHECK(stage.max.count() == 0);
    }
    CHECK(r.bottlenecks.empty());
    CHECK(r.recommendations.empty());
    CHECK(r.errors.empty());
}
