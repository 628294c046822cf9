#pragma once

#include "support/made_cost.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>

// One case: a stage of known cost, what weir says of it, and how that is counted.
namespace weir_truth {

using weir_test::MadeCost;

inline constexpr weir::Growth growths[] = {weir::Growth::none,         weir::Growth::logarithmic, weir::Growth::linear,
                                           weir::Growth::linearithmic, weir::Growth::quadratic,   weir::Growth::cubic};
inline constexpr double noises[] = {0.05, 0.1, 0.2};

/// What was said, held against the truth.
enum class Said : unsigned char {
    right,    ///< the true form, alone
    either,   ///< it and another
    refused,  ///< no form
    wrong,    ///< another form alone, two others, no growth where there is, growth where there is none
};

struct Judged {
    Said said = Said::wrong;
    bool can_be_told = false;             ///< from each other form, by any means: see distance_to
    std::optional<double> off;            ///< right: by how much the crossing is off, relative
    std::optional<bool> within_interval;  ///< right or either: whether the interval has the true crossing
};

/// A wide range: the greatest items 16 to 1000 times the least (128 of n^3, whose least calls would be too short for a
/// clock of whole nanoseconds), 3,000 to 30,000 calls, a fixed part of up to a half at the most items, and a crossing at
/// 1.2 to 9.5 times those.
inline MadeCost draw(weir::Growth growth, double noise, int number, std::mt19937_64& random) {
    std::uniform_real_distribution<double> share{0, 1};
    const double from = std::floor(16 * std::pow(1'000, share(random)));
    const double span = 16 * std::pow(growth == weir::Growth::cubic ? 8 : 64, share(random));
    MadeCost made = weir_test::made_cost(growth, from, std::floor(from * span), share(random) / 2,
                                         1.2 * std::pow(8, share(random)));
    made.noise = noise;
    made.sizes = static_cast<weir_test::Sizes>(number % 3);
    made.outliers = static_cast<weir_test::Outliers>(number / 3 % 3);
    made.calls = static_cast<std::size_t>(3'000 * std::pow(10, share(random)));
    return made;
}

inline Said said_of(const weir::CostModel& model, weir::Growth truth) {
    using weir::CostVerdict;
    const bool grows = model.verdict == CostVerdict::grows || model.verdict == CostVerdict::either;
    if (model.verdict == CostVerdict::flat) return truth == weir::Growth::none ? Said::right : Said::wrong;
    if (!grows) return Said::refused;
    for (const weir::CostForm& form : model.forms)
        if (form.growth == truth) return model.forms.size() == 1 ? Said::right : Said::either;
    return Said::wrong;
}

inline Judged judge(const MadeCost& made, std::mt19937_64& random) {
    const auto calls = weir_test::calls_of(made, random);
    const weir::CostModel model = weir_test::judged(calls);
    Judged judged;
    judged.said = said_of(model, made.growth);
    judged.can_be_told = true;
    for (const weir::Growth other : growths)
        if (other != made.growth && made.growth != weir::Growth::none &&
            weir_test::distance_to(made, other, calls) < weir_test::distance_that_tells)
            judged.can_be_told = false;
    if (!model.crossing || judged.said == Said::wrong) return judged;
    if (judged.said == Said::right) judged.off = std::abs(model.crossing->items / made.crossing - 1);
    judged.within_interval = model.crossing->lower <= made.crossing &&
                             (!model.crossing->upper || *model.crossing->upper >= made.crossing);
    return judged;
}

}  // namespace weir_truth
