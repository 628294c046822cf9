#pragma once

#include <weir/base/config.hpp>

#include <cstdint>

// The atomic operations that weir uses, on ordinary words of the layout. <atomic> alone takes 0.7 of the time that
// <chrono> takes to compile, and std::atomic members would make the layout's structs not trivially copyable;
// std::atomic_ref comes in the same header.
namespace weir::inline WEIR_ABI::detail {

template <class T>
WEIR_INLINE T load(const T& word) noexcept {
    return __atomic_load_n(&word, __ATOMIC_RELAXED);
}
template <class T>
WEIR_INLINE T load_acquire(const T& word) noexcept {
    if constexpr (__is_enum(T)) {  // clang 14 knows the other builtin for integers only
        T value;
        __atomic_load(&word, &value, __ATOMIC_ACQUIRE);
        return value;
    } else {
        return __atomic_load_n(&word, __ATOMIC_ACQUIRE);
    }
}
template <class T>
WEIR_INLINE void store(T& word, T value) noexcept {
    if constexpr (__is_enum(T)) __atomic_store(&word, &value, __ATOMIC_RELAXED);
    else __atomic_store_n(&word, value, __ATOMIC_RELAXED);
}
template <class T>
WEIR_INLINE void store_release(T& word, T value) noexcept {
    if constexpr (__is_enum(T)) __atomic_store(&word, &value, __ATOMIC_RELEASE);
    else __atomic_store_n(&word, value, __ATOMIC_RELEASE);
}
/// A double is a word too.
WEIR_INLINE double load(const double& word) noexcept {
    double value;
    __atomic_load(&word, &value, __ATOMIC_RELAXED);
    return value;
}
WEIR_INLINE void store(double& word, double value) noexcept { __atomic_store(&word, &value, __ATOMIC_RELAXED); }
/// Reads a word that only the calling thread writes. Plain, for no store can be under way; of an atomic load the compilers
/// make an instruction of its own.
template <class T>
WEIR_INLINE T load_own(const T& word) noexcept {
    return word;
}
/// Adds where only the calling thread writes: no locked instruction.
WEIR_INLINE void add_alone(std::uint64_t& word, std::uint64_t value) noexcept {
#if defined(__x86_64__) && !WEIR_THREAD_SANITIZER
    // g++ makes a load, an addition and a store of it; where the same word is increased again soon after, those take
    // twice the time of the one instruction.
    asm("add{q %1, %0| %0, %1}" : "+m"(word) : "er"(value) : "cc");
#else
    store(word, word + value);
#endif
}
/// Adds where several threads write. Returns what was there before.
template <class T>
WEIR_INLINE T add_shared(T& word, T value) noexcept {
    return __atomic_fetch_add(&word, value, __ATOMIC_ACQ_REL);
}

/// Stores before it stay before stores after it, as seen by who reads the latter and then calls acquire_fence.
WEIR_INLINE void release_fence() noexcept {
#if !WEIR_THREAD_SANITIZER
    __atomic_thread_fence(__ATOMIC_RELEASE);
#endif
}
WEIR_INLINE void acquire_fence() noexcept {
#if !WEIR_THREAD_SANITIZER
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
#endif
}

}  // namespace weir::inline WEIR_ABI::detail
