#include "html/run_sample.hpp"

#include <weir/panel/run/run_timeline.hpp>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

namespace weir_tool {

namespace {

using weir::panel::RawRun;
using weir::panel::RunSpan;
using weir::panel::Source;

struct Ranked {
    std::uint64_t rank = 0;
    SampledRun run;
};

/// Those of the greatest rank: a heap whose front is the least that it holds.
class Best {
public:
    explicit Best(std::size_t most) : most_{most} {}

    template <class Make>
    void offer(std::uint64_t rank, const Make& make) {
        if (most_ == 0 || (ranked_.size() == most_ && rank <= ranked_.front().rank)) return;
        const auto is_greater = [](const Ranked& a, const Ranked& b) { return a.rank > b.rank; };
        if (ranked_.size() == most_) {
            std::pop_heap(ranked_.begin(), ranked_.end(), is_greater);
            ranked_.pop_back();
        }
        ranked_.push_back({rank, make()});
        std::push_heap(ranked_.begin(), ranked_.end(), is_greater);
    }
    void move_to(std::vector<SampledRun>& runs) {
        for (Ranked& ranked : ranked_) runs.push_back(std::move(ranked.run));
    }

private:
    std::size_t most_;
    std::vector<Ranked> ranked_;
};

/// What the first reading finds.
struct Extent {
    std::uint64_t count = 0;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
};

bool is_over(const weir::layout::Schema& schema, const RawRun& run) {
    const auto* const nodes = schema.nodes();
    return std::any_of(nodes, nodes + schema.node_count,
                       [&](const weir::layout::NodeSchema& node) { return run.violates(node); });
}

class Chooser {
public:
    Chooser(const Extent& extent, std::size_t most)
        : extent_{extent},
          stride_{extent.count <= most ? 1 : extent.count / std::max<std::size_t>(most * 6 / 10, 1) + 1},
          slowest_{extent.count <= most ? 0 : most / 10},
          ended_{extent.count <= most ? 0 : most / 10},
          over_{extent.count <= most ? 0 : most / 5} {
        if (extent.count > most) intervals_.resize(std::max<std::size_t>(most * 3 / 20, 1), {Best{1}, Best{1}});
    }

    template <class Make>
    void look(const weir::layout::Schema& schema, const RawRun& run, RunSpan span, const Make& make) {
        if (looked_++ % stride_ == 0) every_.push_back(make());
        if (intervals_.empty()) return;
        const std::uint64_t total = run.total();
        slowest_.offer(total, make);
        auto& [high, low] = interval_of(span.start);
        high.offer(total, make);
        low.offer(~total, make);
        if (run.outcome() != weir::Outcome::ok) ended_.offer(static_cast<std::uint64_t>(span.start), make);
        if (is_over(schema, run)) over_.offer(total, make);
    }
    std::vector<SampledRun> take() {
        std::vector<SampledRun> runs = std::move(every_);
        for (Best* best : {&slowest_, &ended_, &over_}) best->move_to(runs);
        for (auto& [high, low] : intervals_) {
            high.move_to(runs);
            low.move_to(runs);
        }
        const auto place = [](const SampledRun& run) {
            return std::tuple{run.run.started_utc, run.source, run.run.shard, run.number};
        };
        std::sort(runs.begin(), runs.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
        const auto is_same = [&](const auto& a, const auto& b) { return place(a) == place(b); };
        runs.erase(std::unique(runs.begin(), runs.end(), is_same), runs.end());
        return runs;
    }

private:
    std::pair<Best, Best>& interval_of(std::int64_t start) {
        const double part = static_cast<double>(start - extent_.first) /
                            (static_cast<double>(extent_.last - extent_.first) + 1);
        const auto last = static_cast<double>(intervals_.size() - 1);  // of a live recording runs may have come since
        return intervals_[static_cast<std::size_t>(std::clamp(part * (last + 1), 0.0, last))];
    }

    Extent extent_;
    std::uint64_t stride_;
    std::uint64_t looked_ = 0;
    Best slowest_, ended_, over_;
    std::vector<std::pair<Best, Best>> intervals_;  ///< of time: the slowest and the quickest; none where all are taken
    std::vector<SampledRun> every_;
};

}  // namespace

RunSample sample_runs(const std::vector<Source>& sources, std::size_t most, const std::function<void()>& look) {
    RunSample sample;
    Extent extent;
    for (const Source& source : sources)
        weir::panel::for_each_run(source, [&](const RawRun& run) {
            look();
            if (const auto span = weir::panel::span_of(source.schema->clock, run)) {
                ++extent.count;
                extent.first = std::min(extent.first, span->start);
                extent.last = std::max(extent.last, span->start);
            }
        });
    Chooser chooser{extent, most};
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const weir::panel::RunDetails details{sources[i]};
        sample.counts.push_back(weir::panel::for_each_run(sources[i], [&](const RawRun& run) {
            look();
            const auto span = weir::panel::span_of(sources[i].schema->clock, run);
            if (!span) return;
            ++sample.recorded;
            chooser.look(*sources[i].schema, run, *span, [&] { return SampledRun{i, run.number, details.view(run)}; });
        }));
    }
    sample.runs = chooser.take();
    return sample;
}

}  // namespace weir_tool
