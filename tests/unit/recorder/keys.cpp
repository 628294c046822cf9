// What runs were for: names and numbers, and what happens when there are too many.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>

using Clock = weir::ManualClock;

namespace {
void work(int x) {
    if (x < 0) throw std::runtime_error("negative");
}
using Run = weir::Pipeline<weir::Stage<"work", work>, Clock, weir::Trace<8192>>;
enum class Phase : int { warm_up = 3 };
}  // namespace

TEST_CASE("5,000 different names: 4,096 are kept, the others unknown and counted") {
    const Run run;
    for (int i = 0; i < 5000; ++i) run(weir::Key{"key " + std::to_string(i)}, 1);
    const auto traced = run.trace();
    REQUIRE(traced.size() == 5000);
    std::size_t wrong = 0;
    for (int i = 0; i < 5000; ++i) {
        const std::string name = "key " + std::to_string(i);
        const auto& key = traced[static_cast<std::size_t>(i)].key();
        wrong += i < 4096 ? key != weir::Key{name} : key != weir::Key::unknown();
    }
    CHECK(wrong == 0);
    CHECK(weir::report(run).losses.keys_dropped == 904);
    run(weir::Key{"key 4095"}, 1);
    CHECK(run.trace()[5000].key() == weir::Key{"key 4095"});
    CHECK(weir::report(run).losses.keys_dropped == 904);
}

TEST_CASE("a run is dropped once, also where it throws") {
    const Run run;
    for (int i = 0; i < 4096; ++i) run(weir::Key{std::to_string(i)}, 1);
    CHECK_THROWS(run(weir::Key{"one more"}, -1));
    const weir::Report r = weir::report(run);
    CHECK(r.losses.keys_dropped == 1);
    CHECK(r.errors.at(0).key == "(dropped)");
}

TEST_CASE("a filter knows names that the table has no room for") {
    const Run run;
    for (int i = 0; i < 4096; ++i) run(weir::Key{i % 2 == 0 ? "a" : "b"}, 1);
    for (int i = 0; i < 5000; ++i) run(weir::Key{std::to_string(i)}, 1);
    run.trace_only("late*");
    const std::uint64_t before = weir::report(run).losses.filtered;
    run(weir::Key{"late and unknown"}, 1);
    run(weir::Key{"other and unknown"}, 1);
    CHECK(weir::report(run).losses.filtered == before + 1);
}

TEST_CASE("empty names, long names and names that go on") {
    const Run run;
    const std::string is_long(200'000, 'x');
    const std::string too_long(300'000, 'y');
    run(weir::Key{""}, 1);
    run(weir::Key{}, 1);
    run(weir::Key{is_long}, 1);
    run(weir::Key{too_long}, 1);
    run(weir::Key{"after"}, 1);
    const auto traced = run.trace();
    REQUIRE(traced.size() == 5);
    CHECK(traced[0].key() == weir::Key{""});
    CHECK(traced[0].key() != weir::Key{});
    CHECK(traced[1].key() == weir::Key{});
    CHECK(traced[2].key() == weir::Key{is_long});
    CHECK(traced[3].key() == weir::Key::unknown());
    CHECK(traced[4].key() == weir::Key{"after"});
    CHECK(weir::report(run).losses.keys_dropped == 1);
}

TEST_CASE("numbers and enumerators are keys of their own") {
    const Run run;
    run(weir::Key{7}, 1);
    run(weir::Key{"7"}, 1);
    run(weir::Key{Phase::warm_up}, 1);
    run(weir::Key{~std::uint64_t{0}}, 1);
    const auto traced = run.trace();
    CHECK(traced[0].key() == weir::Key{7});
    CHECK(traced[0].key() != traced[1].key());
    CHECK(traced[2].key() == weir::Key{3});
    CHECK(traced[3].key().number() == ~std::uint64_t{0});
}

TEST_CASE("a name is stored once, however often it comes, and it may be a temporary") {
    const Run run;
    for (int i = 0; i < 1000; ++i) run(weir::Key{std::string("the same name again and again")}, 1);
    const auto traced = run.trace();
    CHECK(traced[0].key() == weir::Key{"the same name again and again"});
    CHECK(traced[0].key().name().data == traced[999].key().name().data);
    REQUIRE(run.weir_recorder().keys.table() != nullptr);
    CHECK(run.weir_recorder().keys.table()->count == 1);
}
