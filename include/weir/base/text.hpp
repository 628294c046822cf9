#pragma once

#include <weir/base/config.hpp>

#include <cstddef>

namespace weir::inline WEIR_ABI {

/// Characters that belong to somebody else: what std::string_view is, without the 0.3 of <chrono> that its header
/// takes to compile.
struct Text {
    const char* data = "";
    std::size_t size = 0;

    constexpr Text() = default;
    constexpr Text(const char* characters, std::size_t length) noexcept : data{characters}, size{length} {}
    constexpr Text(const char* characters) noexcept : data{characters} {  // NOLINT(google-explicit-constructor)
        while (characters[size] != '\0') ++size;
    }
    /// From a std::string, a std::string_view, or what else has data() and size() of char.
    template <class String>
        requires requires(const String& s, const char* p) { p = s.data(), static_cast<std::size_t>(s.size()); }
    constexpr Text(const String& s) noexcept  // NOLINT(google-explicit-constructor)
        : data{s.data()}, size{static_cast<std::size_t>(s.size())} {}

    [[nodiscard]] constexpr bool empty() const noexcept { return size == 0; }
    [[nodiscard]] constexpr const char* begin() const noexcept { return data; }
    [[nodiscard]] constexpr const char* end() const noexcept { return data + size; }

    friend constexpr bool operator==(Text a, Text b) noexcept {
        if (a.size != b.size) return false;
        for (std::size_t i = 0; i < a.size; ++i)
            if (a.data[i] != b.data[i]) return false;
        return true;
    }
};

}  // namespace weir::inline WEIR_ABI
