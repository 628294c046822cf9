// Lists of types: parted, joined and indexed; what Hana makes of them; names that are all different.
#include <weir/weir.hpp>

#include <boost/hana/at.hpp>
#include <boost/hana/drop_front.hpp>
#include <boost/hana/is_empty.hpp>
#include <boost/hana/unpack.hpp>

#include <type_traits>
#include <utility>

using namespace weir::detail;
namespace hana = boost::hana;

template <std::size_t>
struct Yes {};
template <std::size_t>
struct No {};
template <class>
struct IsYes : std::false_type {};
template <std::size_t I>
struct IsYes<Yes<I>> : std::true_type {};

// parted: in order, wherever in the list those stand for which the predicate holds
template <std::size_t... At>
struct YesAt {
    template <std::size_t I>
    using type = std::conditional_t<((I == At) || ...), Yes<I>, No<I>>;
};
template <class At, std::size_t... I>
Parted<IsYes, typename At::template type<I>...> parted(std::index_sequence<I...>);
template <std::size_t Size, std::size_t... At>
using PartsOf = decltype(parted<YesAt<At...>>(std::make_index_sequence<Size>{}));
template <class Parts, std::size_t... At>
inline constexpr bool yes_are = std::is_same_v<typename Parts::Matching, TypeList<Yes<At>...>>;

static_assert(yes_are<PartsOf<0>> && PartsOf<0>::Others::size == 0);
static_assert(yes_are<PartsOf<1, 0>, 0> && PartsOf<1, 0>::Others::size == 0);
static_assert(yes_are<PartsOf<7>> && PartsOf<7>::Others::size == 7);
static_assert(yes_are<PartsOf<8, 7>, 7> && PartsOf<8, 7>::Others::size == 7);
static_assert(yes_are<PartsOf<40, 0, 9, 10, 23, 39>, 0, 9, 10, 23, 39>);
static_assert(
    std::is_same_v<PartsOf<10, 1, 8>::Others, TypeList<No<0>, No<2>, No<3>, No<4>, No<5>, No<6>, No<7>, No<9>>>);
static_assert(std::is_same_v<PartedList<IsYes, TypeList<No<0>, Yes<1>>>::Others, TypeList<No<0>>>);

// joined: any number of lists
using A = TypeList<No<0>>;
using B = TypeList<No<1>, No<2>>;
static_assert(std::is_same_v<Joined<>::type, TypeList<>>);
static_assert(std::is_same_v<Joined<A, TypeList<>, B>::type, TypeList<No<0>, No<1>, No<2>>>);
static_assert(Joined<B, B, B, B, B, B, B>::type::size == 14 && Joined<B, B, B, B, B, B, B, B>::type::size == 16);
static_assert(std::is_same_v<Joined<A, A, A, A, A, A, A, A, A, B>::type,
                             TypeList<No<0>, No<0>, No<0>, No<0>, No<0>, No<0>, No<0>, No<0>, No<0>, No<1>, No<2>>>);

// a Sequence of Hana's
inline constexpr TypeList<No<0>, Yes<1>, No<2>> list{};
static_assert(std::is_same_v<decltype(hana::at_c<1>(list)), Tag<Yes<1>>>);
static_assert(std::is_same_v<decltype(hana::drop_front(list)), TypeList<Yes<1>, No<2>>>);
static_assert(std::is_same_v<decltype(hana::drop_front(list, hana::size_c<2>)), TypeList<No<2>>>);
static_assert(std::is_same_v<decltype(hana::drop_front(list, hana::size_c<4>)), TypeList<>>);
static_assert(decltype(hana::is_empty(TypeList<>{}))::value && !decltype(hana::is_empty(list))::value);
static_assert(hana::unpack(list, [](auto... tag) { return sizeof...(tag); }) == 3);

// names: the table looks at the last eight letters, the comparison at all
struct Thing {
    weir::Text name;
};
template <std::size_t N>
constexpr bool differ(const Thing (&things)[N]) {
    return names_differ(things);
}
static_assert(differ({{"a"}}) && differ({{"a"}, {"b"}, {"ab"}, {""}}));
static_assert(!differ({{"a"}, {"b"}, {"a"}}) && !differ({{""}, {"b"}, {""}}));
static_assert(differ({{"read the letters"}, {"rate the letters"}, {"make the letters"}}));
static_assert(!differ({{"read the letters"}, {"rate the letters"}, {"rate the letters"}}));
