#pragma once

#include <weir/base/fixed_string.hpp>

namespace weir::inline WEIR_ABI::detail {

template <class T>
constexpr Text pretty_function() noexcept {
    return Text{__PRETTY_FUNCTION__};
}

/// The name of T as its author wrote it, without the namespaces and classes around it. Both compilers end
/// __PRETTY_FUNCTION__ with "[... T = NAME]"; g++ may go on after a semicolon with other names.
template <class T>
constexpr Text unqualified_type_name() noexcept {
    constexpr Text all = pretty_function<T>();
    std::size_t first = 0;
    while (!(all.data[first] == 'T' && all.data[first + 1] == ' ' && all.data[first + 2] == '=')) ++first;
    first += 4;
    std::size_t last = first;
    int depth = 0;  // of brackets: a "::" inside the arguments of a template is not a scope of the name
    for (std::size_t i = first; i < all.size; ++i, ++last) {
        const char c = all.data[i];
        if (depth == 0 && (c == ';' || c == ']')) break;
        if (c == '<' || c == '(' || c == '{' || c == '[') ++depth;
        if (c == '>' || c == ')' || c == '}' || c == ']') --depth;
        if (depth == 0 && c == ':') first = i + 1;
    }
    return {all.data + first, last - first};
}

}  // namespace weir::inline WEIR_ABI::detail
