#pragma once

#include <weir/pipeline/settings.hpp>

// What weir::ThresholdsFit refuses: stages that may take longer together than the run they are in.
namespace weir::inline WEIR_ABI::detail {

template <bool IsThere, class Name>
struct RunHasAThreshold {
    static_assert(IsThere,
                  "weir: weir::ThresholdsFit holds the stages' thresholds against the pipeline's, and the pipeline (it "
                  "is named here) has none; add one, weir::Threshold<10_ms>, or leave weir::ThresholdsFit away");
    static constexpr bool value = IsThere;
};
template <bool IsThere, class Name, class Stage>
struct StageHasAThreshold {
    static_assert(IsThere,
                  "weir: weir::ThresholdsFit adds up the stages' thresholds, and a stage (it is named here) has none; "
                  "give it one, or the pipeline that it is nested in");
    static constexpr bool value = IsThere;
};

// The two sums, in a message.
template <std::int64_t Nanoseconds>
struct StagesTogether;
template <std::int64_t Nanoseconds>
struct WholeRun;
template <bool Fits, class Together, class Run, class Name>
struct StagesFitTheRun {
    static_assert(Fits,
                  "weir: weir::ThresholdsFit: the thresholds of the stages together are longer than the pipeline's own "
                  "(both are named here, in nanoseconds, and the pipeline); give less to a stage or more to "
                  "weir::Threshold");
    static constexpr bool value = Fits;
};

template <class... S>
constexpr bool each_has_a_threshold(TypeList<S...>) noexcept;
/// Its own, or its stages' where it is a pipeline.
template <class S>
constexpr bool stage_has_a_threshold() noexcept {
    if constexpr (traits_of<S>.threshold >= 0) return true;
    else if constexpr (IsPipeline<S>) return each_has_a_threshold(typename S::weir_settings::Stages{});
    else return StageHasAThreshold<false, NameOf<S>, S>::value;
}
template <class... S>
constexpr bool each_has_a_threshold(TypeList<S...>) noexcept {
    return (stage_has_a_threshold<S>() && ...);
}

template <class... S>
constexpr std::int64_t threshold_together(TypeList<S...>) noexcept;
template <class S>
constexpr std::int64_t threshold_with_its_stages() noexcept {
    if constexpr (traits_of<S>.threshold >= 0) return traits_of<S>.threshold;
    else return threshold_together(typename S::weir_settings::Stages{});
}
/// The sum, or the longest time there is: 292 years.
template <class... S>
constexpr std::int64_t threshold_together(TypeList<S...>) noexcept {
    std::int64_t sum = 0;
    for (const std::int64_t one : {threshold_with_its_stages<S>()...})
        sum = one > INT64_MAX - sum ? INT64_MAX : sum + one;
    return sum;
}

template <class Settings>
constexpr bool thresholds_fit() noexcept {
    using Stages = typename Settings::Stages;
    if constexpr (count_of<PolicyOf::fit>(typename Settings::Policies{}) == 0 || !StagesFit<Stages>::value) return true;
    else if constexpr (std::is_same_v<typename Settings::ThresholdPolicy, NoPolicy>)
        return RunHasAThreshold<false, NameOf<Settings>>::value;
    else if constexpr (!each_has_a_threshold(Stages{})) return false;
    else {
        constexpr std::int64_t together = threshold_together(Stages{});
        constexpr std::int64_t run = threshold_of<Settings>;
        if constexpr (together <= run) return true;
        else return StagesFitTheRun<false, StagesTogether<together>, WholeRun<run>, NameOf<Settings>>::value;
    }
}

}  // namespace weir::inline WEIR_ABI::detail
