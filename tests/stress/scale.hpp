#pragma once

#include "support/sanitized.hpp"

#include <cstddef>

namespace weir_test {

/// So many, or a twentieth of it where a sanitizer slows each down.
constexpr std::size_t scaled_down(std::size_t n) noexcept { return sanitized ? n / 20 : n; }

}  // namespace weir_test
