#pragma once

#include <weir/pipeline/plan.hpp>
#include <weir/pipeline/run_end.hpp>
#include <weir/recorder/key.hpp>

#include <cstring>

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
    /// Of a record in a copy that outlives it.
    TracedRun(const std::uint64_t* record, Key key, Why why = {}) noexcept : record_{record}, key_{key}, why_{why} {}

    /// What the run was for.
    [[nodiscard]] const Key& key() const noexcept { return key_; }
    /// How it ended.
    [[nodiscard]] Outcome outcome() const noexcept { return head().end; }
    /// The name of the stage at which the run stopped or threw; "" where it did neither.
    [[nodiscard]] const char* outcome_stage() const noexcept {
        return head().stage == layout::RunRecord::no_stage ? "" : P::leaf_name(head().stage);
    }
    /// Why it was kept: of a run of kept().
    [[nodiscard]] Why why() const noexcept { return why_; }
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
    Why why_;
};

}  // namespace weir::inline WEIR_ABI
