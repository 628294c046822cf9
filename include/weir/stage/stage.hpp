#pragma once

#include <weir/base/duration.hpp>
#include <weir/base/fixed_string.hpp>

namespace weir::inline WEIR_ABI {

/// Says that a stage has no threshold: nothing is compared and nothing can be violated.
struct NoThreshold {};
/// A NoThreshold.
inline constexpr NoThreshold no_threshold{};

namespace detail {
template <auto Function, class... Args>
concept PlainCall = requires(Args&&... args) {
    Function(static_cast<Args&&>(args)...);
};
template <auto Member, class Object, class... Args>
concept MemberCall = requires(Object&& object, Args&&... args) {
    (static_cast<Object&&>(object).*Member)(static_cast<Args&&>(args)...);
};
}  // namespace detail

/// A function as a stage: `Stage<"parse", parse, 5_ms>`. `Function` is a function, a lambda without captures, or a
/// member function, which is called on its first argument. `Limit`, the threshold, is a duration of weir's; a call
/// that takes longer is a violation.
template <FixedString Name, auto Function, auto Limit = no_threshold>
struct Stage {
    static constexpr auto name = Name;          ///< in reports; of one list all differ
    static constexpr auto threshold = Limit;    ///< a Nanoseconds, or no_threshold
    static constexpr auto function = Function;  ///< that is called
    using weir_stage = Stage;                   ///< of a type derived from this one, not that type
    using weir_called = decltype(Function);

    /// Calls the function; throws what it throws.
    template <class... Args>
    requires detail::PlainCall<Function, Args...> WEIR_INLINE constexpr auto operator()(Args&&... args) const
        noexcept(noexcept(Function(static_cast<Args&&>(args)...))) -> decltype(Function(static_cast<Args&&>(args)...)) {
        return Function(static_cast<Args&&>(args)...);
    }
    /// Calls the member function on `object`; throws what it throws.
    template <class Object, class... Args>
    requires detail::MemberCall<Function, Object, Args...> WEIR_INLINE constexpr auto operator()(Object&& object,
                                                                                                 Args&&... args) const
        noexcept(noexcept((static_cast<Object&&>(object).*Function)(static_cast<Args&&>(args)...)))
            -> decltype((static_cast<Object&&>(object).*Function)(static_cast<Args&&>(args)...)) {
        return (static_cast<Object&&>(object).*Function)(static_cast<Args&&>(args)...);
    }
};

/// A stage without a function: code that stays where it is, whose end is marked by hand. See Pipeline::start.
template <FixedString Name, auto Limit = no_threshold>
struct Mark {
    static constexpr auto name = Name;        ///< in reports; of one list all differ
    static constexpr auto threshold = Limit;  ///< a Nanoseconds, or no_threshold
    using weir_stage = Mark;
    using weir_mark = void;
};

}  // namespace weir::inline WEIR_ABI
