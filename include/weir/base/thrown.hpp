#pragma once

#include <weir/base/config.hpp>

#include <cstdio>
#include <cstdlib>

namespace weir::inline WEIR_ABI::detail {

/// Where exceptions are switched off: says on stderr what would have been thrown, and ends the process.
[[noreturn]] inline void end_instead_of_throwing(const char* what) noexcept {
    std::fputs("weir: ", stderr);
    std::fputs(what, stderr);
    std::fputs(" (compiled without exceptions, so the process ends)\n", stderr);
    std::abort();
}

}  // namespace weir::inline WEIR_ABI::detail
