#pragma once

#include <weir/base/config.hpp>

#include <cstdint>

namespace weir::inline WEIR_ABI {

/// What a clock must have to stand in a pipeline's list. `now()`: ticks, never decreasing within a thread.
/// `to_nanoseconds(ticks)`: linear, so that a difference of ticks may be converted too. Optional: `prepare()`, called
/// before the first run of each pipeline; `name`, for reports; `source()`, a name that is known only at run time;
/// `Reader`, made once a run, with the members of detail::PlainReader.
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

/// How one run reads its clock, where the clock has no `Reader` of its own: one that has something to decide at each
/// read, or a quicker conversion of short times, has it there.
template <class C>
struct PlainReader {
    /// The most ticks that to_nanoseconds() takes, no less than PendingRuns::longest. A run that took more is converted
    /// anew by the clock itself.
    static constexpr std::uint64_t longest = ~std::uint64_t{0};
    WEIR_INLINE static std::uint64_t now() noexcept { return C::now(); }
    WEIR_INLINE static std::uint64_t to_nanoseconds(std::uint64_t ticks) noexcept { return C::to_nanoseconds(ticks); }
};
template <class C>
struct ReaderOf {
    using type = PlainReader<C>;
};
template <class C>
    requires requires { typename C::Reader; }
struct ReaderOf<C> {
    using type = typename C::Reader;
};
}  // namespace detail

}  // namespace weir::inline WEIR_ABI
