#pragma once

#include <weir/base/level.hpp>
#include <weir/layout/run_record.hpp>
#include <weir/pipeline/run.hpp>
#include <weir/pipeline/settings.hpp>
#include <weir/recorder/key.hpp>
#include <weir/recorder/violation.hpp>

namespace weir::inline WEIR_ABI::detail {

// What a pipeline that is off answers to the questions that user code asks at every level: nothing was measured.

struct OffRun {
    [[nodiscard]] constexpr Key key() const noexcept { return {}; }
    [[nodiscard]] constexpr Outcome outcome() const noexcept { return Outcome::ok; }
    [[nodiscard]] constexpr const char* outcome_stage() const noexcept { return ""; }
    [[nodiscard]] constexpr Why why() const noexcept { return {}; }
    [[nodiscard]] constexpr Nanoseconds start() const noexcept { return {}; }
    [[nodiscard]] constexpr Nanoseconds total() const noexcept { return {}; }
    template <class Stage>
    [[nodiscard]] constexpr bool came_to() const noexcept {
        return false;
    }
    template <class Stage>
    [[nodiscard]] constexpr Nanoseconds duration() const noexcept {
        return {};
    }
    template <class Stage>
    [[nodiscard]] constexpr auto capture() const noexcept {
        return typename CaptureOf<Stage>::type{};
    }
};

struct OffRuns {
    [[nodiscard]] constexpr const OffRun* begin() const noexcept { return nullptr; }
    [[nodiscard]] constexpr const OffRun* end() const noexcept { return nullptr; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return 0; }
    [[nodiscard]] constexpr bool empty() const noexcept { return true; }
    [[nodiscard]] constexpr OffRun operator[](std::size_t) const noexcept { return {}; }
};

template <class Marks>
struct [[nodiscard, maybe_unused]] OffMarkedRun {
    OffMarkedRun() = default;
    OffMarkedRun(const OffMarkedRun&) = delete;
    OffMarkedRun& operator=(const OffMarkedRun&) = delete;
    template <class Mark>
    WEIR_INLINE constexpr void done() noexcept {
        check<Mark>();
    }
    template <class Mark, class Count>
    WEIR_INLINE constexpr void done(Count) noexcept {
        check<Mark>();
    }

private:
    template <class Mark>
    static constexpr void check() noexcept {
        static_assert(mark_is_in_the_list<Mark, Marks>());
    }
};

/// The body of a pipeline that is compiled out: its stages, and nothing else.
template <class PipelineSettings>
class OffBody {
    using Stages = typename PipelineSettings::Stages;

public:
    constexpr OffBody() {}  // NOLINT(modernize-use-equals-default): defaulted, OffBody{} would store a byte
    template <class... T>
    constexpr explicit OffBody(std::in_place_t, T&&... stages) : stages_{std::in_place, static_cast<T&&>(stages)...} {}

    template <class F>
    constexpr void on_violation(F&&, Nanoseconds = {}) const noexcept {
        static_assert(handler_takes_a_violation<F>());
    }
    constexpr void trace_only(Text) const noexcept {}
    constexpr void trace_except(Text) const noexcept {}
    [[nodiscard]] constexpr OffRuns trace() const noexcept { return {}; }
    [[nodiscard]] constexpr OffRuns kept() const noexcept { return {}; }
    template <class Stage>
    [[nodiscard]] constexpr auto analyzer() const {
        static_assert(stage_has_an_analyzer<Stage>());
        return Analyzer<Stage>{};
    }

    /// For a pipeline that this one is nested in, which keeps its stages only.
    [[nodiscard]] constexpr auto& weir_stages() noexcept { return stages_; }
    [[nodiscard]] constexpr const auto& weir_stages() const noexcept { return stages_; }

protected:
    template <class Result, class... Args>
    WEIR_INLINE constexpr Result run(const Key&, Args&&... args) {
        NullRun bare;
        return run_from<NullRun, Stages, 0, 0, Result>(bare, stages_, static_cast<Args&&>(args)...);
    }
    template <class Result, class... Args>
    WEIR_INLINE constexpr Result run(const Key&, Args&&... args) const {
        NullRun bare;
        return run_from<NullRun, Stages, 0, 0, Result>(bare, stages_, static_cast<Args&&>(args)...);
    }
    [[nodiscard]] WEIR_INLINE constexpr OffMarkedRun<Stages> start_marked(const Key&) const noexcept { return {}; }

    [[no_unique_address]] Storage<Stages> stages_;
};

}  // namespace weir::inline WEIR_ABI::detail
