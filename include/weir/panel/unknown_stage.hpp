#pragma once

#include <weir/base/config.hpp>

#include <stdexcept>

namespace weir::inline WEIR_ABI {

/// A stage was named that is not there, or one that has no threshold where one is needed. The message says which there
/// are.
class UnknownStage : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

}  // namespace weir::inline WEIR_ABI
