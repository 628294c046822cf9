#pragma once

#include <weir/stage/looks.hpp>

#include <type_traits>

namespace weir::inline WEIR_ABI::detail {

// How the result of one stage reaches the next: chosen by types, the same at every level. `Self` is a reference to the
// stage, const where the pipeline is; `Ins` are what is in flight, as forwarding references.

template <class T>
concept OptionalLike = requires(T& t) {
    static_cast<bool>(t.has_value());
    *t;
};
template <class T>
concept ExpectedLike = OptionalLike<T> && requires(T& t) {
    t.error();
};

/// What decides how values flow through a stage: the stage itself, or, where nothing else counts, the type of its
/// function. What is worked out for one such stage holds for all whose function is of the same type, and the compiler
/// does not work it out again.
template <class Self>
struct DeciderOf {
    using type = Self;
};
template <IsFunction S>
    requires(!HasAnalyzer<S>)
struct DeciderOf<const S&> {
    using type = typename S::weir_called;
};
template <IsFunction S>
    requires(!HasAnalyzer<S>)
struct DeciderOf<S&> {
    using type = typename S::weir_called;
};
template <class Self>
using Decider = typename DeciderOf<Self>::type;

/// What a stage returns when it is called so.
template <class R>
struct Returns {
    static constexpr bool callable = true;
    using type = R;
};
struct NotCallable {
    static constexpr bool callable = false;
    using type = void;
};
template <class Self, class... Args>
auto tried_call(int) -> Returns<decltype(std::declval<Self>()(std::declval<Args>()...))>;
template <class Self, class... Args>
NotCallable tried_call(...);

template <class Self, class... Args>
struct CallOfStage {
    using type = decltype(tried_call<Self, Args...>(0));
};
template <class Self, class... Args>
    requires IsPipeline<std::remove_cvref_t<Self>>
struct CallOfStage<Self, Args...> {
    using S = std::remove_cvref_t<Self>;
    static constexpr bool is_const = std::is_const_v<std::remove_reference_t<Self>>;
    static auto tried() {
        if constexpr (!S::template weir_accepts<is_const, Args...>) return NotCallable{};
        else return Returns<typename S::template weir_result<is_const, Args...>>{};
    }
    using type = decltype(tried());
};

template <class Self, class... Args>
inline constexpr bool callable = CallOfStage<Decider<Self>, Args...>::type::callable;
template <class Self, class... Args>
using CallResult = typename CallOfStage<Decider<Self>, Args...>::type::type;

/// Whether the stage, called with Ins, may leave nothing to look at behind: a parameter that is an rvalue reference, or
/// by value what is more than its bytes. Where the parameters can't be known: unknown.
enum class Consumes : unsigned char { no, yes, unknown };

template <class Parameter, class In>
constexpr bool takes_away() {
    if constexpr (std::is_lvalue_reference_v<In>) return false;  // an lvalue is copied, never taken
    else if constexpr (std::is_reference_v<Parameter>) return std::is_rvalue_reference_v<Parameter>;
    else return !std::is_trivially_copyable_v<Parameter>;
}
template <class... P, class... Ins>
constexpr Consumes consumes_of(TypeList<P...>, TypeList<Ins...>) {
    if constexpr (sizeof...(P) != sizeof...(Ins)) return Consumes::unknown;
    else return (takes_away<P, Ins>() || ...) ? Consumes::yes : Consumes::no;
}
template <class S, class... Ins>
constexpr Consumes consumes() {
    if constexpr (std::is_void_v<Parameters<S>>) return Consumes::unknown;
    else return consumes_of(Parameters<S>{}, TypeList<Ins...>{});
}

/// Whether somebody asks to see the input when the stage is done with it.
template <class S, class R, class... Ins>
inline constexpr bool looks_at_input_after = sizeof...(Ins) != 0 && looked_at_after<S, R, Ins...>;

/// forward: as it came (what is in flight is moved into a parameter by value). lvalue: the stage works on it in
/// place. shown: as const, because it will be looked at after the call. value: the value of what is optional- or
/// expected-like; where that is empty the run ends there.
enum class Handing : unsigned char { none, forward, lvalue, shown, value };

constexpr bool takes_as_it_is(Handing how) noexcept { return how != Handing::none && how != Handing::value; }

/// Whether the stage, which can be called with Ins, returns nothing when it is called with them as lvalues. Of a stage
/// that can be called in one way only, the result is known already.
template <class Self, class... Ins>
constexpr bool works_in_place() {
    using S = std::remove_cvref_t<Self>;
    if constexpr (!std::is_void_v<CallResult<Self, Ins...>> && !std::is_void_v<Parameters<S>>) return false;
    else
        return callable<Self, std::remove_reference_t<Ins>&...> &&
               std::is_void_v<CallResult<Self, std::remove_reference_t<Ins>&...>>;
}
template <class Self, class... Ins>
constexpr bool must_be_shown() {
    using S = std::remove_cvref_t<Self>;
    if constexpr (consumes<S, Ins...>() != Consumes::unknown) return false;
    else
        return looks_at_input_after<S, CallResult<Self, Ins...>, Ins...> &&
               callable<Self, const std::remove_reference_t<Ins>&...>;
}

template <class Self, bool Last, class... Ins>
constexpr Handing handing();

template <class Self, bool Last, class... Ins>
constexpr Handing decided_handing() {
    if constexpr (callable<Self, Ins...>) {
        // What goes on to the next stage must not be moved away here.
        if constexpr (!Last && works_in_place<Self, Ins...>()) return Handing::lvalue;
        else return must_be_shown<Self, Ins...>() ? Handing::shown : Handing::forward;
    } else if constexpr (callable<Self, std::remove_reference_t<Ins>&...>) {
        return Handing::lvalue;
    } else if constexpr (sizeof...(Ins) == 1) {
        constexpr bool optional_like = (OptionalLike<std::remove_reference_t<Ins>> && ...);
        if constexpr (optional_like) {
            constexpr bool fits = ((handing<Self, Last, decltype(*std::declval<Ins>())&&>() != Handing::none) && ...);
            return fits ? Handing::value : Handing::none;
        } else return Handing::none;
    } else return Handing::none;
}
template <class Decider, bool Last, class... Ins>
inline constexpr Handing handing_by = decided_handing<Decider, Last, Ins...>();
template <class Self, bool Last, class... Ins>
constexpr Handing handing() {
    return handing_by<Decider<Self>, Last, Ins...>;
}

/// What the stage is called with, and what it then returns, for each way of handing but `value`.
template <Handing H, class Self, class... Ins>
struct Handed {
    using Result = CallResult<Self, Ins...>;
};
template <class Self, class... Ins>
struct Handed<Handing::lvalue, Self, Ins...> {
    using Result = CallResult<Self, std::remove_reference_t<Ins>&...>;
};
template <class Self, class... Ins>
struct Handed<Handing::shown, Self, Ins...> {
    using Result = CallResult<Self, const std::remove_reference_t<Ins>&...>;
};
template <Handing H, class In>
WEIR_INLINE constexpr decltype(auto) hand(In& in) noexcept {
    if constexpr (H == Handing::lvalue) return static_cast<std::remove_reference_t<In>&>(in);
    else if constexpr (H == Handing::shown) return static_cast<const std::remove_reference_t<In>&>(in);
    else return static_cast<In&&>(in);
}

}  // namespace weir::inline WEIR_ABI::detail
