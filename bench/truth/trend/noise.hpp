#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

// Histories as builds make them, with a known truth. The unit tests use them too.
namespace trend_truth {

enum class Shape : unsigned char {
    normal,
    heavy,      ///< Student's t with 3 degrees of freedom: one in 70 further than 4 of its quartile deviations
    outliers,   ///< normal, and one build in 50 takes 10 to 50 % more
    slow_host,  ///< normal, and now and then three builds in a row take 10 to 30 % more
    related,    ///< each build resembles the one before it: an autoregression with `r`
    quantised,  ///< normal, rounded to buckets of a histogram, 2.2 % wide
};

struct Noise {
    std::string name;
    Shape shape;
    double deviation;  ///< the standard deviation from build to build, a share; of all but what is outlying
    double r = 0;
};

/// The values of builds, one after another, around a level that may change.
class Builds {
public:
    Builds(const Noise& noise, std::uint64_t seed) : noise_{noise}, random_{seed} {}

    double next(double level) {
        double off = 0;
        switch (noise_.shape) {
        case Shape::heavy: off = student_(random_) / std::sqrt(3.0); break;
        case Shape::related:
            state_ = started_ ? noise_.r * state_ + std::sqrt(1 - noise_.r * noise_.r) * normal_(random_)
                              : normal_(random_);
            started_ = true;
            off = state_;
            break;
        default: off = normal_(random_);
        }
        double value = std::log(level) + noise_.deviation * off;
        if (noise_.shape == Shape::outliers && share_(random_) < 0.02) value += std::log1p(0.1 + 0.4 * share_(random_));
        if (noise_.shape == Shape::slow_host) {
            if (slow_ == 0 && share_(random_) < 0.01) {
                slow_ = 3;
                slower_ = std::log1p(0.1 + 0.2 * share_(random_));
            }
            if (slow_ > 0) {
                value += slower_;
                --slow_;
            }
        }
        constexpr double per_octave = 32;
        if (noise_.shape == Shape::quantised)
            value = (std::floor(value / std::log(2.0) * per_octave) + 0.5) / per_octave * std::log(2.0);
        return std::exp(value);
    }

    /// `count` builds, from the one numbered `step` on at a level higher by the share `size`.
    std::vector<double> history(std::size_t count, std::size_t step, double size) {
        std::vector<double> values;
        values.reserve(count);
        for (std::size_t i = 0; i < count; ++i) values.push_back(next(i < step ? level_ : level_ * (1 + size)));
        return values;
    }

private:
    static constexpr double level_ = 1.25e6;
    Noise noise_;
    std::mt19937_64 random_;
    std::normal_distribution<double> normal_;
    std::student_t_distribution<double> student_{3};
    std::uniform_real_distribution<double> share_;
    double state_ = 0;
    bool started_ = false;
    int slow_ = 0;
    double slower_ = 0;
};

}  // namespace trend_truth
