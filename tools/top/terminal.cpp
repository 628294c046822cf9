#include "top/terminal.hpp"

#include "support/exit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace weir_tool {

namespace {

// Alternate screen, no cursor, no wrapping: a name that is wider than it counts must not shift the lines below it.
constexpr std::string_view enter_sequence = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H\x1b[2J";
constexpr std::string_view leave_sequence = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l";

Unusable failed(std::string_view what) {
    return Unusable{
        fmt::format("top: {}: {}; for plain lines: weir top FILE | cat", what, std::generic_category().message(errno))};
}

/// The event that the bytes typed start with, and how many of them it took.
Event parsed(std::string_view typed, std::size_t& taken) {
    taken = 1;
    if (typed[0] != '\x1b') return {Event::Kind::letter, typed[0]};
    if (typed.size() < 2 || (typed[1] != '[' && typed[1] != 'O')) return {};
    // A control sequence ends with its first byte from 0x40 on.
    std::size_t last = 2;
    while (last < typed.size() && (typed[last] < 0x40 || typed[last] > 0x7e)) ++last;
    taken = std::min(last + 1, typed.size());
    if (last == 2 && last < typed.size() && typed[last] == 'A') return {Event::Kind::up, 0};
    if (last == 2 && last < typed.size() && typed[last] == 'B') return {Event::Kind::down, 0};
    return {};
}

}  // namespace

Terminal::Terminal() {
    keys_ = STDIN_FILENO;
    if (isatty(keys_) == 0) {
        keys_ = open("/dev/tty", O_RDWR | O_CLOEXEC);
        if (keys_ < 0) throw failed("expected a terminal to read keys from, found none");
        owns_keys_ = true;
    }
    if (tcgetattr(keys_, &modes_before_) != 0) throw failed("the terminal does not tell its modes");

    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &masked_before_);
    signals_ = signalfd(-1, &held, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals_ < 0) {
        const Unusable error = failed("signals cannot be read");
        pthread_sigmask(SIG_SETMASK, &masked_before_, nullptr);
        throw Unusable{error};
    }
    enter();
}

Terminal::~Terminal() {
    leave();
    close(signals_);
    if (owns_keys_) close(keys_);
    pthread_sigmask(SIG_SETMASK, &masked_before_, nullptr);
}

void Terminal::enter() {
    termios modes = modes_before_;
    modes.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    modes.c_cc[VMIN] = 0;
    modes.c_cc[VTIME] = 0;
    tcsetattr(keys_, TCSAFLUSH, &modes);
    write(std::string{enter_sequence});
}

void Terminal::leave() noexcept {
    write(std::string{leave_sequence});
    tcsetattr(keys_, TCSAFLUSH, &modes_before_);
}

void Terminal::write(const std::string& bytes) noexcept {
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, rest.data(), rest.size());
        if (written < 0 && errno != EINTR) return;  // the terminal is gone, which wait() tells
        if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

Size Terminal::size() const {
    winsize window{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0 || window.ws_row == 0) return {};
    return {window.ws_col, window.ws_row};
}

void Terminal::draw(const std::vector<std::string>& lines) {
    const std::size_t rows = size().rows;
    std::string frame = "\x1b[H";
    for (std::size_t i = 0; i < lines.size() && i < rows; ++i) {
        if (i > 0) frame += "\r\n";
        frame += lines[i] + "\x1b[K";
    }
    if (lines.size() < rows) frame += "\r\n\x1b[J";
    write(frame);
}

Event Terminal::on_signal() {
    signalfd_siginfo info{};
    if (read(signals_, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) return {};
    switch (info.ssi_signo) {
    case SIGINT: return {Event::Kind::letter, 'q'};
    case SIGWINCH: return {Event::Kind::resized, 0};
    case SIGTSTP:
        leave();
        kill(getpid(), SIGSTOP);
        enter();
        return {Event::Kind::resized, 0};
    case SIGCONT: return {Event::Kind::resized, 0};
    default:
        // It is taken from the queue; sent again, it acts when the destructor lets it through.
        kill(getpid(), static_cast<int>(info.ssi_signo));
        return {Event::Kind::hung_up, 0};
    }
}

Event Terminal::on_key() {
    char bytes[64];
    const ssize_t count = read(keys_, bytes, sizeof bytes);
    if (count == 0) return {Event::Kind::hung_up, 0};
    if (count < 0) return {errno == EINTR || errno == EAGAIN ? Event::Kind::none : Event::Kind::hung_up, 0};
    typed_.append(bytes, static_cast<std::size_t>(count));
    return {};
}

Event Terminal::wait(std::chrono::steady_clock::time_point until) {
    using namespace std::chrono;
    for (;;) {
        while (!typed_.empty()) {
            std::size_t taken = 0;
            const Event event = parsed(typed_, taken);
            typed_.erase(0, taken);
            if (event.kind != Event::Kind::none) return event;
        }
        const auto left = ceil<milliseconds>(until - steady_clock::now());
        pollfd sources[] = {{signals_, POLLIN, 0}, {keys_, POLLIN, 0}};
        const int ready = poll(sources, std::size(sources),
                               static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000)));
        if (ready < 0 && errno != EINTR) return {Event::Kind::hung_up, 0};
        if (ready == 0 && steady_clock::now() >= until) return {};
        Event event;
        if ((sources[0].revents & POLLIN) != 0) event = on_signal();
        else if ((sources[1].revents & POLLIN) != 0) event = on_key();
        else if ((sources[1].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) event = {Event::Kind::hung_up, 0};
        if (event.kind != Event::Kind::none) return event;
    }
}

}  // namespace weir_tool
