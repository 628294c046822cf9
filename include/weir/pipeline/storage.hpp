#pragma once

#include <weir/stage/traits.hpp>

namespace weir::inline WEIR_ABI::detail {

// The stage objects of a pipeline. Rejected: hana::basic_tuple, which value-initialises its elements; for an empty
// stage that stores a byte, and a pipeline that is off must store nothing.

template <class S>
struct StoredAs {
    using type = S;
};
/// Of a pipeline within a pipeline only the stages are kept: the outer one measures them.
template <IsPipeline S>
struct StoredAs<S> {
    using type = typename S::weir_storage;
};

template <class S, class T>
constexpr decltype(auto) to_store(T&& value) noexcept {
    using Stored = typename StoredAs<S>::type;
    if constexpr (!std::is_same_v<std::remove_cvref_t<T>, S> || !IsPipeline<S>) return static_cast<T&&>(value);
    else if constexpr (std::is_lvalue_reference_v<T>) return static_cast<const Stored&>(value.weir_stages());
    else return static_cast<Stored&&>(value.weir_stages());
}

/// One stage of a pipeline, and what is called for it.
template <std::size_t I, class S, bool Empty = std::is_empty_v<typename StoredAs<S>::type>>
struct ObjectSlot {
    typename StoredAs<S>::type callee;
    constexpr ObjectSlot() : callee() {}
    template <class T>
    constexpr explicit ObjectSlot(std::in_place_t, T&& value) : callee(to_store<S>(static_cast<T&&>(value))) {}
};
template <std::size_t I, class S>
struct ObjectSlot<I, S, true> {
    [[no_unique_address]] typename StoredAs<S>::type callee;
    constexpr ObjectSlot() {}  // NOLINT(modernize-use-equals-default): defaulted, it would be zeroed
    template <class T>
    constexpr explicit ObjectSlot(std::in_place_t, T&& value) : callee(to_store<S>(static_cast<T&&>(value))) {}
};
template <std::size_t I, class S>
struct Slot : ObjectSlot<I, S> {
    using ObjectSlot<I, S>::ObjectSlot;
};
/// The function itself, so that arguments by value are made where they would be were the call written there.
template <std::size_t I, IsFunction S>
struct Slot<I, S> {
    static constexpr auto& callee = *S::function;
    constexpr Slot() = default;
    constexpr explicit Slot(std::in_place_t, const S&) {}
};
/// A stage that is a function has no state: one object stands for all.
template <class S>
inline S stateless;

/// The stage object in its slot.
template <class S, class AnySlot>
constexpr auto& object_in(AnySlot& slot) noexcept {
    if constexpr (IsFunction<S>) return stateless<std::conditional_t<std::is_const_v<AnySlot>, const S, S>>;
    else return slot.callee;
}

template <class Indices, class... S>
struct StorageOf;
template <std::size_t... I, class... S>
struct StorageOf<std::index_sequence<I...>, S...> : Slot<I, S>... {
    constexpr StorageOf() {}  // NOLINT(modernize-use-equals-default): as above
    template <class... T>
        requires(sizeof...(T) == sizeof...(S) && sizeof...(T) != 0)
    constexpr explicit StorageOf(std::in_place_t, T&&... values)
        : Slot<I, S>{std::in_place, static_cast<T&&>(values)}... {}
};

template <class List>
struct StorageFor;
template <class... S>
struct StorageFor<TypeList<S...>> {
    using type = StorageOf<std::index_sequence_for<S...>, S...>;
};
template <class List>
using Storage = typename StorageFor<List>::type;

template <bool Const>
struct ConstIf {
    template <class T>
    using Of = T;
};
template <>
struct ConstIf<true> {
    template <class T>
    using Of = const T;
};

}  // namespace weir::inline WEIR_ABI::detail
