#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace weir_tool {

/// A line on standard error that says how far a long reading is: only on a terminal, only after a second, and gone when
/// it is over.
class Progress {
public:
    /// `total` in any unit; `shows`: false where the output on the same terminal says it itself.
    Progress(std::string what, std::uint64_t total, bool shows = true);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    /// `done` of the total. Cheap enough to be called for each run.
    void at(std::uint64_t done) {
        if (shows_ && done >= next_look_) look(done);
    }

private:
    void look(std::uint64_t done);

    std::string what_;
    std::uint64_t total_;
    bool shows_;
    bool shown_ = false;
    std::uint64_t next_look_ = 0;
    std::chrono::steady_clock::time_point start_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace weir_tool
