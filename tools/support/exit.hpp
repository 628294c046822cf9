#pragma once

#include <stdexcept>

namespace weir_tool {

/// How the command ends; documented in weir.1.
enum class Exit : int {
    fine = 0,
    finding = 1,       ///< verify found something, compare something worse, history show what it was asked to fail on
    unusable = 2,      ///< of the input or the command line nothing could be made
    inconclusive = 3,  ///< compare could not tell
};

/// What ends the command with Exit::unusable: what was expected, what was found, what to do.
struct Unusable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace weir_tool
