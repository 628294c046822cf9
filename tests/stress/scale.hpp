#pragma once

#include <weir/base/config.hpp>

#include <cstddef>

namespace weir_test {

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

/// So many, or a twentieth of it where a sanitizer slows each down.
constexpr std::size_t scaled_down(std::size_t n) noexcept { return sanitized ? n / 20 : n; }

}  // namespace weir_test
