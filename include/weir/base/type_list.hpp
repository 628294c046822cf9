#pragma once

#include <weir/base/config.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/bool.hpp>
#include <boost/hana/concept/sequence.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/fwd/at.hpp>
#include <boost/hana/fwd/core/make.hpp>
#include <boost/hana/fwd/drop_front.hpp>
#include <boost/hana/fwd/is_empty.hpp>
#include <boost/hana/fwd/unpack.hpp>
#include <boost/hana/partition.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

// The only file that includes Hana.
namespace weir::inline WEIR_ABI::detail {

struct TypeListTag;

template <class Indices, class... T>
struct IndexedTypes;

/// A list of types, and a Sequence for Hana's algorithms: hana::tuple stores values, which takes three times as long to
/// compile.
template <class... T>
struct TypeList {
    using hana_tag = TypeListTag;
    using Indexed = IndexedTypes<std::index_sequence_for<T...>, T...>;
    static constexpr std::size_t size = sizeof...(T);
};

/// A type as a value. hana::type will not do here: it cannot be taken apart again by a partial specialisation.
template <class T>
struct Tag {
    using type = T;
};

// A type by its place: one overload resolution among base classes, not one instantiation for each type before it.
template <std::size_t I, class T>
struct Indexed {
    using type = T;
};
template <std::size_t... I, class... T>
struct IndexedTypes<std::index_sequence<I...>, T...> : Indexed<I, T>... {};
template <std::size_t I, class T>
Tag<T> indexed(const Indexed<I, T>*);
template <std::size_t I, class List>
using TagAt = decltype(indexed<I>(static_cast<typename List::Indexed*>(nullptr)));
template <std::size_t I, class List>
using TypeAt = typename TagAt<I, List>::type;

}  // namespace weir::inline WEIR_ABI::detail

namespace boost::hana {

template <>
struct Sequence<weir::detail::TypeListTag> {
    static constexpr bool value = true;
};
template <>
struct make_impl<weir::detail::TypeListTag> {
    template <class... T>
    static constexpr weir::detail::TypeList<T...> apply(weir::detail::Tag<T>...) {
        return {};
    }
};
template <>
struct unpack_impl<weir::detail::TypeListTag> {
    template <class... T, class F>
    static constexpr decltype(auto) apply(weir::detail::TypeList<T...>, F&& f) {
        return static_cast<F&&>(f)(weir::detail::Tag<T>{}...);
    }
};
template <>
struct at_impl<weir::detail::TypeListTag> {
    template <class List, class N>
    static constexpr weir::detail::TagAt<N::value, std::remove_cvref_t<List>> apply(List&&, const N&) {
        return {};
    }
};
template <>
struct drop_front_impl<weir::detail::TypeListTag> {
    template <class List, std::size_t N, std::size_t... I>
    static constexpr weir::detail::TypeList<weir::detail::TypeAt<N + I, List>...> rest(std::index_sequence<I...>) {
        return {};
    }
    template <class List, class N>
    static constexpr auto apply(List, const N&) {
        constexpr std::size_t left = N::value < List::size ? List::size - N::value : 0;
        return rest<List, N::value>(std::make_index_sequence<left>{});
    }
};
template <>
struct is_empty_impl<weir::detail::TypeListTag> {
    template <class List>
    static constexpr bool_<List::size == 0> apply(List) {
        return {};
    }
};

}  // namespace boost::hana

namespace weir::inline WEIR_ABI::detail {

template <template <class> class Predicate>
struct Holds {
    template <class T>
    constexpr auto operator()(Tag<T>) const -> boost::hana::bool_<Predicate<T>::value> {
        return {};
    }
};

template <class... Lists>
struct Joined;
template <>
struct Joined<> {
    using type = TypeList<>;
};
template <class... A>
struct Joined<TypeList<A...>> {
    using type = TypeList<A...>;
};
template <class... A, class... B, class... More>
struct Joined<TypeList<A...>, TypeList<B...>, More...> : Joined<TypeList<A..., B...>, More...> {};
// Eight at once: each step makes a list as long as all before it.
template <class... A, class... B, class... C, class... D, class... E, class... F, class... G, class... H, class... More>
struct Joined<TypeList<A...>, TypeList<B...>, TypeList<C...>, TypeList<D...>, TypeList<E...>, TypeList<F...>,
              TypeList<G...>, TypeList<H...>, More...>
    : Joined<TypeList<A..., B..., C..., D..., E..., F..., G..., H...>, More...> {};

template <template <class> class Predicate, class... T>
struct PartedBlock {
    using Matching = TypeList<>;
    using Others = TypeList<T...>;
};
template <template <class> class Predicate, class... T>
    requires(Predicate<T>::value || ...)
struct PartedBlock<Predicate, T...> {
    using Pair = decltype(boost::hana::partition(TypeList<T...>{}, Holds<Predicate>{}));
    using Matching = std::decay_t<decltype(boost::hana::first(std::declval<Pair>()))>;
    using Others = std::decay_t<decltype(boost::hana::second(std::declval<Pair>()))>;
};

/// The types of a list for which Predicate holds, and the others, each in their order. Block by block: Hana takes a
/// millisecond for each type, and most blocks of a list hold stages only.
template <template <class> class Predicate, class... T>
struct Parted : PartedBlock<Predicate, T...> {};
template <template <class> class Predicate, class A, class B, class C, class D, class E, class F, class G, class H,
          class... More>
struct Parted<Predicate, A, B, C, D, E, F, G, H, More...> {
    using Block = PartedBlock<Predicate, A, B, C, D, E, F, G, H>;
    using Rest = Parted<Predicate, More...>;
    using Matching = typename Joined<typename Block::Matching, typename Rest::Matching>::type;
    using Others = typename Joined<typename Block::Others, typename Rest::Others>::type;
};

template <template <class> class Predicate, class List>
struct PartedList;
template <template <class> class Predicate, class... T>
struct PartedList<Predicate, TypeList<T...>> : Parted<Predicate, T...> {};

/// The place of T in a list that holds it once; the list's size where it does not.
template <class T, class... Ts>
constexpr std::size_t index_in(TypeList<Ts...>) noexcept {
    const bool same[] = {std::is_same_v<T, Ts>..., true};
    std::size_t i = 0;
    while (!same[i]) ++i;
    return i;
}

/// Whether T is a struct adapted with BOOST_HANA_DEFINE_STRUCT or BOOST_HANA_ADAPT_STRUCT.
template <class T>
inline constexpr bool is_adapted = boost::hana::Struct<T>::value;

/// Calls `visit(name, get)` for each member of an adapted struct: a C string, and a function from an object to its
/// member.
template <class T, class Visit>
constexpr void for_each_member(Visit visit) {
    boost::hana::for_each(boost::hana::accessors<T>(), [&visit](auto member) {
        visit(boost::hana::to<char const*>(boost::hana::first(member)), boost::hana::second(member));
    });
}

}  // namespace weir::inline WEIR_ABI::detail
