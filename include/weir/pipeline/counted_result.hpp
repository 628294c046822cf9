#pragma once

#include <weir/stage/looks.hpp>

#include <type_traits>

// Whether a stage's result has a size, which are its items, known before anything flows: for a shard is laid out then.
namespace weir::inline WEIR_ABI::detail {

// What a stage's call returns, void where that is not known of its type alone.
template <class F>
struct ReturnedBy {
    using type = void;
};
template <class R, class... A>
struct ReturnedBy<R (*)(A...)> {
    using type = R;
};
template <class R, class... A>
struct ReturnedBy<R (*)(A...) noexcept> {
    using type = R;
};
template <class R, class C, class... A>
struct ReturnedBy<R (C::*)(A...)> {
    using type = R;
};
template <class R, class C, class... A>
struct ReturnedBy<R (C::*)(A...) noexcept> {
    using type = R;
};
template <class R, class C, class... A>
struct ReturnedBy<R (C::*)(A...) const> {
    using type = R;
};
template <class R, class C, class... A>
struct ReturnedBy<R (C::*)(A...) const noexcept> {
    using type = R;
};
template <class F>
    requires requires { &F::operator(); }
struct ReturnedBy<F> : ReturnedBy<decltype(&F::operator())> {};
template <class F>
    requires(
        !requires { &F::operator(); } && requires { typename F::weir_called; })
struct ReturnedBy<F> : ReturnedBy<std::remove_cv_t<typename F::weir_called>> {};

/// Whether the items of a stage are the size of what it returns.
template <class S>
constexpr bool result_is_counted() noexcept {
    using R = typename ReturnedBy<S>::type;
    if constexpr (IsPipeline<S> || !std::is_class_v<std::remove_reference_t<R>>) return false;
    else return has_size<R>;
}

}  // namespace weir::inline WEIR_ABI::detail
