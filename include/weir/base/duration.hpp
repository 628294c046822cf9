#pragma once

#include <weir/base/config.hpp>

#include <cstdint>

namespace weir::inline WEIR_ABI {

namespace detail {
// Any std::chrono::duration, known by its shape, so that <chrono> (as long to compile as all of weir twice) is
// never included here.
template <class D>
concept ChronoDuration = requires(const D& d) {
    typename D::rep;
    D::period::num;
    D::period::den;
    d.count();
};
/// The nanoseconds in D's unit; 0 where they are no whole number, or D counts in fractions: those are converted by
/// way of long double, which for all others would be a nanosecond off in durations of hours.
template <ChronoDuration D>
inline constexpr std::int64_t whole_nanoseconds =
    static_cast<typename D::rep>(1) / static_cast<typename D::rep>(2) == static_cast<typename D::rep>(0) &&
            1'000'000'000 % D::period::den == 0 && D::period::num < 9'000'000'000
        ? static_cast<std::int64_t>(D::period::num) * (1'000'000'000 / D::period::den)
        : 0;
}  // namespace detail

/// A length of time in whole nanoseconds, signed, 64 bits (292 years). Converts from any std::chrono duration, and
/// explicitly to one. A structural type: it may be a template argument.
struct Nanoseconds {
    std::int64_t value = 0;  ///< the number of nanoseconds

    constexpr Nanoseconds() = default;
    /// So many nanoseconds.
    constexpr explicit Nanoseconds(std::int64_t nanoseconds) noexcept : value{nanoseconds} {}
    /// From any std::chrono duration, rounded towards zero where it has fractions of a nanosecond.
    template <detail::ChronoDuration D>
    constexpr Nanoseconds(const D& d) noexcept {  // NOLINT(google-explicit-constructor): a duration is a duration
        if constexpr (detail::whole_nanoseconds<D> != 0)
            value = static_cast<std::int64_t>(d.count()) * detail::whole_nanoseconds<D>;
        else
            value = static_cast<std::int64_t>(static_cast<long double>(d.count()) * D::period::num * 1'000'000'000 /
                                              D::period::den);
    }
    /// Rounded towards zero where D's unit is longer, as duration_cast does.
    template <detail::ChronoDuration D>
    constexpr explicit operator D() const noexcept {
        if constexpr (detail::whole_nanoseconds<D> != 0)
            return D{static_cast<typename D::rep>(value / detail::whole_nanoseconds<D>)};
        else
            return D{static_cast<typename D::rep>(static_cast<long double>(value) * D::period::den /
                                                  (static_cast<long double>(D::period::num) * 1'000'000'000))};
    }

    /// The number of nanoseconds.
    [[nodiscard]] constexpr std::int64_t count() const noexcept { return value; }

    /// @{
    /// As of the numbers; nothing is checked for overflow.
    // Written out: a defaulted <=> would need <compare>.
    friend constexpr bool operator==(Nanoseconds a, Nanoseconds b) noexcept { return a.value == b.value; }
    friend constexpr bool operator<(Nanoseconds a, Nanoseconds b) noexcept { return a.value < b.value; }
    friend constexpr bool operator>(Nanoseconds a, Nanoseconds b) noexcept { return a.value > b.value; }
    friend constexpr bool operator<=(Nanoseconds a, Nanoseconds b) noexcept { return a.value <= b.value; }
    friend constexpr bool operator>=(Nanoseconds a, Nanoseconds b) noexcept { return a.value >= b.value; }
    friend constexpr Nanoseconds operator+(Nanoseconds a, Nanoseconds b) noexcept {
        return Nanoseconds{a.value + b.value};
    }
    friend constexpr Nanoseconds operator-(Nanoseconds a, Nanoseconds b) noexcept {
        return Nanoseconds{a.value - b.value};
    }
    friend constexpr Nanoseconds operator*(Nanoseconds a, std::int64_t n) noexcept { return Nanoseconds{a.value * n}; }
    friend constexpr Nanoseconds operator*(std::int64_t n, Nanoseconds a) noexcept { return Nanoseconds{a.value * n}; }
    friend constexpr Nanoseconds operator/(Nanoseconds a, std::int64_t n) noexcept { return Nanoseconds{a.value / n}; }
    /// @}
};

/// @{
/// So many of the unit; nothing is checked for overflow.
constexpr Nanoseconds nanoseconds(std::int64_t n) noexcept { return Nanoseconds{n}; }
constexpr Nanoseconds microseconds(std::int64_t n) noexcept { return Nanoseconds{n * 1'000}; }
constexpr Nanoseconds milliseconds(std::int64_t n) noexcept { return Nanoseconds{n * 1'000'000}; }
constexpr Nanoseconds seconds(std::int64_t n) noexcept { return Nanoseconds{n * 1'000'000'000}; }
/// @}

/// Durations as literals: `5_ms`, `1.5_s`. `using namespace weir::literals;` brings them in.
inline namespace literals {
/// So many nanoseconds.
constexpr Nanoseconds operator""_ns(unsigned long long n) noexcept { return nanoseconds(static_cast<std::int64_t>(n)); }
/// So many microseconds.
constexpr Nanoseconds operator""_us(unsigned long long n) noexcept {
    return microseconds(static_cast<std::int64_t>(n));
}
/// So many milliseconds.
constexpr Nanoseconds operator""_ms(unsigned long long n) noexcept {
    return milliseconds(static_cast<std::int64_t>(n));
}
/// So many seconds.
constexpr Nanoseconds operator""_s(unsigned long long n) noexcept { return seconds(static_cast<std::int64_t>(n)); }
/// So many microseconds, rounded towards zero to a nanosecond.
constexpr Nanoseconds operator""_us(long double n) noexcept { return nanoseconds(static_cast<std::int64_t>(n * 1e3L)); }
/// So many milliseconds, rounded towards zero to a nanosecond.
constexpr Nanoseconds operator""_ms(long double n) noexcept { return nanoseconds(static_cast<std::int64_t>(n * 1e6L)); }
/// So many seconds, rounded towards zero to a nanosecond.
constexpr Nanoseconds operator""_s(long double n) noexcept { return nanoseconds(static_cast<std::int64_t>(n * 1e9L)); }
}  // namespace literals

}  // namespace weir::inline WEIR_ABI
