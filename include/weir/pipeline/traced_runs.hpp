#pragma once

#include <weir/pipeline/traced_run.hpp>
#include <weir/recorder/recorder.hpp>
#include <weir/recorder/ring.hpp>

#include <new>

namespace weir::inline WEIR_ABI {

namespace detail {

/// Runs, and the copies of the records that they are read from. Keeps the recorder, which has the names of their keys.
template <class P>
class CopiedRuns {
public:
    CopiedRuns(const CopiedRuns&) = delete;
    CopiedRuns& operator=(const CopiedRuns&) = delete;

    /// The first run.
    [[nodiscard]] const TracedRun<P>* begin() const noexcept { return runs_; }
    /// Behind the last.
    [[nodiscard]] const TracedRun<P>* end() const noexcept { return runs_ + size_; }
    /// How many there are.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// Whether there are none.
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    /// The i-th, counted from 0; i is less than size().
    [[nodiscard]] const TracedRun<P>& operator[](std::size_t i) const noexcept { return runs_[i]; }

protected:
    explicit CopiedRuns(Recorder& recorder) noexcept : recorder_{recorder} { recorder.remember(); }
    ~CopiedRuns() {
        free_zeroed(words_);
        delete[] runs_;
        recorder_.forget();
    }

    /// Address space for the records, memory only for what is there: the pages that are not written stay unmapped.
    std::uint64_t* make_words(std::size_t bytes) {
        words_ = static_cast<std::uint64_t*>(allocate_zeroed(bytes + 8));
        if (words_ == nullptr) throw_bad_alloc();
        return words_;
    }
    void make_room(std::size_t runs) { runs_ = new TracedRun<P>[runs + 1]; }
    void add(const std::uint64_t* record, Why why = {}) noexcept {
        const layout::RunRecord head = head_of(record);
        runs_[size_++] = {record, recorder_.keys.read(head.key_kind, head.key), why};
    }

    Recorder& recorder_;

private:
    std::uint64_t* words_ = nullptr;
    TracedRun<P>* runs_ = nullptr;
    std::size_t size_ = 0;
};

/// What holds an array while it is needed.
template <class T>
struct Array {
    explicit Array(std::size_t size) : of{new T[size]} {}
    Array(const Array&) = delete;
    Array& operator=(const Array&) = delete;
    ~Array() { delete[] of; }
    T* const of;
};

}  // namespace detail

/// A copy of the run records that the pipeline's rings hold, by the order of their starts (of one thread: of their
/// ends, which differs where a stage runs its own pipeline again). Whole records only, also while other threads are
/// writing; O(runs * threads) to make.
template <class P>
class TracedRuns : public detail::CopiedRuns<P> {
public:
    /// What Pipeline::trace() does.
    explicit TracedRuns(detail::Recorder& recorder) : detail::CopiedRuns<P>{recorder} {
        if constexpr (P::ring_capacity != 0) collect();
    }

private:
    static constexpr std::size_t record_words = P::record_size / 8;
    struct Part {
        const std::uint64_t* next;
        const std::uint64_t* end;
    };

    void collect() {
        const auto* const newest = this->recorder_.first_shard();  // of a thread that comes meanwhile nothing is asked
        std::size_t shards = 0;
        for (const auto* node = newest; node != nullptr; node = node->next) ++shards;
        std::uint64_t* const words = this->make_words(shards * P::ring_capacity * P::record_size);
        const detail::Array<Part> parts{shards + 1};
        std::size_t n = 0;
        std::uint64_t slots = 0;
        for (const auto* node = newest; node != nullptr; node = node->next) {
            std::uint64_t* to = words + slots * record_words;
            const layout::Shard& shard = *detail::Recorder::figures_of(*node);
            const std::uint64_t copied = detail::copy_ring(*this->recorder_.schema, shard, to);
            parts.of[n++] = {to, to + copied * record_words};
            slots += copied;
        }
        this->make_room(slots);
        for (;;) {
            Part* earliest = nullptr;
            for (std::size_t i = 0; i < n; ++i)
                if (skip_loose_halves(parts.of[i]) && (earliest == nullptr || start(parts.of[i]) < start(*earliest)))
                    earliest = &parts.of[i];
            if (earliest == nullptr) break;
            this->add(earliest->next);
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
};

}  // namespace weir::inline WEIR_ABI
