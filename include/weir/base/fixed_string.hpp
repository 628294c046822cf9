#pragma once

#include <weir/base/text.hpp>

namespace weir::inline WEIR_ABI {

/// A string literal as a template argument: `Stage<"parse", parse>`. N counts the closing zero.
template <std::size_t N>
struct FixedString {
    char characters[N] = {};  ///< with the closing zero

    constexpr FixedString() = default;
    /// From a literal.
    constexpr FixedString(const char (&literal)[N]) noexcept {  // NOLINT(google-explicit-constructor)
        for (std::size_t i = 0; i < N; ++i) characters[i] = literal[i];
    }
    /// Ends in a zero.
    [[nodiscard]] constexpr const char* data() const noexcept { return characters; }
    /// In bytes, without the closing zero.
    [[nodiscard]] static constexpr std::size_t size() noexcept { return N - 1; }
};

namespace detail {
/// A copy of `text` with a closing zero; N is its size plus one.
template <std::size_t N>
constexpr FixedString<N> fixed_copy(Text text) noexcept {
    FixedString<N> out;
    for (std::size_t i = 0; i + 1 < N; ++i) out.characters[i] = text.data[i];
    return out;
}
}  // namespace detail

}  // namespace weir::inline WEIR_ABI
