#pragma once

#include <weir/base/lock.hpp>

#include <cerrno>
#include <cstddef>
#include <new>

#include <signal.h>  // NOLINT(modernize-deprecated-headers): <csignal> need not have sigaction
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// A file that is cut shorter by somebody else leaves pages that are mapped and no longer there: to touch one is SIGBUS,
// of which a process dies. A recording may cost its figures, never the process.
namespace weir::inline WEIR_ABI::detail {

/// A mapping of a file, as the signal's handler knows it. Never freed, for a handler may look at it at any time; used
/// again for a later mapping.
struct GuardedMapping {
    GuardedMapping* next;
    std::size_t begin;  ///< its address; 0 while this stands for no mapping
    std::size_t end;
    int protection;
    bool torn;  ///< whether a page of it was lost, and zeros were put in its place
};

/// What the handler goes by.
struct BusGuard {
    GuardedMapping* first = nullptr;
    std::size_t page = 0;
    struct sigaction before {};  ///< who is asked where the signal is not about a mapping of ours
    bool installed = false;
    Lock lock;
};
WEIR_ONE_IN_PROCESS inline constinit BusGuard bus_guard;

/// The mapping that the address lies in. Async-signal-safe.
inline GuardedMapping* guarded_at(std::size_t address) noexcept {
    for (GuardedMapping* m = load_acquire(bus_guard.first); m != nullptr; m = m->next) {
        const std::size_t begin = load_acquire(m->begin);
        const std::size_t end = load_acquire(m->end);
        // Asked again: it may just become another mapping, of which the end is known and the beginning is not.
        if (begin != 0 && begin <= address && address < end && load_acquire(m->begin) == begin) return m;
    }
    return nullptr;
}

/// Puts zeros where a page of ours is lost. All other causes are for the handler before, or for the system.
WEIR_COLD inline void on_bus_error(int signal, siginfo_t* info, void* context) noexcept {
    const int error = errno;
    const std::size_t page = reinterpret_cast<std::size_t>(info->si_addr) & ~(bus_guard.page - 1);
    GuardedMapping* const mapping = info->si_code == BUS_ADRERR ? guarded_at(page) : nullptr;
    // The system call itself: what a process puts in place of mmap may do more than a handler is allowed.
    if (mapping != nullptr && syscall(SYS_mmap, page, bus_guard.page, load(mapping->protection),
                                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != -1) {
        store(mapping->torn, true);
        errno = error;
        return;
    }
    const struct sigaction& before = bus_guard.before;
    if ((before.sa_flags & SA_SIGINFO) != 0) {
        before.sa_sigaction(signal, info, context);
    } else if (before.sa_handler == SIG_DFL || (before.sa_handler == SIG_IGN && info->si_code > 0)) {
        // Comes again when this returns, and ends the process: of the processor's own it can't be ignored.
        struct sigaction by_default {};
        by_default.sa_handler = SIG_DFL;
        sigaction(signal, &by_default, nullptr);
        raise(signal);
    } else if (before.sa_handler != SIG_IGN) {
        before.sa_handler(signal);
    }
    errno = error;
}

/// From now on the pages from `begin` to before `end` may be lost. nullptr where there is no memory to note it.
WEIR_COLD inline GuardedMapping* guard_mapping(std::size_t begin, std::size_t end, int protection) noexcept {
    const Locked locked{bus_guard.lock};
    GuardedMapping* mapping = bus_guard.first;
    while (mapping != nullptr && mapping->begin != 0) mapping = mapping->next;
    if (mapping == nullptr) {
        mapping = new (std::nothrow) GuardedMapping{bus_guard.first, 0, 0, 0, false};
        if (mapping == nullptr) return nullptr;
        store_release(bus_guard.first, mapping);
    }
    store(mapping->torn, false);
    store(mapping->protection, protection);
    store_release(mapping->end, end);
    store_release(mapping->begin, begin);
    if (!bus_guard.installed) {
        bus_guard.page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        sigaction(SIGBUS, nullptr, &bus_guard.before);  // first, for the new one may be called at once
        struct sigaction ours {};
        ours.sa_sigaction = on_bus_error;
        ours.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
        sigaction(SIGBUS, &ours, nullptr);
        bus_guard.installed = true;
    }
    return mapping;
}
/// Before the mapping is undone.
inline void unguard_mapping(GuardedMapping* mapping) noexcept {
    const Locked locked{bus_guard.lock};
    store_release(mapping->begin, std::size_t{0});
}

}  // namespace weir::inline WEIR_ABI::detail
