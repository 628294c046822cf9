#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace weir_tool {

/// Thrown where who read our output has gone away: there is nothing left to do, and nothing to complain of.
struct ReaderGone {};

/// Standard output, or another, gathered to large writes. What it could not write it tells: a full disk must not pass for a whole
/// report. main() ignores SIGPIPE for it.
class Output {
public:
    /// `name`: for messages.
    explicit Output(int descriptor = 1, std::string name = "standard output")
        : descriptor_{descriptor}, name_{std::move(name)} {}
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    ~Output() = default;

    /// Throws ReaderGone, or Unusable with the system's reason.
    void write(std::string_view text);
    /// Must be called at the end: what is gathered is not written where an error ends the command.
    void flush();

private:
    int descriptor_;
    std::string name_;
    std::string gathered_;
};

}  // namespace weir_tool
