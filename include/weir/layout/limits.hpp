#pragma once

#include <weir/base/config.hpp>

#include <cstdint>

namespace weir::inline WEIR_ABI::layout {

/// The most that a recording may say of itself. Far over what pipelines come to, and little enough that a reader who
/// believes a damaged or hostile file needs no more than 64 MB.
struct Limits {
    static constexpr std::uint32_t nodes = 2048;
    static constexpr std::uint32_t depth = 64;             ///< of pipelines nested in one another
    static constexpr std::uint32_t path_bytes = 1U << 21;  ///< of the paths of all nodes together
    static constexpr std::uint32_t fields = 16384;
    static constexpr std::uint32_t record_size = 1U << 20;
    static constexpr std::uint32_t kept_slowest = 1U << 16;
    static constexpr std::uint32_t kept_around = 1U << 22;
    static constexpr std::uint64_t shards = 1U << 20;
    /// Of ClockSchema::multiplier: a tick that takes a second.
    static constexpr std::uint64_t multiplier = std::uint64_t{1'000'000'000} << 32;
};

}  // namespace weir::inline WEIR_ABI::layout
