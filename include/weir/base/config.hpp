#pragma once

#include <weir/base/version.hpp>

// Every macro of weir is defined here. Those a user may set, for a whole translation unit:
//   WEIR_LEVEL              0 off, 1 timing, 2 trace: the default and the ceiling of every pipeline.
//                           Not set: each pipeline is what its policies say, timing where they say nothing.
//   WEIR_REQUIRE_ONE_LEVEL  linking translation units of different levels is an error of the linker.

#if !defined(__GNUC__)
#error "weir needs g++ 11 or newer, or clang++ 14 or newer"
#endif
#if __SIZEOF_POINTER__ != 8
#error "weir needs a 64-bit target: its statistics are 64-bit words that are stored in one instruction"
#endif
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "weir needs a little-endian target: a run record is written as it will lie in a file"
#endif

// The ABI namespaces. All of weir is in WEIR_ABI, so that two versions can be linked together. What also depends
// on WEIR_LEVEL is in WEIR_ABI_LEVEL within it, so that two translation units of different levels can be.
#define WEIR_ABI v0
#if !defined(WEIR_LEVEL)
#define WEIR_ABI_LEVEL level_by_policy
#define WEIR_OFF_EVERYWHERE 0
#elif WEIR_LEVEL == 0
#define WEIR_ABI_LEVEL level_off
#define WEIR_OFF_EVERYWHERE 1
#elif WEIR_LEVEL == 1
#define WEIR_ABI_LEVEL level_timing
#define WEIR_OFF_EVERYWHERE 0
#elif WEIR_LEVEL == 2
#define WEIR_ABI_LEVEL level_trace
#define WEIR_OFF_EVERYWHERE 0
#else
#error "WEIR_LEVEL must be 0 (off), 1 (timing) or 2 (trace)"
#endif

// What all libraries of a process must share, also those built with -fvisibility=hidden.
#define WEIR_ONE_IN_PROCESS [[gnu::visibility("default")]]

// Off must leave no call behind at -O1 either, where the compilers inline only what they are told to.
#define WEIR_INLINE [[gnu::always_inline]] inline
#define WEIR_COLD [[gnu::cold, gnu::noinline]]
// Called now and then, but then to be quick: what is cold is compiled to be small.
#define WEIR_NOINLINE [[gnu::noinline]]
// Before a loop over stages: of a few turns the end would be one more branch, often mispredicted.
#define WEIR_UNROLL _Pragma("GCC unroll 16")

// An argument that must outlive what is made of it: clang warns where it is a temporary.
#if defined(__clang__)
#define WEIR_LIFETIMEBOUND [[clang::lifetimebound]]
#else
#define WEIR_LIFETIMEBOUND
#endif

// Where exceptions are switched off the handlers are compiled and never reached, and what would be thrown ends the process
// (base/thrown.hpp).
#if defined(__cpp_exceptions)
#define WEIR_THROW(...) throw __VA_ARGS__
#define WEIR_TRY try
#define WEIR_CATCH_STANDARD(name) catch (const std::exception& name)  // NOLINT(bugprone-macro-parentheses): a name
#define WEIR_CATCH_ALL catch (...)
#define WEIR_RETHROW throw
#else
#define WEIR_THROW(...) ::weir::detail::end_instead_of_throwing((__VA_ARGS__).what())
#define WEIR_TRY if constexpr (true)
#define WEIR_CATCH_STANDARD(name) else if (const std::exception name; false)
#define WEIR_CATCH_ALL else
#define WEIR_RETHROW static_cast<void>(0)
#endif

// ThreadSanitizer does not model fences (g++ says so as a warning), and needs none where all accesses are atomic.
#if defined(__SANITIZE_THREAD__)
#define WEIR_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define WEIR_THREAD_SANITIZER 1
#endif
#endif
#if !defined(WEIR_THREAD_SANITIZER)
#define WEIR_THREAD_SANITIZER 0
#endif

#define WEIR_STRING_OF(token) #token
#define WEIR_LEVEL_SYMBOL(level) "weir_all_translation_units_must_have_WEIR_LEVEL_" WEIR_STRING_OF(level)
