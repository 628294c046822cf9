#pragma once

#include <weir/panel/recording.hpp>

namespace weir_tool {

/// A recording that WEIR_RECORD made does not know what measuring costs: to find out would cost the program. Where it was
/// written since this machine started, by a clock that is here as well, it is measured now and assumed of it.
void assume_cost(weir::Recording& recording);

}  // namespace weir_tool
