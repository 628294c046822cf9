#pragma once

#include <weir/panel/recording.hpp>
#include <weir/panel/snapshot.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace weir_tool {

/// A recording that is looked at again and again: what it holds, and what came since the look before.
class Watched {
public:
    using Clock = std::chrono::steady_clock;

    /// Opens the recording and looks at it once. Throws what weir::open throws.
    explicit Watched(std::string path);

    /// Looks again. Where the process has ended, once more and then never. A file that is gone, and another in its place,
    /// are seen here too: another is followed from its start.
    void look();

    [[nodiscard]] const weir::Recording& recording() const noexcept { return *recording_; }
    [[nodiscard]] const weir::panel::Snapshot& overall() const noexcept { return overall_; }
    /// The last interval in which the process lived. Empty where there was none.
    [[nodiscard]] const weir::panel::Snapshot& during() const noexcept { return during_; }
    /// Its length; 0 where there was none.
    [[nodiscard]] double during_seconds() const noexcept { return during_seconds_; }
    /// Of a node, the p99 of each interval in nanoseconds, the newest last; -1 where it had no call.
    [[nodiscard]] const std::deque<double>& history(std::size_t node) const { return history_.at(node); }
    [[nodiscard]] bool ended() const noexcept { return ended_; }
    /// "live", "ended at ...", "killed or left without closing": what there is to say of the process and its file.
    [[nodiscard]] const std::string& state() const noexcept { return state_; }

private:
    void open();
    void take();
    void see_state();

    std::string path_;
    std::unique_ptr<weir::Recording> recording_;
    std::uint64_t inode_ = 0;
    weir::panel::Snapshot overall_;
    weir::panel::Snapshot during_;
    double during_seconds_ = 0;
    Clock::time_point looked_;
    std::vector<std::deque<double>> history_;
    bool ended_ = false;
    bool restarted_ = false;
    std::string state_;
};

}  // namespace weir_tool
