#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include <signal.h>
#include <termios.h>

namespace weir_tool {

struct Size {
    std::size_t columns = 80;
    std::size_t rows = 24;
};

/// What happened while a Terminal waited.
struct Event {
    enum class Kind : unsigned char { none, letter, up, down, resized, hung_up };
    Kind kind = Kind::none;
    char letter = 0;
};

/// The terminal as a screen that is drawn whole: keys come at once and without echo, what was there before comes back at
/// the end. By ECMA-48's sequences and those of xterm for the alternate screen
/// (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html), which every terminal of today knows.
///
/// While it lives the signals that would end or stop the process are held back, so that the terminal is never left as
/// it is now: they come as events (SIGINT as the letter q), and SIGTERM and SIGHUP act once this is gone.
class Terminal {
public:
    /// Throws Unusable where there is no terminal.
    Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal();

    /// The next event, or none at `until`.
    Event wait(std::chrono::steady_clock::time_point until);
    [[nodiscard]] Size size() const;
    /// One text a row, each already as wide as the screen at most; what they leave is cleared.
    void draw(const std::vector<std::string>& lines);

private:
    void enter();
    void leave() noexcept;
    void write(const std::string& bytes) noexcept;
    Event on_signal();
    Event on_key();

    int keys_ = -1;  ///< standard input, or the terminal itself where that is something else
    bool owns_keys_ = false;
    int signals_ = -1;
    sigset_t masked_before_{};
    termios modes_before_{};
    std::string typed_;
};

}  // namespace weir_tool
