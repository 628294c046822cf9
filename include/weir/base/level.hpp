#pragma once

#include <weir/base/config.hpp>

namespace weir::inline WEIR_ABI {

/// How much a pipeline measures. `off`: nothing, the bare calls. `timing`: statistics, thresholds, violations.
/// `trace`: also a record of each run.
enum class Level : unsigned char { off, timing, trace };
using enum Level;

/// "off", "timing" or "trace".
constexpr const char* name_of(Level level) noexcept {
    return level == Level::off ? "off" : level == Level::timing ? "timing" : "trace";
}

}  // namespace weir::inline WEIR_ABI
