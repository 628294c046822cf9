#pragma once

#include <weir/layout/schema.hpp>
#include <weir/panel/joined.hpp>
#include <weir/panel/stages.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <variant>

namespace weir::inline WEIR_ABI {

/// A value that a stage captured in a run.
struct CaptureView {
    std::string stage;  ///< its path
    std::string name;   ///< of the captured member
    /// What the member was: bool, char, a number; any other type, such as an array, as its bytes.
    std::variant<bool, char, std::int64_t, std::uint64_t, double, std::string> value;
};

namespace panel {

namespace detail {

template <class T>
T value_at(const unsigned char* from) noexcept {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}
inline std::int64_t signed_at(const unsigned char* from, std::size_t size) noexcept {
    switch (size) {
    case 1: return value_at<std::int8_t>(from);
    case 2: return value_at<std::int16_t>(from);
    case 4: return value_at<std::int32_t>(from);
    default: return value_at<std::int64_t>(from);
    }
}
inline std::uint64_t unsigned_at(const unsigned char* from, std::size_t size) noexcept {
    switch (size) {
    case 1: return *from;
    case 2: return value_at<std::uint16_t>(from);
    case 4: return value_at<std::uint32_t>(from);
    default: return value_at<std::uint64_t>(from);
    }
}
inline std::string bytes_at(const unsigned char* from, std::size_t size) {
    return {reinterpret_cast<const char*>(from), size};
}

}  // namespace detail

/// The member that `field` describes, of a record that holds it; the sizes are those that SchemaChecks let in.
inline CaptureView make_capture(const layout::FieldSchema& field, std::string_view stage, const void* record) {
    using layout::FieldType;
    CaptureView capture{std::string{stage}, name_text(field.name), {}};
    const auto* const at = static_cast<const unsigned char*>(record) + field.offset;
    switch (field.type) {
    case FieldType::boolean: capture.value = *at != 0; break;
    case FieldType::character: capture.value = static_cast<char>(*at); break;
    case FieldType::signed_integer: capture.value = detail::signed_at(at, field.size); break;
    case FieldType::unsigned_integer: capture.value = detail::unsigned_at(at, field.size); break;
    case FieldType::floating:
        if (field.size == sizeof(float)) capture.value = double{detail::value_at<float>(at)};
        else if (field.size == sizeof(double)) capture.value = detail::value_at<double>(at);
        else capture.value = detail::bytes_at(at, field.size);  // long double is another on each machine
        break;
    case FieldType::bytes: capture.value = detail::bytes_at(at, field.size); break;
    }
    return capture;
}

/// A captured value for a person: a number as its digits; bytes as the text that they are up to the first zero, else in
/// hexadecimal, of long ones the first 64.
inline std::string value_text(const CaptureView& capture) {
    struct Shown {
        std::string operator()(bool value) const { return value ? "true" : "false"; }
        std::string operator()(char value) const { return valid_utf8({&value, 1}); }
        std::string operator()(std::int64_t value) const { return std::to_string(value); }
        std::string operator()(std::uint64_t value) const { return std::to_string(value); }
        std::string operator()(double value) const {
            char digits[32];
            return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
        }
        std::string operator()(const std::string& bytes) const {
            constexpr std::size_t most = 64;
            const std::string_view text = std::string_view{bytes}.substr(0, bytes.find('\0'));
            const bool is_text = !text.empty() && text.find_first_not_of(text_characters()) == std::string_view::npos;
            if (is_text && std::string_view{bytes}.find_first_not_of('\0', text.size()) == std::string_view::npos)
                return text.size() <= most ? std::string{text} : joined(text.substr(0, most), "...");
            constexpr const char* digits = "0123456789abcdef";
            std::string out;
            for (std::size_t i = 0; i < bytes.size() && i < most; ++i) {
                const auto byte = static_cast<unsigned char>(bytes[i]);
                out += {digits[byte >> 4], digits[byte & 15]};
            }
            return bytes.size() <= most ? out : out + "...";
        }
        static const std::string& text_characters() {
            static const std::string all = [] {
                std::string characters;
                for (char c = ' '; c <= '~'; ++c) characters += c;
                return characters;
            }();
            return all;
        }
    };
    return std::visit(Shown{}, capture.value);
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
