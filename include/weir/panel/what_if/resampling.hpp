#pragma once

#include <weir/base/config.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

// How far a mean of runs in a row may be from that of as many later ones.
namespace weir::inline WEIR_ABI::panel {

namespace detail {

/// Sums of the first i values, each less the mean of all: small numbers, of which differences lose nothing.
inline std::vector<double> centred_sums(const std::vector<double>& values) {
    double mean = 0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    std::vector<double> sums{0};
    sums.reserve(values.size() + 1);
    for (const double value : values) sums.push_back(sums.back() + (value - mean));
    return sums;
}

/// The variance of the mean as blocks of this length in a row tell it, all of them, times the number of values.
inline double long_run_variance(const std::vector<double>& sums, std::size_t length) {
    const std::size_t blocks = sums.size() - length;
    double variance = 0;
    for (std::size_t i = 0; i < blocks; ++i) {
        const double sum = sums[i + length] - sums[i];
        variance += sum * sum / static_cast<double>(length);
    }
    return variance / static_cast<double>(blocks);
}

/// Of the lengths n^(1/3), four times that and so on, as long as there are 32 blocks, the one that tells the largest
/// variance: too short a block does not know that slow runs come together, and of too long ones there are too few.
inline std::size_t block_length(const std::vector<double>& sums) {
    constexpr std::size_t least_blocks = 32, most_blocks = 512;
    const std::size_t count = sums.size() - 1;
    const auto root = static_cast<std::size_t>(std::ceil(std::cbrt(static_cast<double>(count))));
    std::size_t best = std::clamp<std::size_t>(std::max(root, count / most_blocks), 1, count);
    double largest = long_run_variance(sums, best);
    for (std::size_t length = best * 4; count / length >= least_blocks; length *= 4)
        if (const double variance = long_run_variance(sums, length); variance > largest) {
            largest = variance;
            best = length;
        }
    return best;
}

/// By what the spread of means of blocks of this length is to be multiplied: blocks leave out what runs in two of them have
/// in common, half as long ones about twice as much, so that the difference of the two tells how much it is. D. N. Politis
/// and J. P. Romano, Bias-corrected nonparametric spectral estimation, Journal of Time Series Analysis 16 (1995), 67-103.
inline double spread_correction(const std::vector<double>& sums, std::size_t length) {
    constexpr double most = 2;
    const double whole = long_run_variance(sums, length);
    if (length < 2 || whole <= 0) return 1;
    return std::clamp(std::sqrt(std::max(0.0, 2 - long_run_variance(sums, length / 2) / whole)), 1.0, most);
}

}  // namespace detail

/// How far apart the means of two series of so many values are likely to be, both made as these were: with a probability
/// of `confidence` no further than this.
///
/// By the moving blocks bootstrap, for values in a row that are not independent: H. R. Künsch, The jackknife and the
/// bootstrap for general stationary observations, Annals of Statistics 17 (1989), 1217-1241. Two resamples are drawn, one
/// for what was recorded and one for what comes later. Seeded: the same values give the same result.
/// O(values + 1,000,000).
[[nodiscard]] inline double mean_distance(const std::vector<double>& values, double confidence) {
    constexpr std::size_t resamples = 1'000;
    if (values.size() < 2) return 0;
    const std::vector<double> sums = detail::centred_sums(values);
    const std::size_t length = detail::block_length(sums);
    const std::size_t blocks = (values.size() + length - 1) / length;
    const std::uint64_t places = values.size() - length + 1;
    std::mt19937_64 random{20'251'125};
    const auto draw = [&] {
        double sum = 0;
        for (std::size_t block = 0; block < blocks; ++block) {
            const auto at = static_cast<std::size_t>((random() >> 32) * places >> 32);
            sum += sums[at + length] - sums[at];
        }
        return sum / static_cast<double>(blocks * length);
    };
    std::vector<double> distances;
    for (std::size_t i = 0; i < resamples; ++i) {
        const double recorded = draw();
        distances.push_back(std::abs(recorded - draw()));
    }
    std::sort(distances.begin(), distances.end());
    const auto rank = static_cast<std::size_t>(std::ceil(confidence * static_cast<double>(resamples)));
    return detail::spread_correction(sums, length) * distances[std::clamp<std::size_t>(rank, 1, resamples) - 1];
}

}  // namespace weir::inline WEIR_ABI::panel
