#pragma once

#include <weir/base/config.hpp>

#include <cstddef>

namespace weir::inline WEIR_ABI {

/// Characters that belong to somebody else: what std::string_view is, without the 0.3 of `<chrono>` that its
/// header takes to compile.
struct Text {
    const char* data = "";  ///< the first; not necessarily with a closing zero
    std::size_t size = 0;   ///< in bytes

    constexpr Text() = default;
    /// `length` bytes from `characters` on.
    constexpr Text(const char* characters, std::size_t length) noexcept : data{characters}, size{length} {}
    /// Up to the closing zero.
    // The builtin, for a loop would stay in the code at -O1 where nobody asks for the size: off must leave nothing.
    constexpr Text(const char* characters) noexcept  // NOLINT(google-explicit-constructor)
        : data{characters}, size{__builtin_strlen(characters)} {}
    /// From a std::string, a std::string_view, or what else has data() and size() of char.
    template <class String>
        requires requires(const String& s, const char* p) { p = s.data(), static_cast<std::size_t>(s.size()); }
    constexpr Text(const String& s WEIR_LIFETIMEBOUND) noexcept  // NOLINT(google-explicit-constructor)
        : data{s.data()}, size{static_cast<std::size_t>(s.size())} {}

    /// To a std::string_view, known by its shape.
    template <class View>
        requires requires(View v) { v.remove_prefix(1), v.remove_suffix(1); }
    constexpr operator View() const noexcept {  // NOLINT(google-explicit-constructor): it is what this stands for
        return View{data, size};
    }

    /// Whether there are none.
    [[nodiscard]] constexpr bool empty() const noexcept { return size == 0; }
    /// The first character.
    [[nodiscard]] constexpr const char* begin() const noexcept { return data; }
    /// Behind the last.
    [[nodiscard]] constexpr const char* end() const noexcept { return data + size; }

    /// Whether all characters are the same. O(size).
    friend constexpr bool operator==(Text a, Text b) noexcept {
        if (a.size != b.size) return false;
        for (std::size_t i = 0; i < a.size; ++i)
            if (a.data[i] != b.data[i]) return false;
        return true;
    }
};

namespace detail {

/// Whether no two of the things named are named the same. By a table of hashes: the compiler evaluates this for each
/// pipeline, and comparing each name with each would be most of the time that a long list takes to compile.
template <class Named, std::size_t N>
constexpr bool names_differ(const Named (&all)[N]) noexcept {
    std::size_t places[2 * N] = {};  // in `all`, counted from 1
    for (std::size_t i = 0; i < N; ++i) {
        const Text name = all[i].name;
        std::size_t place = name.size;
        for (std::size_t c = name.size < 8 ? 0 : name.size - 8; c < name.size; ++c)
            place = place * 31 + static_cast<unsigned char>(name.data[c]);
        for (place %= 2 * N; places[place] != 0; place = (place + 1) % (2 * N))
            if (all[places[place] - 1].name == name) return false;
        places[place] = i + 1;
    }
    return true;
}

}  // namespace detail

}  // namespace weir::inline WEIR_ABI
