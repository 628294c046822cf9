#pragma once

#include <weir/pipeline/measurement.hpp>

#include <type_traits>

namespace weir::inline WEIR_ABI::detail {

inline constexpr std::size_t no_leaf = ~std::size_t{0};

/// What run_from tells of the stage at which a run stopped.
class StopSeen {
public:
    WEIR_INLINE void stop(std::size_t leaf) noexcept { stop_leaf_ = leaf; }
    /// A group gave an empty result: stopped within, or by its last stage, which is `last_leaf`.
    WEIR_INLINE void stop_after_group(std::size_t last_leaf) noexcept {
        if (stop_leaf_ == no_leaf) stop_leaf_ = last_leaf;
    }

protected:
    [[nodiscard]] WEIR_INLINE bool stopped() const noexcept { return stop_leaf_ != no_leaf; }

    std::size_t stop_leaf_ = no_leaf;
};

/// A measured run of stages that are called: the measuring policy of run_from.
template <class P>
class MeasuredRun : public StopSeen {
public:
    static constexpr bool measures = true;

    class Boundary {
    public:
        WEIR_INLINE Boundary(MeasuredRun& run, std::size_t leaf) noexcept : run_{run}, leaf_{leaf} {}
        WEIR_INLINE ~Boundary() {
            run_.measurement_.take(leaf_);
            run_.done_ = leaf_ + 1;
        }
        Boundary(const Boundary&) = delete;
        Boundary& operator=(const Boundary&) = delete;

    private:
        MeasuredRun& run_;
        std::size_t leaf_;
    };

    WEIR_INLINE MeasuredRun(Recorder& recorder, layout::Shard* shard, const Key& key) noexcept
        : measurement_{recorder, shard, key} {}
    WEIR_INLINE ~MeasuredRun() {
        if (measurement_.shard() != nullptr && !threw_ && !stopped() && !skipped_) [[likely]]
            measurement_.end_straight();
        else end_otherwise();
    }
    MeasuredRun(const MeasuredRun&) = delete;
    MeasuredRun& operator=(const MeasuredRun&) = delete;

    /// An exception is leaving the run; the boundary of the stage that threw is the last that was taken.
    WEIR_COLD void threw(const char* message) noexcept {
        threw_ = true;
        measurement_.log_error(last_leaf(), message);
    }

    /// A group that may have stopped within, whose result goes on to the stage that starts with `next_leaf` all the same.
    WEIR_INLINE void go_on_after_group(std::size_t next_leaf) noexcept {
        if (stopped()) [[unlikely]]
            skip_to(next_leaf);
    }

    template <class S, class R, class... Ins>
    static constexpr bool captures = Measurement<P>::traces&& capture_look<S, R, Ins...>() != Look::none;
    template <class S, class R, class... Ins>
    static constexpr bool looks = items_look<S, R, Ins...>() != Look::none || captures<S, R, Ins...> || HasAnalyzer<S>;

    template <class S, class R, class... Ins, class Object>
    WEIR_INLINE void look_before(std::size_t leaf, const Object& object,
                                 const std::remove_reference_t<Ins>&... ins) noexcept {
        constexpr bool items = items_look<S, R, Ins...>() == Look::before;
        constexpr bool capture = captures<S, R, Ins...> && capture_look<S, R, Ins...>() == Look::before;
        if constexpr (items || capture) {
            look([&] {
                if constexpr (items) add_items(leaf, object.items(ins...));
                if constexpr (capture)
                    if (measurement_.traced()) keep_capture<S>(leaf, object.capture(ins...));
            });
            measurement_.leave_out_before(leaf);
        }
    }
    /// `values`: the inputs, then the result where there is one.
    template <class S, class R, class... Ins, class Object, class... Values>
    WEIR_INLINE void look_after(std::size_t leaf, const Object& object, const Values&... values) noexcept {
        constexpr Look items = items_look<S, R, Ins...>();
        constexpr bool capture = captures<S, R, Ins...> && capture_look<S, R, Ins...>() == Look::after;
        if constexpr (items == Look::size) add_items(leaf, last_of(values...).size());
        if constexpr (items == Look::after || capture || HasAnalyzer<S>) {
            look([&] {
                if constexpr (items == Look::after) add_items(leaf, object.items(values...));
                if constexpr (capture)
                    if (measurement_.traced()) keep_capture<S>(leaf, object.capture(values...));
                if constexpr (HasAnalyzer<S>) analyze<S>(leaf, values...);
            });
            measurement_.leave_out_before(leaf + 1);
        }
    }

private:
    /// A look that throws is a fault of the instrumentation: the run goes on as it would have without it.
    template <class F>
    WEIR_INLINE void look(F&& f) noexcept {
        WEIR_TRY { f(); }
        WEIR_CATCH_ALL {
            if (auto* shard = measurement_.shard()) add_alone(shard->faults, std::uint64_t{1});
        }
    }
    template <class Count>
    WEIR_INLINE void add_items(std::size_t leaf, Count count) noexcept {
        if (auto* shard = measurement_.shard()) [[likely]]
            add_alone(P::statistics(*shard, P::leaf_nodes.of[leaf]).items, static_cast<std::uint64_t>(count));
        measurement_.count_items(leaf, static_cast<std::uint64_t>(count));
    }
    template <class S>
    WEIR_INLINE void keep_capture(std::size_t leaf, const typename CaptureOf<S>::type& capture) noexcept {
        std::memcpy(measurement_.capture(leaf), &capture, sizeof capture);
    }
    template <class S, class... Values>
    WEIR_INLINE void analyze(std::size_t leaf, const Values&... values) {
        if (measurement_.shard() == nullptr) [[unlikely]]
            return;
        auto& analyzer = *measurement_.shard()->template at<Analyzer<S>>(P::shard.analyzers + P::analyzers.of[leaf]);
        const Nanoseconds duration{static_cast<std::int64_t>(measurement_.duration(leaf))};
        if constexpr (requires { analyzer(duration, values...); }) {
            analyzer(duration, values...);
        } else {
            constexpr bool takes_duration = requires { analyzer(duration); };
            if constexpr (!takes_duration)
                static_assert(AnalyzerCanBeCalled<takes_duration, NameOf<S>, S, Values...>::value);
            if constexpr (takes_duration) analyzer(duration);
        }
    }

