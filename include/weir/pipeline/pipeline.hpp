#pragma once

#include <weir/base/one_level.hpp>
#include <weir/pipeline/off.hpp>
#include <weir/pipeline/thresholds_fit.hpp>
#if !WEIR_OFF_EVERYWHERE
#include <weir/pipeline/recording.hpp>
#endif

namespace weir::inline WEIR_ABI {

namespace detail {
#if WEIR_OFF_EVERYWHERE
template <class S>
using Body = OffBody<S>;
#else
template <class S>
using Body = typename std::conditional_t<S::level == Level::off, Tag<OffBody<S>>, Tag<RecordingBody<S>>>::type;
#endif

#if !defined(WEIR_LEVEL)
inline constexpr Level default_level = Level::timing;
inline constexpr Level highest_level = Level::trace;
#else
inline constexpr Level default_level = static_cast<Level>(WEIR_LEVEL);
inline constexpr Level highest_level = static_cast<Level>(WEIR_LEVEL);
#endif

/// Of runs that are given none.
inline constexpr Key no_key{};

template <class... Args>
inline constexpr bool starts_with_key = false;
template <class First, class... Args>
inline constexpr bool starts_with_key<First, Args...> = std::is_same_v<std::remove_cvref_t<First>, Key>;

/// A call as the flow sees it: a key in front is not for the stages.
template <class Flow, class... Args>
struct CallOf {
    using End = typename Flow::template End<Args...>;
    using Result = typename Flow::template Result<Args...>;
};
template <class Flow, class First, class... Args>
    requires starts_with_key<First>
struct CallOf<Flow, First, Args...> : CallOf<Flow, Args...> {
};
}  // namespace detail

inline namespace WEIR_ABI_LEVEL {

/// Stages that run one after another, and policies, in one list: `Pipeline<Parse, Index, Name<"ingest">,
/// Threshold<1_s>>`. Called like a function, it gives its arguments to the first stage, each result to the next, and
/// returns the last's. What it measures on the way is read by weir::report. See the guide for what a stage is and how
/// results flow.
///
/// Const, it may be called from many threads at once, if its stages may. Copies share their figures.
template <class... Parts>
class Pipeline : public detail::Body<detail::Settings<detail::default_level, detail::highest_level, Parts...>> {
public:
    using weir_settings = detail::Settings<detail::default_level, detail::highest_level, Parts...>;
    using weir_storage = detail::Storage<typename weir_settings::Stages>;

private:
    using Body = detail::Body<weir_settings>;
    using Stages = typename weir_settings::Stages;
    static_assert(detail::thresholds_fit<weir_settings>());
    template <bool Const>
    using Flow = detail::FlowOf<Stages, Const>;

public:
    static constexpr auto name = weir_settings::name;            ///< weir::Name, or made of its stages
    static constexpr auto threshold = weir_settings::threshold;  ///< of the whole run, or no_threshold
    static constexpr Level level = weir_settings::level;         ///< what it measures, under the ceiling of WEIR_LEVEL
    static constexpr std::size_t stage_count = Stages::size;     ///< a nested pipeline is one
    /// Whether it can be called with Args. What is optional-like is taken apart before a pipeline, not by its first stage.
    template <bool Const, class... Args>
    static constexpr bool weir_accepts = detail::takes_as_it_is(
        detail::handing<std::conditional_t<Const, const detail::TypeAt<0, Stages>&, detail::TypeAt<0, Stages>&>,
                        Stages::size == 1, Args&&...>());
    template <bool Const, class... Args>
    using weir_result = typename detail::CallOf<Flow<Const>, Args&&...>::Result;

    /// Its stages made without arguments.
    constexpr Pipeline() {}  // NOLINT(modernize-use-equals-default): defaulted, Pipeline{} off would store a byte
    /// Its stages moved or copied from `stages`, one for each in the list's order.
    template <class... T>
        requires(sizeof...(T) == Stages::size && !(std::is_base_of_v<Pipeline, std::remove_cvref_t<T>> || ...))
    constexpr explicit(sizeof...(T) == 1) Pipeline(T&&... stages) : Body{std::in_place, static_cast<T&&>(stages)...} {}

    /// Runs the pipeline: `pipeline(args...)`, or `pipeline(Key{"what for"}, args...)`. Throws what a stage throws.
    // decltype(auto): a result type written out would be worked out for both operators at each call, and refuse a stage
    // that may not be called const where no const pipeline is called.
    template <class... Args>
    WEIR_INLINE constexpr decltype(auto) operator()(Args&&... args) {
        using Result = typename decltype(result_of_call<false, Args...>())::type;
        if constexpr (std::is_same_v<Result, detail::Refused>) return detail::Refused{};
        else if constexpr (level == Level::off && !detail::starts_with_key<Args...>) {
            detail::NullRun bare;
            return detail::run_from<detail::NullRun, Stages, 0, 0, Result>(bare, this->stages_,
                                                                           static_cast<Args&&>(args)...);
        } else if constexpr (detail::starts_with_key<Args...>)
            return this->template run<Result>(static_cast<Args&&>(args)...);
        else return this->template run<Result>(detail::no_key, static_cast<Args&&>(args)...);
    }
    /// The same, with stages that may be called const.
    template <class... Args>
    WEIR_INLINE constexpr decltype(auto) operator()(Args&&... args) const {
        using Result = typename decltype(result_of_call<true, Args...>())::type;
        if constexpr (std::is_same_v<Result, detail::Refused>) return detail::Refused{};
        else if constexpr (level == Level::off && !detail::starts_with_key<Args...>) {
            detail::NullRun bare;
            return detail::run_from<detail::NullRun, Stages, 0, 0, Result>(bare, this->stages_,
                                                                           static_cast<Args&&>(args)...);
        } else if constexpr (detail::starts_with_key<Args...>)
            return this->template run<Result>(static_cast<Args&&>(args)...);
        else return this->template run<Result>(detail::no_key, static_cast<Args&&>(args)...);
    }

    /// Starts a run of marks, which lasts until what is returned goes out of scope.
    [[nodiscard]] WEIR_INLINE constexpr auto start(const Key& key = Key{}) const noexcept {
        if constexpr (!weir_settings::marks)
            static_assert(detail::PipelineIsStarted<weir_settings::marks, detail::NameOf<weir_settings>>::value);
        return Body::start_marked(key);
    }

    /// A stage object: the state that a stage keeps.
    template <class Stage>
    [[nodiscard]] constexpr auto& stage() noexcept {
        return detail::object_in<Stage>(
            static_cast<detail::Slot<detail::index_in<Stage>(Stages{}), Stage>&>(this->stages_));
    }
    /// The same, const.
    template <class Stage>
    [[nodiscard]] constexpr const auto& stage() const noexcept {
        return detail::object_in<Stage>(
            static_cast<const detail::Slot<detail::index_in<Stage>(Stages{}), Stage>&>(this->stages_));
    }

private:
    template <bool Const, class... Args>
    static constexpr auto result_of_call() {
        if constexpr (weir_settings::marks) {
            static_assert(detail::PipelineIsCalled<!weir_settings::marks, detail::NameOf<weir_settings>>::value);
            return detail::Tag<detail::Refused>{};
        } else return detail::Tag<weir_result<Const, Args...>>{};
    }
};

}  // namespace WEIR_ABI_LEVEL

}  // namespace weir::inline WEIR_ABI
