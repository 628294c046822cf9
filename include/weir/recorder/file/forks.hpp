#pragma once

#include <weir/base/bus_guard.hpp>
#include <weir/base/lock.hpp>

namespace weir::inline WEIR_ABI::detail {

// pthread_atfork under a name of ours: its header takes as long to compile as all of forks and shards.
extern "C" int weir_at_fork(void (*prepare)(), void (*parent)(), void (*child)()) asm("pthread_atfork");

/// What is told when the process forks. A child has the thread that forked and no other, so that a lock which another
/// thread held would stay locked in it: all that such a lock guards is locked while the process forks.
class ForkWatcher {
public:
    ForkWatcher(const ForkWatcher&) = delete;
    ForkWatcher& operator=(const ForkWatcher&) = delete;

protected:
    using Before = void (*)(ForkWatcher&) noexcept;
    using After = void (*)(ForkWatcher&, bool is_child) noexcept;

    ForkWatcher(Before lock, After unlock) noexcept : lock_for_fork_{lock}, unlock_after_fork_{unlock} {}
    ~ForkWatcher() = default;
    void watch_forks() noexcept;
    void unwatch_forks() noexcept;

private:
    friend struct ForkWatchers;

    Before lock_for_fork_;
    After unlock_after_fork_;
    ForkWatcher* next_watcher_ = nullptr;
    bool watches_ = false;
};

/// All watchers of the process. Its lock is taken before any of theirs.
struct ForkWatchers {
    ForkWatcher* first = nullptr;
    bool installed = false;
    Lock lock;

    WEIR_COLD void prepare() noexcept {
        lock.lock();
        for (ForkWatcher* w = first; w != nullptr; w = w->next_watcher_) w->lock_for_fork_(*w);
        bus_guard.lock.lock();
    }
    WEIR_COLD void go_on(bool is_child) noexcept {
        bus_guard.lock.unlock();
        for (ForkWatcher* w = first; w != nullptr; w = w->next_watcher_) w->unlock_after_fork_(*w, is_child);
        lock.unlock();
    }
};
WEIR_ONE_IN_PROCESS inline constinit ForkWatchers fork_watchers;

WEIR_COLD inline void ForkWatcher::watch_forks() noexcept {
    const Locked locked{fork_watchers.lock};
    if (!fork_watchers.installed)
        weir_at_fork([] { fork_watchers.prepare(); }, [] { fork_watchers.go_on(false); },
                     [] { fork_watchers.go_on(true); });
    fork_watchers.installed = true;
    if (watches_) return;
    watches_ = true;
    next_watcher_ = fork_watchers.first;
    fork_watchers.first = this;
}
WEIR_COLD inline void ForkWatcher::unwatch_forks() noexcept {
    if (!watches_) return;
    const Locked locked{fork_watchers.lock};
    ForkWatcher** link = &fork_watchers.first;
    while (*link != this) link = &(*link)->next_watcher_;
    *link = next_watcher_;
    watches_ = false;
}

}  // namespace weir::inline WEIR_ABI::detail
