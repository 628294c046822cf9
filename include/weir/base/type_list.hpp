#pragma once

#include <weir/base/config.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/bool.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/partition.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

// The only file that includes Hana.
namespace weir::inline WEIR_ABI::detail {

template <class... T>
struct TypeList {
    static constexpr std::size_t size = sizeof...(T);
};

/// A type as a value. hana::type will not do here: it cannot be taken apart again by a partial specialisation.
template <class T>
struct Tag {
    using type = T;
};

template <class Tuple>
struct ListOfTags;
template <class... T>
struct ListOfTags<boost::hana::tuple<Tag<T>...>> {
    using type = TypeList<T...>;
};

template <template <class> class Predicate>
struct Holds {
    template <class T>
    constexpr auto operator()(Tag<T>) const {
        return boost::hana::bool_c<Predicate<T>::value>;
    }
};

/// The types of a list for which Predicate holds, and the others, each in their order.
template <template <class> class Predicate, class... T>
struct Parted {
    using Pair = decltype(boost::hana::partition(boost::hana::tuple<Tag<T>...>{}, Holds<Predicate>{}));
    using Matching = typename ListOfTags<std::decay_t<decltype(boost::hana::first(std::declval<Pair>()))>>::type;
    using Others = typename ListOfTags<std::decay_t<decltype(boost::hana::second(std::declval<Pair>()))>>::type;
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

/// The place of T in a list that holds it once; the list's size where it does not.
template <class T, class... Ts>
constexpr std::size_t index_in(TypeList<Ts...>) noexcept {
    const bool same[] = {std::is_same_v<T, Ts>..., true};
    std::size_t i = 0;
    while (!same[i]) ++i;
    return i;
}

// A type by its place: one overload resolution among base classes, not one instantiation for each type before it.
template <std::size_t I, class T>
struct Indexed {
    using type = T;
};
template <class Indices, class... T>
struct IndexedTypes;
template <std::size_t... I, class... T>
struct IndexedTypes<std::index_sequence<I...>, T...> : Indexed<I, T>... {};
template <std::size_t I, class T>
Indexed<I, T> indexed(const Indexed<I, T>*);
template <std::size_t I, class... T>
auto at(TypeList<T...>)
    -> decltype(indexed<I>(static_cast<IndexedTypes<std::index_sequence_for<T...>, T...>*>(nullptr)));
template <std::size_t I, class List>
using TypeAt = typename decltype(at<I>(List{}))::type;

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
