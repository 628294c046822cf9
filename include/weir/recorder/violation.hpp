#pragma once

#include <weir/base/duration.hpp>
#include <weir/recorder/key.hpp>

namespace weir::inline WEIR_ABI {

/// A stage, or a whole run, that took longer than its threshold. What it points to lives while the handler runs.
struct Violation {
    const char* pipeline;
    const char* stage;  ///< the pipeline's name where the whole run was too long
    bool whole_run;
    Key key;
    Nanoseconds duration;
    Nanoseconds threshold;
    std::uint64_t held_back;  ///< violations of this stage that the throttle kept from this handler since the last
};

}  // namespace weir::inline WEIR_ABI
