// What is said of stages whose cost is known, through a pipeline's real cells.
#include "support/catch.hpp"
#include "support/made_cost.hpp"

#include <weir/panel/cost/judge_cost.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

using weir::CostCrossing;
using weir::CostModel;
using weir::CostVerdict;
using weir::Growth;
using weir_test::made_cost;
using weir_test::MadeCost;

namespace {

CostModel judged(MadeCost made, std::size_t calls = 10'000, std::uint64_t seed = 5) {
    std::mt19937_64 random{seed};
    made.calls = calls;
    return weir_test::judged(weir_test::calls_of(made, random));
}

/// Nothing in it that a page could not print.
void check_finite(const CostModel& model) {
    CHECK(std::isfinite(model.items_from + model.items_to + model.growth_at_most));
    for (const weir::CostForm& form : model.forms)
        CHECK(std::isfinite(form.fixed_ns + form.each_ns + form.each_ns_lower + form.each_ns_upper + form.misfit));
    if (!model.crossing) return;
    CHECK(std::isfinite(model.crossing->items + model.crossing->lower + model.crossing->upper.value_or(0)));
    CHECK(model.crossing->lower <= model.crossing->items * (1 + 1e-9));
}

}  // namespace

TEST_CASE("each form is told, and where it crosses") {
    for (const Growth growth :
         {Growth::logarithmic, Growth::linear, Growth::linearithmic, Growth::quadratic, Growth::cubic}) {
        MadeCost made = made_cost(growth, 100, 10'000, 0.1, 5);
        made.noise = 0.1;
        const CostModel model = judged(made);
        INFO(name_of(growth));
        CHECK(model.verdict == CostVerdict::grows);
        REQUIRE(model.forms.size() == 1);
        CHECK(model.forms[0].growth == growth);
        CHECK(model.forms[0].each_ns == Approx(made.each).epsilon(0.03));
        CHECK(model.forms[0].each_ns_lower < made.each);
        CHECK(model.forms[0].each_ns_upper > made.each);
        REQUIRE(model.crossing);
        CHECK(model.crossing->where == CostCrossing::Where::predicted);
        CHECK(model.crossing->items == Approx(50'000).epsilon(0.15));
        CHECK(model.crossing->lower < 50'000);
        CHECK(model.crossing->upper.value() > 50'000);
        CHECK(model.calls == 10'000);
        CHECK(model.items_from == Approx(100).epsilon(0.1));
        CHECK(model.items_to == Approx(10'000).epsilon(0.1));
        check_finite(model);
    }
}

TEST_CASE("a stage that does not grow is said not to") {
    MadeCost made = made_cost(Growth::none, 100, 10'000, 0, 1);
    made.noise = 0.2;
    const CostModel model = judged(made);
    CHECK(model.verdict == CostVerdict::flat);
    CHECK(model.growth_at_most < 0.1);
    CHECK(model.forms.empty());
    CHECK_FALSE(model.crossing);
}

TEST_CASE("of few calls that vary it is not known whether they grow") {
    MadeCost made = made_cost(Growth::none, 100, 10'000, 0, 1);
    made.noise = 1;
    const CostModel model = judged(made, 80);
    CHECK(model.verdict == CostVerdict::unclear);
    CHECK_FALSE(model.crossing);
}

TEST_CASE("narrow ranges are refused, whatever grows and however many calls there are") {
    for (const Growth growth : {Growth::none, Growth::logarithmic, Growth::linear, Growth::cubic})
        for (const double span : {1.0, 1.5, 3.0, 6.0}) {
            MadeCost made = made_cost(growth, 1'000, 1'000 * span, 0.1, 5);
            made.noise = 0.05;
            const CostModel model = judged(made, 50'000);
            CHECK(model.verdict == CostVerdict::too_narrow);
            CHECK(model.forms.empty());
            CHECK_FALSE(model.crossing);
        }
}

TEST_CASE("two sizes are too few, however far apart") {
    std::vector<weir_test::Call> calls;
    for (int i = 0; i < 1'000; ++i) {
        calls.push_back({10, 1'000 + i % 7});
        calls.push_back({10'000, 1'000'000 + i % 7});
    }
    CHECK(weir_test::judged(calls).verdict == CostVerdict::too_few);
}

TEST_CASE("forms that are as near are both told, and the bounds are those of both") {
    MadeCost made = made_cost(Growth::linearithmic, 10'000, 130'000, 0.4, 7);
    made.noise = 0.2;
    const CostModel model = judged(made, 1'500);
    REQUIRE(model.verdict == CostVerdict::either);
    REQUIRE(model.forms.size() == 2);
    CHECK((model.forms[0].growth == Growth::linearithmic || model.forms[1].growth == Growth::linearithmic));
    REQUIRE(model.crossing);
    CHECK(model.crossing->lower < 910'000);
    CHECK(model.crossing->upper.value_or(1e9) > 910'000);
    check_finite(model);
}

TEST_CASE("a stage of which a tenth of the calls wait is not taken for another") {
    MadeCost made = made_cost(Growth::quadratic, 100, 10'000, 0.1, 5);
    made.noise = 0.1;
    std::mt19937_64 random{9};
    made.calls = 10'000;
    std::vector<weir_test::Call> calls = weir_test::calls_of(made, random);
    for (std::size_t i = 0; i < calls.size(); i += 10) calls[i].ns *= 100;
    const CostModel model = weir_test::judged(calls);
    REQUIRE(model.verdict == CostVerdict::grows);
    CHECK(model.forms[0].growth == Growth::quadratic);
    CHECK(model.crossing->items == Approx(50'000).epsilon(0.05));
    CHECK(model.cut > 900);
}

TEST_CASE("what follows no form is said to") {
    std::vector<weir_test::Call> calls;
    for (int size = 4; size < 18; ++size)
        for (int i = 0; i < 200; ++i)  // up and down by a factor of 4, and up
            calls.push_back({std::uint64_t{1} << size, (std::int64_t{1'000} << size) * (size % 2 == 0 ? 1 : 4) + i});
    CHECK(weir_test::judged(calls).verdict == CostVerdict::no_form);
}

TEST_CASE("without a threshold the form is told alone, and of no calls nothing") {
    std::vector<weir::panel::CostSums> sums(weir::layout::CostCells::count);
    CHECK_FALSE(weir::panel::judge_cost(sums, weir::Nanoseconds{5}));
    CHECK_FALSE(weir::panel::judge_cost({}, weir::Nanoseconds{5}));
    for (std::size_t cell = 4; cell < 12; ++cell) {
        const double items = std::exp2(static_cast<double>(cell) - 0.5), ns = 100 + 7 * items;
        sums[cell] = {100, 100 * items, 100 * ns, 100 * items * items, 100 * ns * ns, 100 * items * ns, 0};
    }
    const auto model = weir::panel::judge_cost(sums, std::nullopt);
    REQUIRE(model);
    CHECK(model->verdict == CostVerdict::grows);
    CHECK(model->forms[0].growth == Growth::linear);
    CHECK_FALSE(model->crossing);
}

TEST_CASE("what cannot be the sums of calls does not count") {
    std::vector<weir::panel::CostSums> sums(weir::layout::CostCells::count);
    for (std::size_t cell = 4; cell < 12; ++cell) {
        const double items = std::exp2(static_cast<double>(cell) - 0.5), ns = 100 + 7 * items;
        sums[cell] = {100, 100 * items, 100 * ns, 100 * items * items, 100 * ns * ns, 100 * items * ns, 0};
    }
    const auto right = weir::panel::judge_cost(sums, std::nullopt);
    REQUIRE(right->verdict == CostVerdict::grows);
    const weir::panel::CostSums bad[] = {
        {100, 0, 100, 0, 100, 0, 0},
        {100, 1e160, 100, 1e300, 100, 1e160, 0},
        {100, 150, 1e160, 225, 1e300, 1e160, 0},
        {100, 150, -5, 225, 0, 0, 0},
        {100, 150, 1'000, 1e30, 10'000, 1'500, 0},
    };
    for (const weir::panel::CostSums& sum : bad) {
        sums[1] = sum;
        const auto model = weir::panel::judge_cost(sums, std::nullopt);
        REQUIRE(model->verdict == CostVerdict::grows);
        CHECK(model->forms[0].each_ns == right->forms[0].each_ns);
        CHECK(model->items_from == right->items_from);
    }
}

TEST_CASE("sums of any kind end in words, and in finite figures") {
    std::mt19937_64 random{3};
    const double strange[] = {0, 1, 1e-300, 1e18, 1e100, 1e160};
    for (int round = 0; round < 2'000; ++round) {
        weir::layout::CostCells cells{};
        for (auto& cell : cells.cells) {
            cell.count = cell.begun = random() % 3 == 0 ? random() : random() % 1'000;
            cell.items = cell.count * (random() % 5'000);
            for (double* const word : {&cell.ns, &cell.items_squared, &cell.ns_squared, &cell.items_ns})
                *word = random() % 2 == 0 ? strange[random() % 6] : __builtin_bit_cast(double, random());
        }
        std::vector<weir::panel::CostSums> sums;
        weir::panel::add(sums, cells);
        // And those that no cell would pass: of a difference of two looks.
        for (std::size_t cell = 0; round % 2 == 0 && cell < sums.size(); ++cell) {
            const double items = 100 * std::exp2(static_cast<double>(cell) - 0.5);
            const auto any = [&](double right) { return random() % 4 == 0 ? strange[random() % 6] : right; };
            sums[cell] = {100, any(items), any(100 * items), any(items * items / 100), any(1e300), any(items * 100), 0};
        }
        if (const auto model = weir::panel::judge_cost(sums, weir::Nanoseconds{1'000})) check_finite(*model);
    }
}
