#pragma once

#include <weir/export/trace/trace_sink.hpp>
#include <weir/panel/run/run_timeline.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// Turns the runs of a track, in the order of their starts, into slices that nest: the run, in it its nested pipelines and
/// stages, one after another, and in a stage the runs that were made within it.
///
/// Where the clock's rounding makes two runs overlap by a nanosecond, or a damaged file by more, the later one is moved
/// behind the earlier, or cut to the stage that it is in.
class SliceStream {
public:
    SliceStream(const layout::Schema& schema, TraceSink& sink) : schema_{schema}, sink_{sink} {}

    /// False where the run would end after all that a clock can say: it is left out.
    bool add(const RawRun& run, RunSpan span) {
        constexpr std::int64_t latest = std::numeric_limits<std::int64_t>::max();
        std::int64_t start = std::max(span.start, last_);
        std::int64_t length = span.end - span.start;
        if (length > latest - start) return false;
        write_until(start);
        const std::int64_t end = depth_ == 0 ? latest : next_boundary().at;
        if (length > end - start) {
            start = std::max(last_, end - std::min(length, end));
            length = std::min(length, end - start);
        }
        moved_ += start - span.start > rounding || span.start - start > rounding ||
                  span.end - span.start - length > rounding;
        push(run, start, start + length);
        return true;
    }
    /// After the last run of the track.
    void finish() {
        write_until(std::numeric_limits<std::int64_t>::max());
        last_ = std::numeric_limits<std::int64_t>::min();
    }
    /// Runs that did not lie as a clock would have them.
    [[nodiscard]] std::uint64_t moved() const noexcept { return moved_; }

private:
    static constexpr std::int64_t rounding = 1'000;

    struct Boundary {
        std::int64_t at;
        std::int64_t end;  ///< of what begins
        std::uint32_t node;
        bool begins;
    };
    /// A run of which not all is written: others may lie within it.
    struct Open {
        std::vector<std::uint64_t> words;
        RawRun run{nullptr, nullptr, 0};
        std::vector<Boundary> boundaries;
        std::size_t next = 0;
    };

    [[nodiscard]] const Boundary& next_boundary() const noexcept {
        const Open& top = open_[depth_ - 1];
        return top.boundaries[top.next];
    }
    /// All that happens up to `time`, itself too.
    void write_until(std::int64_t time) {
        while (depth_ > 0) {
            Open& top = open_[depth_ - 1];
            while (top.next < top.boundaries.size() && top.boundaries[top.next].at <= time)
                write(top, top.boundaries[top.next++]);
            if (top.next < top.boundaries.size()) return;
            --depth_;
        }
    }
    void write(const Open& open, const Boundary& boundary) {
        last_ = boundary.at;
        if (boundary.begins) sink_.begin({boundary.node, boundary.at, boundary.end, &open.run});
        else sink_.end(boundary.at);
    }
    void push(const RawRun& run, std::int64_t start, std::int64_t end) {
        if (depth_ == open_.size()) open_.emplace_back();
        Open& open = open_[depth_++];
        const std::size_t words = schema_.record_size / 8;
        open.words.assign(run.record(), run.record() + words);
        if (run.upper() != nullptr) open.words.insert(open.words.end(), run.upper(), run.upper() + words);
        open.run = RawRun{open.words.data(), run.upper() == nullptr ? nullptr : open.words.data() + words,
                          run.leaf_count()};
        open.run.kept = run.kept;
        open.next = 0;
        find_boundaries(open, start, end);
    }
    void find_boundaries(Open& open, std::int64_t start, std::int64_t end) {
        at_.clear();
        ran_.clear();
        std::int64_t at = start;
        std::uint32_t ran = 0;
        for (std::uint32_t leaf = 0; leaf <= schema_.leaf_count; ++leaf) {
            at_.push_back(std::min(at, end));
            ran_.push_back(ran);
            if (leaf == schema_.leaf_count || open.run.duration(leaf) == RawRun::not_run) continue;
            at += static_cast<std::int64_t>(open.run.duration(leaf));
            ++ran;
        }
        open.boundaries.clear();
        inside_.clear();
        const layout::NodeSchema* const nodes = schema_.nodes();
        const auto end_of = [&](std::uint32_t node) { return nodes[node].first_leaf + nodes[node].leaf_count; };
        const auto close = [&] {
            open.boundaries.push_back({at_[end_of(inside_.back())], 0, inside_.back(), false});
            inside_.pop_back();
        };
        for (std::uint32_t node = 0; node < schema_.node_count; ++node) {
            const std::uint32_t first = nodes[node].first_leaf;
            while (!inside_.empty() && end_of(inside_.back()) <= first) close();
            if (node != 0 && ran_[end_of(node)] == ran_[first]) continue;
            open.boundaries.push_back({at_[first], at_[end_of(node)], node, true});
            inside_.push_back(node);
        }
        while (!inside_.empty()) close();
    }

    const layout::Schema& schema_;
    TraceSink& sink_;
    std::vector<Open> open_;  ///< the first `depth_`; the others are kept for their memory
    std::size_t depth_ = 0;
    std::int64_t last_ = std::numeric_limits<std::int64_t>::min();  ///< the time of what was written last
    std::uint64_t moved_ = 0;
    std::vector<std::int64_t> at_;       ///< when each leaf began, and the last ended
    std::vector<std::uint32_t> ran_;     ///< of the leaves before each, how many the run came to
    std::vector<std::uint32_t> inside_;  ///< the nodes that are open
};

}  // namespace weir::inline WEIR_ABI::panel
