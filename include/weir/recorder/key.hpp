#pragma once

#include <weir/base/text.hpp>

#include <cstdint>
#include <type_traits>

namespace weir::inline WEIR_ABI {

/// What a run was for: a name or a number. A name is only looked at here; the pipeline stores it once, when it first
/// meets it, so the characters must live until the call of the pipeline returns. Free to make.
class Key {
public:
    /// What the key is; `unknown`: there was one, see unknown().
    enum class Kind : unsigned char { none, number, name, unknown };

    constexpr Key() = default;
    /// A name.
    constexpr explicit Key(Text name) noexcept : text_{name}, kind_{Kind::name} {}
    /// A name.
    constexpr explicit Key(const char* name) noexcept : Key{Text{name}} {}
    /// A name: of a std::string, a std::string_view.
    template <class String>
        requires requires(const String& s) { Text{s}; }
    constexpr explicit Key(const String& name WEIR_LIFETIMEBOUND) noexcept : Key{Text{name}} {}
    /// A number, or an enumerator as one.
    template <class Number>
        requires std::is_integral_v<Number> || std::is_enum_v<Number>
    constexpr explicit Key(Number number) noexcept : number_{static_cast<std::uint64_t>(number)}, kind_{Kind::number} {}

    /// A key of which only is known that there was one: the table of names was full.
    static constexpr Key unknown() noexcept {
        Key key;
        key.kind_ = Kind::unknown;
        return key;
    }

    /// Whether it is a name, a number, or none.
    [[nodiscard]] constexpr Kind kind() const noexcept { return kind_; }
    /// The name; empty where the key is none.
    [[nodiscard]] constexpr Text name() const noexcept { return text_; }
    /// The number, as its 64 bits; 0 where the key is none.
    [[nodiscard]] constexpr std::uint64_t number() const noexcept { return number_; }

    /// Whether both are the same name, or the same number.
    friend constexpr bool operator==(const Key& a, const Key& b) noexcept {
        return a.kind_ == b.kind_ && a.number_ == b.number_ && a.text_ == b.text_;
    }

private:
    Text text_;
    std::uint64_t number_ = 0;
    Kind kind_ = Kind::none;
};

}  // namespace weir::inline WEIR_ABI
