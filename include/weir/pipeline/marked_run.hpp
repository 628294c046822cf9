#pragma once

#include <weir/pipeline/measured_run.hpp>

#include <exception>

namespace weir::inline WEIR_ABI::detail {

#if defined(__cpp_exceptions)
inline int exceptions_under_way() noexcept { return std::uncaught_exceptions(); }
#else
inline int exceptions_under_way() noexcept { return 0; }
#endif

}  // namespace weir::inline WEIR_ABI::detail

namespace weir::inline WEIR_ABI {

/// A run of a pipeline of marks, from start() to the end of its scope, which must come before the end of the pipeline.
template <class P>
class [[nodiscard]] MarkedRun {
public:
    /// Without a shard nothing is kept; unless `measured`, only what stops or throws is counted.
    MarkedRun(detail::Recorder& recorder, layout::Shard* shard, bool measured, const Key& key) noexcept
        : recorder_{recorder},
          shard_{shard},
          key_{kept(recorder, shard, key)},
          exceptions_{detail::exceptions_under_way()} {
        if (shard != nullptr && measured) measurement_ = ::new (memory_) Measurement{recorder, shard, key_};
    }
    MarkedRun(const MarkedRun&) = delete;
    MarkedRun& operator=(const MarkedRun&) = delete;
    /// The run ends. Where marks are left it was stopped, or an exception passed, at the first of them.
    ~MarkedRun() {
        if (shard_ == nullptr) return;
        const bool whole = next_ == P::leaf_count;
        const layout::RunEnd end = whole                                          ? layout::RunEnd::ok
                                   : detail::exceptions_under_way() > exceptions_ ? layout::RunEnd::threw
                                                                                  : layout::RunEnd::stopped;
        if (measurement_ == nullptr) {
            if (!whole) detail::count_end(*recorder_.schema, *shard_, end, next_, P::leaf_count);
        } else if (in_order_) {
            if (whole) {
                measurement_->end_straight();
            } else {
                measurement_->take(next_);
                measurement_->end_otherwise(end, next_, next_ + 1);
            }
        } else {
            if (!whole) add(next_);
            for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf)
                if (!done_[leaf]) measurement_->settled_durations()[leaf] = detail::not_run;
            measurement_->allocations().end_laps();
            measurement_->end_settled(end, next_);
        }
        if (end == layout::RunEnd::threw) log_error("an exception passed through the marked run");
        if (measurement_ != nullptr) measurement_->~Measurement();
    }

    /// The end of Mark and the start of the next: one clock read. What passed since the mark before was Mark's.
    template <class Mark>
    WEIR_INLINE void done() noexcept {
        constexpr std::size_t leaf = detail::index_in<Mark>(typename P::Leaves{});
        if constexpr (detail::mark_is_in_the_list<Mark, typename P::Leaves>()) {
            if (next_ == leaf && in_order_) [[likely]] {
                if (measurement_ != nullptr) measurement_->take(leaf);
            } else {
                out_of_order(leaf);
            }
            next_ = leaf + 1;
        }
    }
    /// The same, with the number of items that Mark worked on.
    template <class Mark, class Count>
    WEIR_INLINE void done(Count items) noexcept {
        done<Mark>();
        constexpr std::size_t leaf = detail::index_in<Mark>(typename P::Leaves{});
        if constexpr (leaf < P::leaf_count)
            if (measurement_ != nullptr) {
                detail::add_alone(P::statistics(*shard_, P::leaf_nodes.of[leaf]).items,
                                  static_cast<std::uint64_t>(items));
                measurement_->count_items(leaf, static_cast<std::uint64_t>(items));
            }
    }

private:
    using Measurement = detail::Measurement<P>;

    /// The key with the name as the pipeline keeps it: the caller's may be gone before the run has ended.
    static Key kept(detail::Recorder& recorder, layout::Shard* shard, const Key& key) noexcept {
        if (key.kind() != Key::Kind::name) return key;
        const detail::StoredKey stored = recorder.keys.store(key, shard);
        return recorder.keys.read(stored.kind, stored.value);
    }
    WEIR_COLD void log_error(const char* message) noexcept {
        if (measurement_ != nullptr) return measurement_->log_error(next_, message);
        recorder_.log_error(P::Settings::ClockUsed::now(), recorder_.keys.store(key_, shard_), next_, message);
    }
    /// The first mark that is out of order, and all after it, by what is known at run time. Out of order is a fault of
    /// the instrumentation: counted, and the time goes to the mark that was named.
    WEIR_COLD void out_of_order(std::size_t leaf) noexcept {
        if (next_ != leaf && shard_ != nullptr) detail::add_alone(shard_->faults, std::uint64_t{1});
        if (in_order_ && measurement_ != nullptr) {
            measurement_->settle(next_);
            measurement_->allocations().start_laps(next_);
            last_ = measurement_->boundary_before(next_);
            for (std::size_t before = 0; before < next_; ++before) done_[before] = true;
        }
        in_order_ = false;
        if (measurement_ != nullptr) add(leaf);
    }
    void add(std::size_t leaf) noexcept {
        std::uint64_t& duration = measurement_->settled_durations()[leaf];
        duration = (done_[leaf] ? duration : 0) + measurement_->lap(last_);
        measurement_->allocations().lap(leaf);
        done_[leaf] = true;
    }

    detail::Recorder& recorder_;
    layout::Shard* shard_;
    Key key_;
    int exceptions_;
    std::size_t next_ = 0;  ///< the mark that is to come
    bool in_order_ = true;
    std::uint64_t last_ = 0;  ///< once out of order: ticks of the last mark
    bool done_[P::leaf_count] = {};
    Measurement* measurement_ = nullptr;
    alignas(Measurement) unsigned char memory_[sizeof(Measurement)];
};

}  // namespace weir::inline WEIR_ABI
