#pragma once

#include <weir/panel/run/run_filter.hpp>
#include <weir/panel/run/run_stream.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

/// Which come first where not all runs are wanted.
enum class RunOrder : unsigned char { slowest, newest, oldest };

/// Some of the runs that a pipeline has a record of.
struct RunSelection {
    std::vector<RunView> runs;  ///< in the order asked for
    std::uint64_t matched = 0;  ///< how many the filter let in, those that are not among `runs` too
    panel::RunCounts counts;    ///< of all that were looked at
};

namespace panel {

/// Keeps the best few of many runs, as copies of their records. A heap whose front is the worst that it holds.
class BestRuns {
public:
    BestRuns(const layout::Schema& schema, std::size_t most, RunOrder order)
        : words_{schema.record_size / 8}, most_{most}, order_{order} {}

    void add(const RawRun& run) {
        // Of millions of runs nearly all end here.
        const std::uint64_t rank = rank_of(run);
        if (rank > worst_ || kept_.size() < most_) [[unlikely]]
            insert(run, rank);
    }
    /// Calls `visit(const RawRun&)` with each, the best first.
    template <class Visit>
    void for_each(Visit visit) {
        std::sort(kept_.begin(), kept_.end(), is_better);
        for (const Kept& kept : kept_) visit(kept.run);
    }

private:
    struct Kept {
        std::uint64_t rank;
        RawRun run;
        std::unique_ptr<std::uint64_t[]> words;
    };
    WEIR_NOINLINE void insert(const RawRun& run, std::uint64_t rank) {
        if (most_ == 0) return;
        if (kept_.size() == most_) std::pop_heap(kept_.begin(), kept_.end(), is_better);
        else kept_.push_back({0, run, std::make_unique<std::uint64_t[]>(2 * words_)});
        Kept& place = kept_.back();
        std::copy_n(run.record(), words_, place.words.get());
        if (run.upper() != nullptr) std::copy_n(run.upper(), words_, place.words.get() + words_);
        RawRun copy{place.words.get(), run.upper() == nullptr ? nullptr : place.words.get() + words_, run.leaf_count()};
        copy.shard = run.shard;
        copy.thread = run.thread;
        copy.number = run.number;
        copy.kept = run.kept;
        place.run = copy;
        place.rank = rank;
        std::push_heap(kept_.begin(), kept_.end(), is_better);
        if (kept_.size() == most_) worst_ = kept_.front().rank;
    }
    static bool is_better(const Kept& a, const Kept& b) noexcept {
        if (a.rank != b.rank) return a.rank > b.rank;
        return std::pair{a.run.shard, a.run.number} < std::pair{b.run.shard, b.run.number};
    }
    [[nodiscard]] std::uint64_t rank_of(const RawRun& run) const noexcept {
        switch (order_) {
        case RunOrder::newest: return run.start();
        case RunOrder::oldest: return ~run.start();
        default: return run.total();
        }
    }

    std::size_t words_;
    std::size_t most_;
    RunOrder order_;
    std::uint64_t worst_ = 0;  ///< the rank of the worst, once there are as many as wanted
    std::vector<Kept> kept_;
};

/// At most `most` of the runs that the filter lets in, in the order asked for: the slowest first, or the newest, or the
/// oldest. Throws UnknownStage. O(runs * log most); memory for `most` runs.
[[nodiscard]] inline RunSelection select_runs(const Source& source, std::size_t most,
                                              RunOrder order = RunOrder::slowest, const RunFilter& filter = {}) {
    RunSelection selection;
    if (source.schema == nullptr) return selection;
    PreparedFilter prepared{source, filter};
    BestRuns best{*source.schema, most, order};
    selection.counts = for_each_run(source, [&](const RawRun& run) {
        if (!prepared.lets_in(run)) return;
        ++selection.matched;
        best.add(run);
    });
    const RunDetails details{source};
    best.for_each([&](const RawRun& run) { selection.runs.push_back(details.view(run)); });
    return selection;
}

/// The slowest runs of all, the slowest first.
[[nodiscard]] inline std::vector<RunView> slowest(const Source& source, std::size_t most,
                                                  const RunFilter& filter = {}) {
    return select_runs(source, most, RunOrder::slowest, filter).runs;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
