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

template <class Self, class... Args>
constexpr bool plainly_callable() {
    using S = std::remove_cvref_t<Self>;
    if constexpr (IsPipeline<S>)
        return S::template weir_accepts<std::is_const_v<std::remove_reference_t<Self>>, Args...>;
    else return requires(Self self, Args && ... args) {
            self(static_cast<Args&&>(args)...);
        };
}
template <class Self, class... Args>
inline constexpr bool callable = plainly_callable<Self, Args...>();

template <class Self, class... Args>
auto call_result() {
    using S = std::remove_cvref_t<Self>;
    if constexpr (!callable<Self, Args...>) return Tag<void>{};
    else if constexpr (IsPipeline<S>)
        return Tag<typename S::template weir_result<std::is_const_v<std::remove_reference_t<Self>>, Args...>>{};
    else return Tag<decltype(std::declval<Self>()(std::declval<Args>()...))>{};
}
template <class Self, class... Args>
using CallResult = typename decltype(call_result<Self, Args...>())::type;

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
inline constexpr bool looks_at_input_after = sizeof...(Ins) != 0 &&
                                             (items_look<S, R, Ins...>() == Look::after ||
                                              capture_look<S, R, Ins...>() == Look::after || has_analyzer<S>);

/// forward: as it came (what is in flight is moved into a parameter by value). lvalue: the stage works on it in
/// place. shown: as const, because it will be looked at after the call. value: the value of what is optional- or
/// expected-like; where that is empty the run ends there.
enum class Handing : unsigned char { none, forward, lvalue, shown, value };

template <class Self, bool Last, class... Ins>
constexpr Handing handing() {
    using S = std::remove_cvref_t<Self>;
    constexpr bool in_place = callable<Self, std::remove_reference_t<Ins>&...>;
    if constexpr (callable<Self, Ins...>) {
        using R = CallResult<Self, Ins...>;
        if constexpr (!Last && in_place) {
            // What goes on to the next stage must not be moved away here.
            if constexpr (std::is_void_v<CallResult<Self, std::remove_reference_t<Ins>&...>>) return Handing::lvalue;
        }
        if constexpr (looks_at_input_after<S, R, Ins...> && consumes<S, Ins...>() == Consumes::unknown &&
                      callable<Self, const std::remove_reference_t<Ins>&...>)
            return Handing::shown;
        return Handing::forward;
    } else if constexpr (in_place) {
        return Handing::lvalue;
    } else if constexpr (sizeof...(Ins) == 1) {
        constexpr bool optional_like = (OptionalLike<std::remove_reference_t<Ins>> && ...);
        if constexpr (optional_like) {
            constexpr bool fits = ((handing<Self, Last, decltype(*std::declval<Ins>())&&>() != Handing::none) && ...);
            return fits ? Handing::value : Handing::none;
        } else return Handing::none;
    } else return Handing::none;
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
