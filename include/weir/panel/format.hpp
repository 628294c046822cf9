#pragma once

#include <weir/base/duration.hpp>
#include <weir/panel/joined.hpp>

#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

// Numbers as a person reads them. Nothing here looks at the locale: a report reads the same everywhere.
namespace weir::inline WEIR_ABI::panel {

namespace detail {

struct Unit {
    std::uint64_t nanoseconds;
    const char* name;
};
inline constexpr Unit units[] = {{1, "ns"}, {1'000, "us"}, {1'000'000, "ms"}, {1'000'000'000, "s"}};

inline std::uint64_t magnitude(Nanoseconds time) noexcept {
    const auto bits = static_cast<std::uint64_t>(time.count());
    return time.count() < 0 ? 0 - bits : bits;
}
inline std::string two_digits(std::uint64_t value) {
    return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

}  // namespace detail

/// "12.35" for (12.345678, 2).
inline std::string decimal(double value, int places) {
    char digits[400];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, places).ptr;
    return {digits, end};
}

/// "62.5%" for 0.625: together, so that no line is broken between the two.
inline std::string percent(double share) { return decimal(share * 100, 1) + "%"; }

/// At most three decimals, without zeros at the end: "4", "1.5", "0.001".
inline std::string factor_text(double factor) {
    std::string text = decimal(factor, 3);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

/// A duration with two decimals in the unit that fits: "812ns", "1.24us", "250.00ms", "3.20s".
inline std::string rounded(Nanoseconds time) {
    const std::uint64_t value = detail::magnitude(time);
    const std::string sign = time.count() < 0 ? "-" : "";
    if (value < 1'000) return sign + std::to_string(value) + "ns";
    for (std::size_t i = 1;; ++i) {
        const std::uint64_t hundredth = detail::units[i].nanoseconds / 100;
        const std::uint64_t hundredths = (value + hundredth / 2) / hundredth;
        if (hundredths < 100'000 || i + 1 == std::size(detail::units))
            return joined(sign, std::to_string(hundredths / 100), ".", detail::two_digits(hundredths % 100),
                          detail::units[i].name);
    }
}

/// A duration as its author would write it, with nothing lost: "200ms", "1.5ms", "1s".
inline std::string exact(Nanoseconds time) {
    const std::uint64_t value = detail::magnitude(time);
    std::size_t i = std::size(detail::units) - 1;
    while (i > 0 && value < detail::units[i].nanoseconds) --i;
    const auto& unit = detail::units[i];
    std::string out = joined(time.count() < 0 ? "-" : "", std::to_string(value / unit.nanoseconds));
    if (const std::uint64_t rest = value % unit.nanoseconds; rest != 0) {
        std::string digits = std::to_string(unit.nanoseconds + rest);  // the leading 1 keeps the zeros after the point
        digits.erase(digits.find_last_not_of('0') + 1);
        out += joined(".", digits.substr(1));
    }
    return out + unit.name;
}

/// Three significant digits and a factor: "812", "1.24k", "12.3M".
inline std::string compact(double value) {
    constexpr const char* factors[] = {"", "k", "M", "G", "T", "P", "E"};
    std::size_t factor = 0;
    while (value >= 999.5 && factor + 1 < std::size(factors)) value /= 1'000, ++factor;
    return decimal(value, value >= 99.95 || value == 0 ? 0 : value >= 9.995 ? 1 : 2) + factors[factor];
}

/// A count in at most seven columns: exact up to 9999999, then compact.
inline std::string count_text(std::uint64_t count) {
    return count < 10'000'000 ? std::to_string(count) : compact(static_cast<double>(count));
}

/// "2026-01-31T12:34:56Z" for nanoseconds since 1970 (ISO 8601, to the second).
inline std::string utc_text(std::int64_t utc_ns) {
    using namespace std::chrono;
    const sys_seconds time{floor<std::chrono::seconds>(std::chrono::nanoseconds{utc_ns})};
    const sys_days day = floor<days>(time);
    const year_month_day date{day};
    const auto second_of_day = static_cast<std::uint64_t>((time - day).count());
    return std::to_string(static_cast<int>(date.year())) + "-" +
           detail::two_digits(static_cast<unsigned>(date.month())) + "-" +
           detail::two_digits(static_cast<unsigned>(date.day())) + "T" + detail::two_digits(second_of_day / 3'600) +
           ":" + detail::two_digits(second_of_day / 60 % 60) + ":" + detail::two_digits(second_of_day % 60) + "Z";
}

}  // namespace weir::inline WEIR_ABI::panel
