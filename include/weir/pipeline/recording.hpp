#pragma once

#include <weir/clock/calibration.hpp>
#include <weir/pipeline/kept_runs.hpp>
#include <weir/pipeline/make_schema.hpp>
#include <weir/pipeline/marked_run.hpp>
#include <weir/pipeline/measured_run.hpp>
#include <weir/pipeline/run.hpp>
#include <weir/recorder/threads.hpp>

#include <exception>

namespace weir::inline WEIR_ABI::detail {

/// The body of a pipeline that measures. Copies share one recorder: a copy given to an algorithm or a thread adds to
/// the same figures.
template <class PipelineSettings>
class RecordingBody {
    using P = Plan<PipelineSettings>;
    using Clock = typename PipelineSettings::ClockUsed;
    using Stages = typename PipelineSettings::Stages;

public:
    RecordingBody() : recorder_{make_recorder()} {}
    template <class... T>
    explicit RecordingBody(std::in_place_t, T&&... stages)
        : stages_{std::in_place, static_cast<T&&>(stages)...}, recorder_{make_recorder()} {}
    RecordingBody(const RecordingBody& other) requires std::is_copy_constructible_v<Storage<Stages>>
        : stages_{other.stages_}, recorder_{other.recorder_} {
        recorder_->own();
    }
    RecordingBody(RecordingBody&& other) noexcept(
        std::is_nothrow_move_constructible_v<Storage<Stages>>) requires std::is_move_constructible_v<Storage<Stages>>
        : stages_{static_cast<Storage<Stages>&&>(other.stages_)}, recorder_{other.recorder_} {
        recorder_->own();
    }
    RecordingBody& operator=(const RecordingBody& other) requires std::is_copy_assignable_v<Storage<Stages>> {
        if (this == &other) return *this;
        stages_ = other.stages_;
        share(other);
        return *this;
    }
    RecordingBody& operator=(RecordingBody&& other) noexcept(
        std::is_nothrow_move_assignable_v<Storage<Stages>>) requires std::is_move_assignable_v<Storage<Stages>> {
        stages_ = static_cast<Storage<Stages>&&>(other.stages_);
        share(other);
        return *this;
    }
    ~RecordingBody() { leave(); }

    /// Calls `handler(const Violation&)` for each violation, after the run's last boundary; of one stage at most once
    /// in `least_interval` of the pipeline's clock, the others are counted in the next. One thread at a time calls
    /// it. A handler that throws is counted in the report; the run goes on. Violations within a handler are held
    /// back.
    template <class F>
    void on_violation(F&& handler, Nanoseconds least_interval = {}) const {
        static_assert(handler_takes_a_violation<F>());
        recorder_->handlers.add(static_cast<F&&>(handler), least_interval.count(),
                                P::counts_allocations ? 2 * P::node_count : P::node_count);
    }
    /// Traces only runs whose key fits this pattern or another one given: * stands for any characters. Statistics and
    /// violations count all runs as before.
    void trace_only(Text pattern) const { recorder_->filter.add(pattern, false); }
    /// Traces no run whose key fits this pattern, whatever trace_only says.
    void trace_except(Text pattern) const { recorder_->filter.add(pattern, true); }
    /// A copy of the run records, oldest first; empty below level trace. Any thread, at any time.
    [[nodiscard]] TracedRuns<P> trace() const { return TracedRuns<P>{*recorder_}; }
    /// A copy of the runs that weir::KeepSlowest and weir::KeepAround kept, the slowest first; empty below level trace.
    /// Any thread, at any time.
    [[nodiscard]] KeptRuns<P> kept() const { return KeptRuns<P>{*recorder_}; }

    /// What the Analyzer of Stage accumulated, of all threads together. Not while a run is under way: an Analyzer is
    /// the user's own plain data, which is written without regard for readers.
    template <class Stage>
    [[nodiscard]] Analyzer<Stage> analyzer() const {
        static_assert(stage_has_an_analyzer<Stage>());
        constexpr std::size_t leaf = P::template leaf_of<Stage>();
        Analyzer<Stage> sum{};
        recorder_->for_each_shard([&](const layout::Shard& shard) {
            sum.merge(*shard.template at<Analyzer<Stage>>(P::shard.analyzers + P::analyzers.of[leaf]));
        });
        return sum;
    }

    /// For the panel, which reads layout only.
    [[nodiscard]] Recorder& weir_recorder() const noexcept { return *recorder_; }

    /// For a pipeline that this one is nested in, which keeps its stages only.
    [[nodiscard]] constexpr auto& weir_stages() noexcept { return stages_; }
    [[nodiscard]] constexpr const auto& weir_stages() const noexcept { return stages_; }

protected:
    template <class Result, class... Args>
    Result run(const Key& key, Args&&... args) {
        return run_with<Result>(stages_, key, static_cast<Args&&>(args)...);
    }
    template <class Result, class... Args>
    Result run(const Key& key, Args&&... args) const {
        return run_with<Result>(stages_, key, static_cast<Args&&>(args)...);
    }
    [[nodiscard]] MarkedRun<P> start_marked(const Key& key) const noexcept {
        layout::Shard* mine = shard();
        return MarkedRun<P>{*recorder_, mine, mine != nullptr && is_measured(*mine), key};
    }

