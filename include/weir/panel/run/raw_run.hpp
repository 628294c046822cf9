#pragma once

#include <weir/layout/run_record.hpp>
#include <weir/layout/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace weir::inline WEIR_ABI::panel {

/// One run as it was recorded, in a copy that nobody writes to: for looking at millions of them. Valid while it is being
/// visited. What its accessors give is within the schema: a record of which that is not so is never visited.
class RawRun {
public:
    static constexpr std::uint64_t not_run = ~std::uint64_t{
        0};  ///< the duration of a stage that the run did not come to

    /// `upper`: the slot with the upper halves of the durations, nullptr where there is none.
    RawRun(const std::uint64_t* record, const std::uint64_t* upper, std::uint32_t leaf_count) noexcept
        : record_{record}, upper_{upper}, leaf_count_{leaf_count} {}

    std::size_t shard = 0;     ///< its place in Source::shards
    std::uint64_t thread = 0;  ///< the system's number of the thread that last wrote there
    std::uint64_t number = 0;  ///< of the shard's ring: the slot, counted without end
    bool kept = false;         ///< whether it was kept for being slow, or near a violation, after the ring had lost it

    [[nodiscard]] std::uint64_t start() const noexcept { return record_[0]; }  ///< ticks of the pipeline's clock
    [[nodiscard]] std::uint64_t key() const noexcept { return record_[1]; }
    [[nodiscard]] layout::RunEnd outcome() const noexcept { return static_cast<layout::RunEnd>(record_[2] & 0xff); }
    [[nodiscard]] layout::KeyKind key_kind() const noexcept {
        return static_cast<layout::KeyKind>(record_[2] >> 8 & 0xff);
    }
    /// The leaf at which it stopped or threw; RunRecord::no_stage where it did neither.
    [[nodiscard]] std::uint16_t stage() const noexcept { return static_cast<std::uint16_t>(record_[2] >> 16); }
    [[nodiscard]] std::uint32_t leaf_count() const noexcept { return leaf_count_; }

    /// Nanoseconds in a leaf, or not_run.
    [[nodiscard]] std::uint64_t duration(std::uint32_t leaf) const noexcept {
        const std::uint64_t lower = half(record_, leaf);
        if (upper_ != nullptr) return std::uint64_t{half(upper_, leaf)} << 32 | lower;
        return lower == layout::RunRecord::not_run ? not_run : lower;
    }
    /// Nanoseconds in so many leaves from `first` on, those that it did not come to as none.
    [[nodiscard]] std::uint64_t sum(std::uint32_t first, std::uint32_t count) const noexcept {
        std::uint64_t sum = 0;
        if (upper_ == nullptr) [[likely]] {
            for (std::uint32_t leaf = first; leaf < first + count; ++leaf) {
                const std::uint32_t ns = half(record_, leaf);
                sum += ns == layout::RunRecord::not_run ? 0 : ns;
            }
            return sum;
        }
        for (std::uint32_t leaf = first; leaf < first + count; ++leaf)
            if (const std::uint64_t ns = duration(leaf); ns != not_run) sum += ns;
        return sum;
    }
    [[nodiscard]] std::uint64_t total() const noexcept { return sum(0, leaf_count_); }
    /// Nanoseconds in a node of the schema: a stage, a nested pipeline, the whole run. not_run where it came to nothing
    /// of it.
    [[nodiscard]] std::uint64_t duration_of(const layout::NodeSchema& node) const noexcept {
        for (std::uint32_t leaf = node.first_leaf; leaf < node.first_leaf + node.leaf_count; ++leaf)
            if (duration(leaf) != not_run) return sum(node.first_leaf, node.leaf_count);
        return not_run;
    }

    /// Whether a node of the schema took longer than its threshold; false where it has none, or was not run.
    [[nodiscard]] bool violates(const layout::NodeSchema& node) const noexcept {
        if (node.threshold == layout::NodeSchema::no_threshold) return false;
        const std::uint64_t ns = duration_of(node);
        return ns != not_run && ns > static_cast<std::uint64_t>(node.threshold);
    }

    /// The record, of Schema::record_size bytes.
    [[nodiscard]] const std::uint64_t* record() const noexcept { return record_; }
    [[nodiscard]] const std::uint64_t* upper() const noexcept { return upper_; }

private:
    static std::uint32_t half(const std::uint64_t* record, std::uint32_t leaf) noexcept {
        std::uint32_t value;
        std::memcpy(&value, reinterpret_cast<const char*>(record) + sizeof(layout::RunRecord) + std::size_t{4} * leaf,
                    sizeof value);
        return value;
    }

    const std::uint64_t* record_;
    const std::uint64_t* upper_;
    std::uint32_t leaf_count_;
};

}  // namespace weir::inline WEIR_ABI::panel
