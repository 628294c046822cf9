#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace ingest {

/// A bar on stderr while it lives, where that is a terminal; elsewhere nothing.
class Progress {
public:
    Progress(std::size_t files, std::uintmax_t bytes) noexcept;
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    /// One file more is done.
    void advance(std::uintmax_t bytes);

private:
    using Clock = std::chrono::steady_clock;
    void draw(Clock::time_point now) const;

    bool shown_;
    std::size_t files_;
    std::uintmax_t bytes_;
    std::size_t files_done_ = 0;
    std::uintmax_t bytes_done_ = 0;
    Clock::time_point start_ = Clock::now();
    Clock::time_point drawn_ = start_;
};

}  // namespace ingest
