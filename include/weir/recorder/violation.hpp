#pragma once

#include <weir/base/duration.hpp>
#include <weir/recorder/key.hpp>

namespace weir::inline WEIR_ABI {

/// A stage, or a whole run, that took longer than its threshold, or a stage that allocated more often than its
/// max_allocations: told apart by `of`. What it points to lives while the handler runs.
struct Violation {
    /// What was violated.
    enum class Of : unsigned char { threshold, max_allocations };

    const char* pipeline;     ///< its name
    const char* stage;        ///< the pipeline's name where the whole run was too long
    bool whole_run;           ///< whether it is the run as a whole
    Key key;                  ///< what the run was for
    Nanoseconds duration;     ///< of the stage, or the run
    Nanoseconds threshold;    ///< 0 where it is not the threshold that was violated
    std::uint64_t held_back;  ///< violations of this stage that the throttle kept from this handler since the last
    Of of = Of::threshold;    ///< which of the two
    std::uint64_t allocations = 0;      ///< of the call, where it is a violation of max_allocations
    std::uint64_t max_allocations = 0;  ///< the stage's
};

}  // namespace weir::inline WEIR_ABI
