// How often a comparison is right, on processes made by a rule.
#include <support/catch.hpp>
#include <support/made_reports.hpp>

#include <weir/panel/compare/compare.hpp>

#include <cstddef>
#include <random>
#include <vector>

using weir::CompareVerdict;
using weir_test::MadeReports;

namespace {

struct Counts {
    int worse = 0;
    int no_worse = 0;
    int blamed[3] = {};
};

Counts count(const MadeReports& before, const MadeReports& after, std::size_t pairs, int comparisons, unsigned seed,
             const weir::CompareOptions& options = {}) {
    std::mt19937 random{seed};
    Counts counts;
    for (int i = 0; i < comparisons; ++i) {
        const auto first = before.some(random, pairs), second = after.some(random, pairs);
        const weir::Comparison comparison = weir::compare(first, second, options);
        counts.worse += comparison.verdict == CompareVerdict::worse ? 1 : 0;
        counts.no_worse += comparison.verdict == CompareVerdict::no_worse ? 1 : 0;
        for (std::size_t stage = 0; stage < 3; ++stage)
            counts.blamed[stage] += comparison.stages[stage].verdict == CompareVerdict::worse ? 1 : 0;
    }
    return counts;
}

}  // namespace

TEST_CASE("the same on both sides is not called worse, whatever its noise") {
    constexpr int comparisons = 25;
    MadeReports calm;
    CHECK(count(calm, calm.after(), 20, comparisons, 1).worse == 0);
    MadeReports noisy;
    noisy.process_noise = 0.15;
    noisy.burst = 0.2;
    CHECK(count(noisy, noisy.after(), 15, comparisons, 2).worse == 0);
    CHECK(count(noisy, noisy.after(), 4, comparisons, 3).worse == 0);
    MadeReports modes;
    modes.second_mode = 0.5;
    CHECK(count(modes, modes.after(), 15, comparisons, 4).worse == 0);
    MadeReports later = noisy;  // all of it after all of the other: no pairs
    later.first_created = 1'000'000'000;
    CHECK(count(noisy, later, 8, comparisons, 5).worse == 0);
}

TEST_CASE("with a least effect of nothing a wrong verdict is as rare as the confidence says") {
    weir::CompareOptions options;
    options.min_effect = 0;
    options.confidence = 0.9;  // half of the rest is on the slower side
    MadeReports made;
    made.process_noise = 0.1;
    made.runs = 20;
    const Counts counts = count(made, made.after(), 15, 200, 6, options);
    CHECK(counts.worse <= 19);  // of at most 10 expected; binomial: more come in three of a thousand
    MadeReports apart = made;
    apart.first_created = 1'000'000'000;
    CHECK(count(made, apart, 8, 200, 7, options).worse <= 19);
}

TEST_CASE("a stage that is slower by 5 % is found, and no other") {
    constexpr int comparisons = 20;
    for (const std::size_t slow : {0U, 1U, 2U}) {
        MadeReports made;
        made.run_noise = 0.1;
        made.process_noise = 0.015;
        made.burst = 0.02;  // which Student's interval would drown in
        const Counts counts = count(made, made.slower(slow, 1.05), 30, comparisons, 10 + static_cast<unsigned>(slow));
        INFO(slow);
        for (std::size_t stage = 0; stage < 3; ++stage)
            if (stage == slow) CHECK(counts.blamed[stage] >= 19);
            else CHECK(counts.blamed[stage] == 0);
    }
}

TEST_CASE("the same is found no worse where the noise allows it, and what is under the least effect is not worse") {
    MadeReports made;
    made.process_noise = 0.005;
    made.run_noise = 0.03;
    CHECK(count(made, made.after(), 20, 20, 20).no_worse >= 19);
    CHECK(count(made, made.slower(1, 1.01), 20, 20, 21).worse == 0);
    CHECK(count(made, made.slower(1, 0.7), 20, 20, 22).worse == 0);
}
