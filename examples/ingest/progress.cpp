#include "progress.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>

#include <sys/ioctl.h>
#include <unistd.h>

namespace ingest {

namespace {

std::size_t terminal_columns() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string minutes(double seconds) {
    char text[32];
    const auto whole = static_cast<long>(std::min(seconds, 359'999.0) + 0.5);
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
    return text;
}

}  // namespace

Progress::Progress(std::size_t files, std::uintmax_t bytes) noexcept
    : shown_{::isatty(STDERR_FILENO) == 1}, files_{files}, bytes_{bytes} {}

Progress::~Progress() {
    if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::advance(std::uintmax_t bytes) {
    if (!shown_) return;
    ++files_done_;
    bytes_done_ += bytes;
    const Clock::time_point now = Clock::now();
    if (now - drawn_ < std::chrono::milliseconds(100)) return;
    drawn_ = now;
    draw(now);
}

void Progress::draw(Clock::time_point now) const {
    const double seconds = std::chrono::duration<double>(now - start_).count();
    // By bytes, for files differ more in size than the bytes in them differ in cost.
    const double done = bytes_ > 0 ? static_cast<double>(bytes_done_) / static_cast<double>(bytes_)
                                   : static_cast<double>(files_done_) / static_cast<double>(files_);
    const double share = std::clamp(done, 0.0, 1.0);
    char figures[96];
    std::snprintf(figures, sizeof figures, " %3.0f %%  %zu/%zu files  %.1f MB/s  %s left", share * 100, files_done_,
                  files_, static_cast<double>(bytes_done_) / 1e6 / seconds,
                  share > 0 ? minutes(seconds * (1 - share) / share).c_str() : "?");
    // The last column stays free: some terminals wrap when it is written.
    const std::size_t columns = terminal_columns() - 1;
    const std::size_t taken = std::strlen(figures);
    std::string line;
    if (constexpr std::size_t shortest = 8; columns >= taken + shortest) {
        const std::size_t width = columns - taken - 2;
        const auto full = static_cast<std::size_t>(share * static_cast<double>(width));
        line += '[';
        line.append(full, '#').append(width - full, ' ');
        line += ']';
    }
    line += figures;
    std::fprintf(stderr, "\r%s\x1b[K", line.substr(0, columns).c_str());
    std::fflush(stderr);
}

}  // namespace ingest
