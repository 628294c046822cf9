#pragma once

#include "noise.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// What truth_trend finds out, apart from how it prints it.
namespace trend_truth {

/// What flat histories raised that were looked at after each build.
struct Flat {
    std::uint64_t builds = 0;
    std::uint64_t raised = 0;

    [[nodiscard]] double per_thousand() const {
        return 1e3 * static_cast<double>(raised) / static_cast<double>(builds);
    }
    /// What the true rate is below with 97.5 %: the count's deviation is its root.
    [[nodiscard]] double at_most() const;
};
/// `histories` of `length` builds each.
[[nodiscard]] Flat watch_flat(const Noise& noise, std::size_t histories, std::size_t length, double rate,
                              std::uint64_t seed);
/// A history of which only the last builds are kept.
struct Kept {
    Flat raised;  ///< changes that the build just added raised
    Flat shown;   ///< different changes that any look showed
};
/// One of `builds`, of which only the last `keep` are there at each look.
[[nodiscard]] Kept watch_kept(const Noise& noise, std::size_t builds, std::size_t keep, std::uint64_t seed);

/// What was found in histories with one step.
struct Steps {
    std::size_t histories = 0;
    std::size_t found = 0;            ///< a change within 3 builds of the step, in the right direction
    std::size_t exact = 0;            ///< at the build itself
    std::size_t further = 0;          ///< one that is further off, and none within 3
    std::size_t missed = 0;           ///< no change at all
    std::size_t more = 0;             ///< a change besides
    std::size_t covered = 0;          ///< of the found, those whose interval of the size holds the true one
    std::size_t placed = 0;           ///< of the found, those whose range of places holds the true one
    std::size_t gradual = 0;          ///< of the found, those said to be gradual
    double misplaced = 0;             ///< builds from the step, mean over the found
    double size_error = 0;            ///< of the found, the mean distance of the size from the true one, a share
    std::vector<std::size_t> delays;  ///< builds from the step until it was raised, of the found

    [[nodiscard]] double share(std::size_t of) const {
        return static_cast<double>(of) / static_cast<double>(histories);
    }
    [[nodiscard]] double of_found(std::size_t of) const {
        return found == 0 ? 0 : static_cast<double>(of) / static_cast<double>(found);
    }
    /// The delay that `share` of the found do not exceed.
    [[nodiscard]] std::size_t delay(double share) const;
};
/// Histories of `length` builds with a step of `size` at a place uniform in [first, last].
[[nodiscard]] Steps find_steps(const Noise& noise, std::size_t histories, std::size_t length, std::size_t first,
                               std::size_t last, double size, std::uint64_t seed);

/// What was said of histories that grow by the same share each build.
struct Drifts {
    std::size_t histories = 0;
    std::size_t told = 0;     ///< as a slope, or as a change that is gradual
    std::size_t steps = 0;    ///< with a change that is said to be a step
    std::size_t covered = 0;  ///< whose interval of the slope holds the true one, where one was told
    std::size_t slopes = 0;
};
[[nodiscard]] Drifts find_drifts(const Noise& noise, std::size_t histories, std::size_t length, double each,
                                 std::uint64_t seed);

}  // namespace trend_truth
