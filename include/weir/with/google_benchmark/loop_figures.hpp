#pragma once

#include <weir/panel/interval.hpp>
#include <weir/panel/live_source.hpp>
#include <weir/panel/sum.hpp>
#include <weir/recorder/recorder.hpp>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI::detail {

/// What the threads of one benchmark measure within their loops, as one: quantiles of threads cannot be added up, nor
/// averaged, but histograms can.
///
/// All threads of a benchmark enter before the first of them starts its loop and leave after the last has ended it: the
/// loop has a barrier at each end, which threads that have ended do not take part in. So the last to leave knows all.
class LoopFigures {
public:
    LoopFigures() = default;
    LoopFigures(const LoopFigures&) = delete;
    LoopFigures& operator=(const LoopFigures&) = delete;

    /// Before the loop: what the pipeline has counted until now is not the loop's.
    void enter(const Recorder& recorder) {
        const std::lock_guard locked{mutex_};
        auto watched = find(recorder);
        if (watched == watched_.end()) watched = watched_.insert(watched_.end(), {&recorder, look(recorder), 0});
        ++watched->threads;
    }
    /// After the loop; the sum for the last thread, nothing for the others. Threads that share a pipeline count it once.
    [[nodiscard]] std::optional<panel::Snapshot> leave(const Recorder& recorder) {
        const std::lock_guard locked{mutex_};
        const auto watched = find(recorder);
        if (--watched->threads == 0) {
            panel::add(sum_, panel::between(watched->before, look(recorder)));
            watched_.erase(watched);
        }
        if (!watched_.empty()) return std::nullopt;
        return std::exchange(sum_, {});
    }

private:
    struct Watched {
        const Recorder* recorder;
        panel::Snapshot before;
        std::uint32_t threads;
    };

    std::vector<Watched>::iterator find(const Recorder& recorder) {
        return std::find_if(watched_.begin(), watched_.end(),
                            [&](const Watched& watched) { return watched.recorder == &recorder; });
    }
    static panel::Snapshot look(const Recorder& recorder) {
        return panel::take_snapshot(panel::LiveSource{recorder}.source);
    }

    std::mutex mutex_;
    std::vector<Watched> watched_;
    panel::Snapshot sum_;
};

}  // namespace weir::inline WEIR_ABI::detail
