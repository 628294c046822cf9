#pragma once

#include "support/output.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir_tool {

/// A file that is there when it is whole: written under a name of its own beside the path, which takes the path's place
/// at the end, and is gone where an error ends the command. "-" is standard output; what is no ordinary file, such as a
/// pipe, is written to as it is.
class OutputFile {
public:
    /// Throws Unusable where it can't be made.
    explicit OutputFile(const std::string& path);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    /// Throws Unusable, with the system's reason.
    void write(std::string_view bytes) { out_->write(bytes); }
    /// Once all is written.
    void finish();

private:
    std::string path_;
    std::string unfinished_;  ///< empty where nothing is to be renamed
    int descriptor_ = 1;
    std::optional<Output> out_;
};

/// Where a link leads; of a file that is not there yet, its name. What replaces a file by renaming leaves the link.
[[nodiscard]] std::string resolved(const std::string& path);

/// Throws Unusable where one of them is the output, for what is read must not be replaced, and where "-" is a terminal.
void require_output_beside(const std::string& output, const std::vector<std::string>& inputs);

}  // namespace weir_tool
