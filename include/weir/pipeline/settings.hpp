#pragma once

#include <weir/pipeline/checks.hpp>

namespace weir::inline WEIR_ABI::detail {

/// The one policy of its kind, or Default.
template <PolicyOf What, class Default, class Policies>
struct Policy;
template <PolicyOf What, class Default>
struct Policy<What, Default, TypeList<>> {
    using type = Default;
};
template <PolicyOf What, class Default, class First, class... More>
struct Policy<What, Default, TypeList<First, More...>>
    : std::conditional_t<says<What, First>(), Tag<First>, Policy<What, Default, TypeList<More...>>> {};

template <class Policies>
struct ClockAmong {
    using type = TscClock;
};
template <class First, class... More>
struct ClockAmong<TypeList<First, More...>>
    : std::conditional_t<Clock<First>, Tag<First>, ClockAmong<TypeList<More...>>> {};

struct NoPolicy {
    static constexpr NoThreshold value{};
};
struct EveryRun {
    static constexpr std::uint64_t value = 1;
};
struct ManyThreads {
    static constexpr bool value = false;
};
struct LevelByFlag {};
/// Where runs are kept neither as the slowest nor around violations; not 0, which a policy may not say.
struct KeepNone {
    static constexpr std::uint32_t value = 1;
    static constexpr std::uint32_t before = 0;
    static constexpr std::uint32_t after = 0;
    static constexpr std::uint32_t violations = 1;
};

/// A pipeline's list, taken apart: what is stage and what is policy. `Ceiling` is WEIR_LEVEL where it is set;
/// `Default` the level of a pipeline that says nothing.
template <Level Default, Level Ceiling, class... Parts>
struct Settings {
    using Lists = Parted<IsPolicy, Parts...>;
    using Stages = typename Lists::Others;
    using Policies = typename Lists::Matching;
    static_assert(PoliciesAgree<Policies>::value);
    static_assert(ListHasAStage<Stages::size != 0>::value);
    static_assert(StagesFit<Stages>::value || Stages::size == 0);

    using LevelPolicy = typename Policy<PolicyOf::level, LevelByFlag, Policies>::type;
    static constexpr Level wanted_level() {
        if constexpr (std::is_same_v<LevelPolicy, LevelByFlag>) return Default;
        else return LevelPolicy::value;
    }
    static constexpr Level level = wanted_level() < Ceiling ? wanted_level() : Ceiling;
    static constexpr std::uint64_t ring_if_traced() {
        if constexpr (std::is_same_v<LevelPolicy, LevelByFlag>) return Trace<>::ring;
        else return LevelPolicy::value == Level::trace ? LevelPolicy::ring : ~std::uint64_t{0};  // never traced
    }
    static constexpr std::uint64_t ring_capacity() { return level == Level::trace ? ring_if_traced() : 0; }
    static constexpr bool keeps_runs_if_traced() {
        if constexpr (std::is_same_v<LevelPolicy, LevelByFlag>) return true;
        else return LevelPolicy::value != Level::trace || LevelPolicy::ring > 0;
    }
    static_assert(
        keeps_runs_if_traced(),
        "weir: weir::Trace<0> keeps no run; name how many of each thread's last runs to keep, or weir::Timing");

    using NamePolicy = typename Policy<PolicyOf::name, NoPolicy, Policies>::type;
    using ThresholdPolicy = typename Policy<PolicyOf::threshold, NoPolicy, Policies>::type;
    static constexpr auto threshold = ThresholdPolicy::value;
    static constexpr bool threshold_is_well_formed() {
        if constexpr (std::is_same_v<ThresholdPolicy, NoPolicy>) return true;
        else return RunThresholdIsPositive<ThresholdPolicy>::template check<ThresholdPolicy::value>();
    }
    static_assert(threshold_is_well_formed());

    static constexpr std::uint64_t sample_every = Policy<PolicyOf::sampling, EveryRun, Policies>::type::value;
    static_assert(sample_every > 0, "weir: weir::SampleEvery<0> measures no run; weir::Off does that at no cost");
    using SlowestPolicy = typename Policy<PolicyOf::slowest, KeepNone, Policies>::type;
    using AroundPolicy = typename Policy<PolicyOf::around, KeepNone, Policies>::type;
    static constexpr bool keeps_slowest = !std::is_same_v<SlowestPolicy, KeepNone> && level == Level::trace;
    static constexpr bool keeps_around = !std::is_same_v<AroundPolicy, KeepNone> && level == Level::trace;
    static constexpr bool keeping_fits() {
        if constexpr (std::is_same_v<SlowestPolicy, AroundPolicy>) return true;
        else return KeepingFits<SlowestPolicy, AroundPolicy, ring_if_traced()>::value;
    }
    static_assert(keeping_fits());
    /// Runs kept around one violation.
    static constexpr std::uint64_t window = std::uint64_t{AroundPolicy::before} + 1 + AroundPolicy::after;
    static constexpr bool single_thread = Policy<PolicyOf::threads, ManyThreads, Policies>::type::value;
    using ClockUsed = typename ClockAmong<Policies>::type;
    static constexpr bool marks = StagesFit<Stages>::marks != 0;
    static constexpr bool wants_allocations = count_of<PolicyOf::allocations>(Policies{}) != 0;
    /// Whether WEIR_RECORD is about it.
    static constexpr bool is_the_users = true;

    static constexpr auto make_name() {
        if constexpr (!std::is_same_v<NamePolicy, NoPolicy>) return NamePolicy::value;
        else if constexpr (Stages::size == 0) return FixedString{""};
        else if constexpr (Stages::size == 1) return name_characters<TypeAt<0, Stages>>;
        else {
            constexpr auto& first = name_characters<TypeAt<0, Stages>>;
            constexpr auto& last = name_characters<TypeAt<Stages::size - 1, Stages>>;
            FixedString<first.size() + last.size() + 3> both;
            std::size_t n = 0;
            for (std::size_t i = 0; i < first.size(); ++i) both.characters[n++] = first.characters[i];
            both.characters[n++] = '.';
            both.characters[n++] = '.';
            for (std::size_t i = 0; i < last.size(); ++i) both.characters[n++] = last.characters[i];
            return both;
        }
    }
    static constexpr auto name = make_name();
};

}  // namespace weir::inline WEIR_ABI::detail
