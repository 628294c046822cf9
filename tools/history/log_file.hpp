#pragma once

#include <string>

namespace weir_tool {

/// All of a log's file. Throws Unusable where there is none, or it can't be read.
[[nodiscard]] std::string read_log(const std::string& path);

/// A log that nobody else appends to meanwhile, made where it was not there. Its content is only ever replaced whole.
class LockedLog {
public:
    /// Waits for who holds it. Throws Unusable.
    explicit LockedLog(const std::string& path);
    LockedLog(const LockedLog&) = delete;
    LockedLog& operator=(const LockedLog&) = delete;
    ~LockedLog();

    [[nodiscard]] std::string text() const;
    /// Writes a file beside it, to the disk, and gives it the log's name: whoever reads finds the old one or the new one,
    /// also after a crash in between. Once: the lock is that of the old file. Throws Unusable and leaves the old one.
    void replace(const std::string& text);

private:
    std::string path_;  ///< with links followed, for it is the file itself that is replaced
    int file_ = -1;
};

}  // namespace weir_tool
