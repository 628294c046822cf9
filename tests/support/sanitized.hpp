#pragma once

#include <weir/base/config.hpp>

namespace weir_test {

/// Whether this program is built with a sanitizer, which takes address space without end and makes all slower.
#if WEIR_THREAD_SANITIZER || defined(__SANITIZE_ADDRESS__)
inline constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace weir_test
