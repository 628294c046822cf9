#pragma once

#include <weir/base/config.hpp>

#include <cstdint>
#include <cstring>

namespace weir::inline WEIR_ABI::detail {

/// Four numbers of 32 bits that are worked on together, in a vector register. Written out, for g++ 12 makes no vectors of
/// loops at -O2. Signed, so that a difference says which is the greater.
using Lanes [[gnu::vector_size(16)]] = std::int32_t;
/// The same where a sum may wrap around.
using WrappingLanes [[gnu::vector_size(16)]] = std::uint32_t;
inline constexpr std::uint32_t lane_count = 4;

WEIR_INLINE Lanes load_lanes(const std::uint32_t* from) noexcept {
    Lanes lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

}  // namespace weir::inline WEIR_ABI::detail
