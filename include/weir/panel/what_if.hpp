#pragma once

#include <weir/panel/merge.hpp>
#include <weir/panel/recording.hpp>
#include <weir/panel/what_if/predict.hpp>

#include <vector>

namespace weir::inline WEIR_ABI {

/// What would be gained if a stage of the recorded pipeline were made faster: see panel::predict. Throws
/// std::invalid_argument where an option is out of its bounds, UnknownStage, FileError where the file was cut shorter while
/// it was read.
[[nodiscard]] inline WhatIf what_if(const std::vector<Recording>& recordings, const WhatIfOptions& options = {}) {
    std::vector<panel::Source> sources;
    WhatIf result = panel::predict(panel::merged_source(recordings, sources), options);
    panel::require_whole(recordings);
    return result;
}
/// Of one recording.
[[nodiscard]] inline WhatIf what_if(const Recording& recording, const WhatIfOptions& options = {}) {
    WhatIf result = panel::predict(recording.source(), options);
    panel::require_whole(recording);
    return result;
}

}  // namespace weir::inline WEIR_ABI
