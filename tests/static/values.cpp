// Durations, texts, keys and levels are constants where they can be.
#include <weir/weir.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>

using namespace weir::literals;

// durations
static_assert(5_us == weir::microseconds(5) && 5_ms == 5000_us && 1_s == 1000_ms && 1.5_ms == 1500_us &&
              7_ns == weir::nanoseconds(7));
static_assert(weir::Nanoseconds{std::chrono::milliseconds(5)} == 5_ms);
static_assert(weir::Nanoseconds{std::chrono::duration<double>(0.5)} == 500_ms);
static_assert(std::chrono::milliseconds{1_s}.count() == 1000);
static_assert(1_ms < 2_ms && 2_ms > 1_ms && 1_ms <= 1_ms && 1_ms >= 1_ms && 1_ms + 1_ms == 2_ms &&
              1_ms - 2_ms == weir::milliseconds(-1));
static_assert(std::is_convertible_v<std::chrono::seconds, weir::Nanoseconds>);
static_assert(!std::is_convertible_v<int, weir::Nanoseconds>);  // a bare number has no unit
static_assert(!std::is_convertible_v<weir::Nanoseconds, std::chrono::seconds>);
static_assert(weir::Nanoseconds{}.count() == 0);

// keys
using weir::Key;
static_assert(Key{}.kind() == Key::Kind::none && Key{}.number() == 0 && Key{}.name().empty());
static_assert(Key{5}.kind() == Key::Kind::number && Key{5}.number() == 5);
static_assert(Key{-1}.number() == ~std::uint64_t{0});
static_assert(Key{"go"}.kind() == Key::Kind::name && Key{"go"}.name() == "go");
static_assert(Key{std::string_view{"go"}} == Key{"go"});
static_assert(Key{"go"} != Key{"gone"} && Key{"5"} != Key{5} && Key{} != Key{0} && Key{} != Key{""} &&
              Key{5} == Key{5L});
static_assert(Key::unknown() != Key{} && Key::unknown() == Key::unknown());
static_assert(!std::is_convertible_v<const char*, Key> && !std::is_convertible_v<int, Key>);  // said, never guessed
static_assert(std::is_trivially_copyable_v<Key>);
enum class Room { hall = 3 };
static_assert(Key{Room::hall}.number() == 3);

// levels
static_assert(weir::off < weir::timing && weir::timing < weir::trace);
static_assert(weir::Text{weir::name_of(weir::trace)} == "trace");

// names, thresholds
int parse(int);
struct Plain {
    int operator()(int x) const { return x; }
};
static_assert(weir::detail::name_text<Plain>() == "Plain");
static_assert(weir::detail::name_text<weir::Stage<"parse", parse>>() == "parse");
static_assert(!weir::detail::has_threshold<Plain> && !weir::detail::has_threshold<weir::Stage<"parse", parse>>);
static_assert(weir::detail::threshold_of<weir::Stage<"parse", parse, 5_ms>> == 5'000'000);
static_assert(weir::Text{weir::Pipeline<Plain, weir::Stage<"parse", parse>>::name} == "Plain..parse");
