#pragma once

// The door to what-if: weir::what_if(pipeline) tells what would be gained if a stage were made faster, and prints itself.
#include <weir/export/text/what_if.hpp>
#include <weir/panel/what_if/predict.hpp>
#include <weir/report.hpp>

namespace weir::inline WEIR_ABI {

/// What would be gained if a stage of a running pipeline were made faster: see panel::predict. Any thread may ask, at any
/// time. Of a pipeline that is off: nothing but a note. Throws std::invalid_argument where an option is out of its bounds,
/// UnknownStage.
template <class P>
    requires requires { typename P::weir_settings; }
[[nodiscard]] WhatIf what_if([[maybe_unused]] const P& pipeline, const WhatIfOptions& options = {}) {
#if !WEIR_OFF_EVERYWHERE
    if constexpr (P::level != Level::off) return panel::predict(detail::PipelineSource{pipeline}.source, options);
#endif
    WhatIf nothing = panel::predict({}, options);
    nothing.pipeline = P::name.data();
    return nothing;
}

}  // namespace weir::inline WEIR_ABI
