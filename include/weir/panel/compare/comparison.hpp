#pragma once

#include <weir/base/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI {

/// What of a stage's times is held against another's.
enum class Figure : unsigned char { mean, p50, p99 };
/// All of them, in order.
inline constexpr std::array<Figure, 3> all_figures{Figure::mean, Figure::p50, Figure::p99};

/// "mean", "p50" or "p99".
constexpr const char* name_of(Figure figure) noexcept {
    constexpr const char* names[] = {"mean", "p50", "p99"};
    return names[static_cast<unsigned>(figure)];
}

/// Whether something became slower: `worse` where the interval of its shift lies wholly over the least effect that counts,
/// `no_worse` where it lies wholly under it, `inconclusive` where it does neither.
enum class CompareVerdict : unsigned char { no_worse, worse, inconclusive };

/// "no worse", "worse" or "inconclusive".
constexpr const char* name_of(CompareVerdict verdict) noexcept {
    constexpr const char* names[] = {"no worse", "worse", "inconclusive"};
    return names[static_cast<unsigned>(verdict)];
}

/// How two sides are held against each other.
struct CompareOptions {
    double min_effect = 0.02;  ///< what is slower by less than this share does not count
    double confidence = 0.99;  ///< that no stage is called worse, or no worse, that is not: of all of them together
    /// A stage that holds less than this share of the time on both sides is judged, but its doubt is not the whole's.
    double min_share = 0.01;
    /// Of two sides with one recording each nobody knows what another process would have given: it is taken to be
    /// another by this standard deviation. Of no effect with several recordings, which show it. The default is for a rented
    /// machine, where a neighbour on the other thread of the same core makes one process up to 1.8 times slower than the next.
    double process_spread = 0.12;
    bool one_process =
        false;  ///< the reports of each side are repetitions in one process: said of what the verdict rests on
    std::vector<Figure> by{Figure::mean, Figure::p50, Figure::p99};  ///< what the verdict rests on
};

/// How the recordings of both sides are arranged in time.
enum class CompareDesign : unsigned char {
    pairs,   ///< one of each side follows the other: what the machine does in minutes is common to both
    groups,  ///< several on at least one side, not in pairs
    single,  ///< one on each side
};

/// The shift of one figure of one stage.
struct Shift {
    Figure figure = Figure::mean;     ///< which
    std::optional<double> before_ns;  ///< nanoseconds, over the recordings the geometric mean
    std::optional<double> after_ns;   ///< the same after
    /// after / before - 1: 0.05 is slower by 5 %. Its interval holds together with those of all figures that are judged.
    std::optional<double> change;
    double low = 0;                           ///< the lower end of the interval of `change`
    double high = 0;                          ///< its upper end
    std::optional<CompareVerdict> verdict;    ///< empty where there is no interval
    bool faster = false;                      ///< the interval lies wholly under -min_effect
    std::optional<std::uint64_t> recordings;  ///< of an inconclusive one: on each side, about, to decide it
    std::string why;                          ///< why there is no interval
};

/// A stage that both sides have.
struct ComparedStage {
    std::string name;                       ///< of the later side
    std::string path;                       ///< of the later side
    std::string path_before;                ///< another where the stage was renamed
    std::size_t depth = 0;                  ///< pipelines that it is nested in
    double share_before = 0;                ///< of the time of all runs, 0 to 1
    double share_after = 0;                 ///< the same after
    bool is_small = false;                  ///< both under CompareOptions::min_share
    std::array<Shift, 3> shifts{};          ///< by Figure
    std::optional<CompareVerdict> verdict;  ///< empty where nothing of it could be judged: why says so
    bool faster = false;                    ///< a figure is, and none is worse
};

/// A stage that only one side has, or that has another name on it.
struct StageChange {
    /// What became of it.
    enum class Kind : unsigned char { added, removed, renamed };
    Kind kind = Kind::added;  ///< which of these
    std::string path;         ///< of a removed one, before; else after
    std::string path_before;  ///< of a renamed one
};

/// Two sides held against each other, as plain data. Its strings are valid UTF-8 where those of the reports are.
struct Comparison {
    std::string pipeline;                          ///< its name
    CompareOptions options;                        ///< by which it was made
    CompareDesign design = CompareDesign::single;  ///< how the recordings are arranged
    std::size_t recordings_before = 0;             ///< that it is made of
    std::size_t recordings_after = 0;              ///< the same after
    std::uint64_t runs_before = 0;                 ///< in all of them
    std::uint64_t runs_after = 0;                  ///< the same after
    std::size_t judged = 0;             ///< figures of stages that were judged, for which the confidence holds together
    ComparedStage total;                ///< the whole run
    std::vector<ComparedStage> stages;  ///< those that both sides have, nested ones after what they are nested in
    std::vector<StageChange> changes;   ///< of the list of stages
    std::vector<std::string> warnings;  ///< in what the sides differ besides their times
    std::string rests_on;               ///< what the verdict rests on, in plain sentences
    CompareVerdict verdict = CompareVerdict::inconclusive;  ///< of the whole
    std::string headline;                                   ///< the verdict with its figures, in a sentence
    std::optional<std::uint64_t> recordings;  ///< of an inconclusive one: on each side, about, to decide it
};

}  // namespace weir::inline WEIR_ABI
