#pragma once

#include <weir/panel/recording.hpp>

#include <string>

namespace weir_tool {

/// "boolean", "signed" and so on: of a captured member.
const char* name_of(weir::layout::FieldType type);

/// What `weir info --json` prints: the same facts as the text, sizes in bytes and times in nanoseconds; null where
/// something is not known or does not apply. A new field leaves `version` as it is.
std::string info_json(const weir::Recording& recording);

}  // namespace weir_tool
