#pragma once

#include <weir/base/config.hpp>

#include <string>
#include <string_view>

namespace weir::inline WEIR_ABI::panel {

/// The texts one after another. Not `"literal" + string`: g++ 12 warns of it at -O3 where there is nothing to warn of
/// (GCC bug 105651), and a user's build with warnings as errors would stop in weir's headers.
template <class... Parts>
std::string joined(const Parts&... parts) {
    std::string out;
    out.reserve((std::string_view{parts}.size() + ...));
    (out.append(std::string_view{parts}), ...);
    return out;
}

}  // namespace weir::inline WEIR_ABI::panel
