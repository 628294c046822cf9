#pragma once

#include <weir/pipeline/plan.hpp>
#include <weir/pipeline/run_end.hpp>
#include <weir/recorder/recorder.hpp>
#include <weir/recorder/ring.hpp>

#include <cstring>
#include <new>

namespace weir::inline WEIR_ABI {

namespace detail {

inline layout::RunRecord head_of(const std::uint64_t* record) noexcept {
    layout::RunRecord head;
    std::memcpy(&head, record, sizeof head);
    return head;
}

}  // namespace detail

/// One run, as it was recorded. `P` is the pipeline's plan.
template <class P>
class TracedRun {
public:
    constexpr TracedRun() = default;
    TracedRun(const std::uint64_t* record, Key key) noexcept : record_{record}, key_{key} {}

    /// What the run was for.
    [[nodiscard]] const Key& key() const noexcept { return key_; }
    [[nodiscard]] Outcome outcome() const noexcept { return head().end; }
    /// The name of the stage at which the run stopped or threw; "" where it did neither.
    [[nodiscard]] const char* outcome_stage() const noexcept {
        return head().stage == layout::RunRecord::no_stage ? "" : P::leaf_name(head().stage);
    }
    /// When the run started, by the pipeline's clock.
    [[nodiscard]] Nanoseconds start() const noexcept {
        return Nanoseconds{static_cast<std::int64_t>(P::Settings::ClockUsed::to_nanoseconds(head().start))};
    }
    /// Whether the run came to the stage.
    template <class Stage>
    [[nodiscard]] bool came_to() const noexcept {
        return leaf_duration(P::template leaf_of<Stage>()) != detail::not_run;
    }
    /// The time in the stage, until it stopped or threw if it did; 0 where the run did not come to it.
    template <class Stage>
    [[nodiscard]] Nanoseconds duration() const noexcept {
        const std::uint64_t ns = leaf_duration(P::template leaf_of<Stage>());
        return Nanoseconds{ns == detail::not_run ? 0 : static_cast<std::int64_t>(ns)};
    }
    /// The time in all stages.
    [[nodiscard]] Nanoseconds total() const noexcept {
        std::uint64_t sum = 0;
        for (std::size_t leaf = 0; leaf < P::leaf_count; ++leaf)
            if (leaf_duration(leaf) != detail::not_run) sum += leaf_duration(leaf);
        return Nanoseconds{static_cast<std::int64_t>(sum)};
    }
    /// What the stage captured; zeros where the run did not come to it.
    template <class Stage>
    [[nodiscard]] auto capture() const noexcept {
        using Capture = typename P::template Capture<Stage>;
        Capture capture{};
        if (came_to<Stage>())
            std::memcpy(static_cast<void*>(&capture),
                        reinterpret_cast<const char*>(record_) + P::captures.of[P::template leaf_of<Stage>()],
                        sizeof capture);
        return capture;
    }

private:
    [[nodiscard]] layout::RunRecord head() const noexcept { return detail::head_of(record_); }
    [[nodiscard]] std::uint64_t leaf_duration(std::size_t leaf) const noexcept {
        const auto half = [&](const std::uint64_t* record) {
            std::uint32_t value;
            std::memcpy(&value, reinterpret_cast<const char*>(record) + sizeof(layout::RunRecord) + 4 * leaf,
                        sizeof value);
            return std::uint64_t{value};
        };
        const std::uint64_t lower = half(record_);
        if ((head().flags & layout::RunRecord::has_upper_halves) != 0)
            return half(record_ + P::record_size / 8) << 32 | lower;
        return lower == layout::RunRecord::not_run ? detail::not_run : lower;
    }

    const std::uint64_t* record_ = nullptr;
    Key key_;
};

/// A copy of the run records that the pipeline's rings hold, by the order of their starts (of one thread: of their
/// ends, which differs where a stage runs its own pipeline again). Whole records only, also while other threads are
/// writing; O(runs * threads) to make.
template <class P>
class TracedRuns {
public:
    // Delegates, so that the destructor runs also where collect() finds no memory.
    explicit TracedRuns(detail::Recorder& recorder) : TracedRuns{recorder, nullptr} {
        if constexpr (P::ring_capacity != 0) collect();
    }
    TracedRuns(const TracedRuns&) = delete;
    TracedRuns& operator=(const TracedRuns&) = delete;
    ~TracedRuns() {
        detail::free_zeroed(words_);
        delete[] runs_;
        recorder_.forget();
    }

    [[nodiscard]] const TracedRun<P>* begin() const noexcept { return runs_; }
    [[nodiscard]] const TracedRun<P>* end() const noexcept { return runs_ + size_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] const TracedRun<P>& operator[](std::size_t i) const noexcept { return runs_[i]; }

private:
    static constexpr std::size_t record_words = P::record_size / 8;
    struct Part {
        const std::uint64_t* next;
        const std::uint64_t* end;
    };
    struct Parts {
        Part* of;
        ~Parts() { delete[] of; }
    };

    TracedRuns(detail::Recorder& recorder, std::nullptr_t) noexcept : recorder_{recorder} { recorder.remember(); }

    void collect() {
        const auto* const newest = recorder_.first_shard();  // of a thread that comes meanwhile nothing is asked
        std::size_t shards = 0;
        for (const auto* node = newest; node != nullptr; node = node->next) ++shards;
        // Address space for all, memory only for what is there: the pages that are not written stay unmapped.
        words_ = static_cast<std::uint64_t*>(detail::allocate_zeroed(shards * P::ring_capacity * P::record_size + 8));
        if (words_ == nullptr) detail::throw_bad_alloc();
        const Parts all{new Part[shards + 1]};
        Part* const parts = all.of;
        std::size_t n = 0;
        std::uint64_t slots = 0;
        for (const auto* node = newest; node != nullptr; node = node->next) {
            std::uint64_t* to = words_ + slots * record_words;
            const std::uint64_t copied = detail::copy_ring(*recorder_.schema, *detail::Recorder::figures_of(*node), to);
            parts[n++] = {to, to + copied * record_words};
            slots += copied;
        }
        runs_ = new TracedRun<P>[slots + 1];
        for (;;) {
            Part* earliest = nullptr;
            for (std::size_t i = 0; i < n; ++i)
                if (skip_loose_halves(parts[i]) && (earliest == nullptr || start(parts[i]) < start(*earliest)))
                    earliest = &parts[i];
            if (earliest == nullptr) break;
            const layout::RunRecord head = detail::head_of(earliest->next);
            runs_[size_++] = {earliest->next, recorder_.keys.read(head.key_kind, head.key)};
            earliest->next += record_words;
        }
    }
    static std::uint64_t start(const Part& part) noexcept { return detail::head_of(part.next).start; }
    /// Upper halves belong to the record before them, which may have been overwritten. Whether a record is left.
    static bool skip_loose_halves(Part& part) noexcept {
        while (part.next != part.end && (detail::head_of(part.next).flags & layout::RunRecord::is_upper_halves) != 0)
            part.next += record_words;
        return part.next != part.end;
    }

    detail::Recorder& recorder_;
    std::uint64_t* words_ = nullptr;
    TracedRun<P>* runs_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace weir::inline WEIR_ABI
