#pragma once

#include <weir/base/atomic.hpp>

#include <sched.h>

namespace weir::inline WEIR_ABI::detail {

/// A mutex for what happens seldom (a thread's first run, a new key, a handler): one word, constant-initialised,
/// without <mutex>. A waiter gives its time slice away rather than spinning: the holder may have lost its core.
class Lock {
public:
    void lock() noexcept {
        while (__atomic_exchange_n(&taken_, 1, __ATOMIC_ACQUIRE) != 0) sched_yield();
    }
    void unlock() noexcept { store_release(taken_, 0); }

private:
    int taken_ = 0;
};

/// Holds a Lock as long as it lives.
class Locked {
public:
    explicit Locked(Lock& lock) noexcept : lock_{lock} { lock_.lock(); }
    ~Locked() { lock_.unlock(); }
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;

private:
    Lock& lock_;
};

}  // namespace weir::inline WEIR_ABI::detail
