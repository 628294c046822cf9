#pragma once

#include <weir/base/config.hpp>

#include <cstdint>

namespace weir::inline WEIR_ABI {

/// What a clock must have to stand in a pipeline's list. `now()`: ticks, never decreasing within a thread.
/// `to_nanoseconds(ticks)`: linear, so that a difference of ticks may be converted too. Optional: `prepare()`, called
/// before the first run of each pipeline; `name`, for reports; `source()`, a name that is known only at run time.
template <class C>
concept Clock = requires(std::uint64_t ticks) {
    ticks = C::now();
    ticks = C::to_nanoseconds(ticks);
};

namespace detail {
template <class C>
void prepare_clock() noexcept {
    if constexpr (requires { C::prepare(); }) C::prepare();
}
}  // namespace detail

}  // namespace weir::inline WEIR_ABI