    template <class First, class... More>
    static constexpr const auto& last_of(const First& first, const More&... more) noexcept {
        if constexpr (sizeof...(More) == 0) return first;
        else return last_of(more...);
    }
    [[nodiscard]] std::size_t last_leaf() const noexcept { return done_ == 0 ? 0 : done_ - 1; }
    WEIR_COLD void skip_to(std::size_t next_leaf) noexcept {
        if (auto* shard = measurement_.shard())
            count_end(measurement_.schema(), *shard, layout::RunEnd::stopped, stop_leaf_, next_leaf);
        measurement_.skip(done_, next_leaf);
        stop_leaf_ = no_leaf;
        skipped_ = true;
    }
    WEIR_COLD void end_otherwise() noexcept {
        if (measurement_.shard() == nullptr) return;
        if (threw_) measurement_.end_otherwise(layout::RunEnd::threw, last_leaf(), done_);
        else if (stopped()) measurement_.end_otherwise(layout::RunEnd::stopped, stop_leaf_, done_);
        else measurement_.end_otherwise(layout::RunEnd::ok, 0, done_);
    }

    Measurement<P> measurement_;
    std::size_t done_ = 0;  ///< the leaf after the last whose boundary was taken
    bool threw_ = false;
    bool skipped_ = false;
};

/// A run that is counted but not measured, under SampleEvery: what stops or throws is not lost.
template <class P>
class CountedRun : public StopSeen {
public:
    static constexpr bool measures = true;
    struct Boundary {
        WEIR_INLINE Boundary(CountedRun& run, std::size_t leaf) noexcept { run.leaf_ = leaf; }
    };
    template <class S, class R, class... Ins>
    static constexpr bool looks = false;

    WEIR_INLINE CountedRun(Recorder& recorder, layout::Shard& shard, const Key& key) noexcept
        : recorder_{recorder}, shard_{shard}, key_{key} {}
    WEIR_INLINE ~CountedRun() {
        if (stopped()) [[unlikely]]
            count_end(*recorder_.schema, shard_, layout::RunEnd::stopped, stop_leaf_, P::leaf_count);
    }
    CountedRun(const CountedRun&) = delete;
    CountedRun& operator=(const CountedRun&) = delete;

    WEIR_INLINE void threw(const char* message) noexcept {
        stop_leaf_ = no_leaf;
        count_throw(recorder_, shard_, key_, leaf_, message);
    }
    WEIR_INLINE void go_on_after_group(std::size_t next_leaf) noexcept {
        if (!stopped()) [[likely]]
            return;
        count_end(*recorder_.schema, shard_, layout::RunEnd::stopped, stop_leaf_, next_leaf);
        stop_leaf_ = no_leaf;
    }

private:
    // Nothing is told where the run itself is: its members then need no memory, and to note a stage is to set a register.
    WEIR_COLD static void count_throw(Recorder& recorder, layout::Shard& shard, const Key& key, std::size_t leaf,
                                      const char* message) noexcept {
        count_end(*recorder.schema, shard, layout::RunEnd::threw, leaf, P::leaf_count);
        recorder.log_error(P::Settings::ClockUsed::now(), recorder.keys.store(key, &shard), leaf, message);
    }

    Recorder& recorder_;
    layout::Shard& shard_;
    const Key& key_;
    std::size_t leaf_ = 0;
};

}  // namespace weir::inline WEIR_ABI::detail
