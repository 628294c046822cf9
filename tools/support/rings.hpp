#pragma once

#include <weir/panel/recording.hpp>

#include <cstdint>
#include <string>

namespace weir_tool {

/// Throws Unusable where the recording keeps no single runs.
void require_ring(const weir::Recording& recording);

/// How many runs there are to read, about: for a Progress.
[[nodiscard]] std::uint64_t about_runs(const weir::panel::Source& source);

/// Says on standard error what of a recording's runs could not be read.
void tell_losses(const std::string& file, std::uint64_t malformed, std::uint64_t overwritten);

}  // namespace weir_tool
