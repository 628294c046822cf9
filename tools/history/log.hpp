#pragma once

#include "history/entry.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace weir_tool {

/// A line of a log that could not be read.
struct LeftOut {
    std::size_t line;  ///< from 1
    std::string why;
};

/// The history in a file.
struct History {
    std::vector<Entry> entries;  ///< in the order of the file
    std::vector<LeftOut> left_out;
};

/// Reads a log: lines that are damaged, or of a version that is not known, are left out and told. Throws Unusable where
/// there is no file, or none that can be read.
[[nodiscard]] History read_history(const std::string& path);

/// What an append did besides.
struct Appended {
    std::size_t lines = 0;    ///< that the log has now
    std::size_t dropped = 0;  ///< old ones that went, to keep as many as asked for
    std::size_t same = 0;     ///< entries that had the label before
    bool replaced = false;    ///< the last of them, by this one
};

/// Adds an entry at the end and keeps the last `keep` lines; lines that can't be read are kept as they are. With `replace`
/// it takes the place of the last entry of the same label. The file is there whole at each moment, the old one or the new
/// one, and two that append at once wait for each other. Throws Unusable, and changes nothing, where the log is of
/// another pipeline or the system refuses.
Appended append_entry(const std::string& path, const Entry& entry, std::size_t keep, bool replace);

}  // namespace weir_tool
