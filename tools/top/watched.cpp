#include "top/watched.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/panel/format.hpp>
#include <weir/panel/interval.hpp>
#include <weir/panel/quantile.hpp>

#include <fmt/format.h>

#include <exception>
#include <optional>
#include <utility>

#include <sys/stat.h>

namespace weir_tool {

namespace {

constexpr std::size_t history_capacity = 240;

/// The number of the file that has the path now; none where there is no file.
std::optional<std::uint64_t> inode_of(const std::string& path) {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0) return std::nullopt;
    return facts.st_ino;
}

std::string now_text() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return weir::panel::utc_text(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

}  // namespace

Watched::Watched(std::string path) : path_{std::move(path)} { open(); }

void Watched::open() {
    // Before the opening: a file that takes its place meanwhile is then seen at the next look.
    const auto inode = inode_of(path_);
    recording_ = std::make_unique<weir::Recording>(weir::open(path_));
    inode_ = inode.value_or(0);
    ended_ = false;
    during_ = {};
    during_seconds_ = 0;
    history_.assign(recording_->schema().node_count, {});
    overall_ = weir::panel::take_snapshot(recording_->source());
    looked_ = Clock::now();
    see_state();
}

void Watched::take() {
    auto now_overall = weir::panel::take_snapshot(recording_->source());
    const auto now = Clock::now();
    auto during = weir::panel::between(overall_, now_overall);
    // It ended just after the look before: the last figures are then those of the interval that had some.
    if (ended_ && during.runs == 0) return;
    during_ = std::move(during);
    during_seconds_ = std::chrono::duration<double>(now - looked_).count();
    overall_ = std::move(now_overall);
    looked_ = now;
    for (std::size_t node = 0; node < history_.size(); ++node) {
        const auto& calls = during_.nodes[node];
        history_[node].push_back(calls.count == 0 ? -1 : weir::panel::quantile(calls, 0.99));
        if (history_[node].size() > history_capacity) history_[node].pop_front();
    }
}

void Watched::see_state() {
    // In this order: a process that ends between the two has then closed.
    const bool live = recording_->is_live();
    const auto closed = recording_->closed_utc();
    ended_ = !live || closed.has_value();
    if (closed) state_ = fmt::format("ended at {}", weir::panel::utc_text(*closed));
    else if (!live) state_ = fmt::format("ended without closing, seen at {}", now_text());
    else state_ = restarted_ ? "live, a new process" : "live";
}

void Watched::look() {
    if (!ended_) {
        see_state();
        take();
    }
    const auto inode = inode_of(path_);
    if (inode == inode_) return;
    if (!inode) {
        constexpr std::string_view gone = "; the file is gone";
        if (state_.find(gone) == std::string::npos) state_ += gone;
        return;
    }
    try {
        open();
        restarted_ = true;
        see_state();
    } catch (const std::exception& error) {
        inode_ = *inode;  // told once, not at each look
        ended_ = true;
        state_ += fmt::format("; another file took its place: {}", weir::panel::detail::printable(error.what()));
    }
}

}  // namespace weir_tool