    Storage<Stages> stages_;

private:
    template <class Result, class S, class... Args>
    WEIR_INLINE Result run_with(S& stages, const Key& key, Args&&... args) const {
        // Where there is no shard the run is measured all the same, and not recorded: a second copy of the stages that
        // measures nothing would take as long to compile as the first.
        layout::Shard* mine = shard();
        if constexpr (PipelineSettings::sample_every == 1) {
            if (mine != nullptr) [[likely]]
                count(*mine);
            MeasuredRun<P> measured{*recorder_, mine, key};
            return guarded<Result>(measured, stages, static_cast<Args&&>(args)...);
        } else {
            if (mine == nullptr || is_measured(*mine)) [[unlikely]]
                return run_sampled<Result>(mine, stages, key, static_cast<Args&&>(args)...);
            CountedRun<P> counted{*recorder_, *mine, key};
            return guarded<Result>(counted, stages, static_cast<Args&&>(args)...);
        }
    }
    /// Out of line, so that the runs which are only counted make no room for it.
    template <class Result, class S, class... Args>
    WEIR_NOINLINE Result run_sampled(layout::Shard* mine, S& stages, const Key& key, Args&&... args) const {
        MeasuredRun<P> measured{*recorder_, mine, key};
        return guarded<Result>(measured, stages, static_cast<Args&&>(args)...);
    }
    template <class Result, class Run, class S, class... Args>
    WEIR_INLINE static Result guarded(Run& run, S& stages, Args&&... args) {
        WEIR_TRY { return run_from<Run, Stages, 0, 0, Result>(run, stages, static_cast<Args&&>(args)...); }
        WEIR_CATCH_STANDARD(error) {
            run.threw(error.what());
            WEIR_RETHROW;
        }
        WEIR_CATCH_ALL {
            run.threw("an exception that is no std::exception");
            WEIR_RETHROW;
        }
        __builtin_unreachable();
    }

    /// Counts a run. Returns how many there were before.
    WEIR_INLINE static std::uint64_t count(layout::Shard& shard) noexcept {
        const std::uint64_t before = load(shard.runs);
        store(shard.runs, before + 1);
        return before;
    }
    WEIR_INLINE static bool is_measured(layout::Shard& shard) noexcept {
        const std::uint64_t before = count(shard);
        return PipelineSettings::sample_every == 1 || before % PipelineSettings::sample_every == 0;
    }
    [[nodiscard]] WEIR_INLINE layout::Shard* shard() const noexcept {
        if constexpr (PipelineSettings::single_thread) {
            if (last_own_.recorder_id == load(recorder_->id)) [[likely]]
                return last_own_.shard;
            return find_own();
        } else {
            if (last_shard.recorder_id == load(recorder_->id)) [[likely]]
                return last_shard.shard;
            return find_shard(*recorder_, last_shard);
        }
    }
    WEIR_COLD layout::Shard* find_own() const noexcept {
        const UncountedAllocations ours;
        recorder_->record_again_if_asked();
        if (own_ == nullptr) own_ = recorder_->take_shard();
        if (own_ != nullptr) return recorder_->shard_of(*own_, last_own_);
        recorder_->count_unrecorded();
        return nullptr;
    }

    static Recorder* make_recorder() {
        prepare_clock<Clock>();
        layout::Schema* schema = make_schema<P>();
        void* memory = schema == nullptr ? nullptr : ::operator new(sizeof(Recorder), std::nothrow);
        if (memory == nullptr) {
            free_zeroed(schema);
            throw_bad_alloc();
        }
        auto* const made = ::new (memory)
            Recorder{schema, [](layout::Shard& fresh) { prepare(fresh, typename P::Analyzed{}); }};
        if constexpr (PipelineSettings::is_the_users) made->record_if_asked();
        return made;
    }
    template <class... S>
    static void prepare([[maybe_unused]] layout::Shard& shard, TypeList<S...>) {
        (static_cast<void>(::new (analyzer_in<S>(shard)) Analyzer<S>{}), ...);
    }
    template <class S>
    static void* analyzer_in(layout::Shard& shard) noexcept {
        return shard.at<void*>(P::shard.analyzers + P::analyzers.of[P::template leaf_of<S>()]);
    }
    void share(const RecordingBody& other) noexcept {
        if (recorder_ == other.recorder_) return;
        other.recorder_->own();
        leave();
        recorder_ = other.recorder_;
        own_ = nullptr;
        last_own_ = {};
    }
    WEIR_COLD void leave() noexcept {
        if (own_ != nullptr) recorder_->give_back(own_);
        recorder_->disown();
    }

    Recorder* recorder_;
    // SingleThread's: of this object, not of its copies.
    mutable Recorder::ShardNode* own_ = nullptr;
    mutable LastShard last_own_{};
    static inline thread_local constinit LastShard last_shard{};
};

}  // namespace weir::inline WEIR_ABI::detail
