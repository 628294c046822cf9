#include "support/style.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace weir_tool {

namespace {

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool locale_is_utf8() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        std::string value{variable(name)};
        if (value.empty()) continue;
        std::transform(value.begin(), value.end(), value.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
    }
    return false;
}

}  // namespace

bool terminal_is_dumb() {
    const std::string_view term = variable("TERM");
    return term.empty() || term == "dumb";
}

std::size_t width_of_output() {
    constexpr std::size_t usual = 100, least = 40, most = 1000;
    std::size_t wanted = std::strtoull(std::string{variable("COLUMNS")}.c_str(), nullptr, 10);
    winsize size{};
    if (wanted == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) wanted = size.ws_col;
    return wanted == 0 ? usual : std::clamp(wanted, least, most);
}

Style style_of_output() {
    const bool colour = isatty(STDOUT_FILENO) != 0 && variable("NO_COLOR").empty() && !terminal_is_dumb();
    return {colour, locale_is_utf8()};
}

}  // namespace weir_tool
