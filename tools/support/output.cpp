#include "support/output.hpp"

#include "support/exit.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstddef>
#include <system_error>

#include <unistd.h>

namespace weir_tool {

void Output::write(std::string_view text) {
    constexpr std::size_t enough = 1U << 16;
    gathered_ += text;
    if (gathered_.size() >= enough) flush();
}

void Output::flush() {
    std::string_view rest = gathered_;
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EPIPE) {
            throw ReaderGone{};
        } else if (errno != EINTR) {
            throw Unusable{fmt::format("{} cannot be written: {}; what was printed is not whole", name_,
                                       std::generic_category().message(errno))};
        }
    }
    gathered_.clear();
}

}  // namespace weir_tool
