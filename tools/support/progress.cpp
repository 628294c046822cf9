#include "support/progress.hpp"

#include "support/style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <utility>

#include <unistd.h>

namespace weir_tool {

Progress::Progress(std::string what, std::uint64_t total, bool shows)
    : what_{std::move(what)},
      total_{std::max<std::uint64_t>(total, 1)},
      shows_{shows && isatty(STDERR_FILENO) != 0 && !terminal_is_dumb()},
      start_{std::chrono::steady_clock::now()},
      last_{start_} {}

Progress::~Progress() {
    if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::look(std::uint64_t done) {
    using namespace std::chrono_literals;
    constexpr std::uint64_t looks = 1000;  // the clock is read so often over the whole
    constexpr std::size_t bar_columns = 30;
    next_look_ = done + std::max<std::uint64_t>(total_ / looks, 1);
    const auto now = std::chrono::steady_clock::now();
    if (now - start_ < 1s || (shown_ && now - last_ < 100ms)) return;
    last_ = now;
    shown_ = true;
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total_));
    const auto filled = static_cast<std::size_t>(share * static_cast<double>(bar_columns));
    fmt::print(stderr, "\r{} [{:<{}}] {:.0f}%\x1b[K", what_, std::string(filled, '#'), bar_columns, share * 100);
    std::fflush(stderr);
}

}  // namespace weir_tool
