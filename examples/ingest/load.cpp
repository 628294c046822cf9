#include "load.hpp"

#include "error.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ingest {

namespace {

struct OpenFile {
    explicit OpenFile(const Source& source)
        // O_NONBLOCK: opening a fifo would else wait for a writer, and some special files for data.
        : descriptor{::open(source.path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)} {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (descriptor >= 0) ::close(descriptor);
    }
    int descriptor;
};

[[noreturn]] void fail(const char* doing, int error, const Source& source) {
    // A socket cannot be opened at all; the error it gives says nothing of that.
    const Fault fault = error == ENXIO ? Fault::not_a_file : Fault::unreadable;
    throw IngestError{fault, std::string{doing} + ": " + std::generic_category().message(error), source};
}

const char* kind_of_file(mode_t mode) {
    if (S_ISDIR(mode)) return "a folder";
    if (S_ISFIFO(mode)) return "a fifo";
    if (S_ISSOCK(mode)) return "a socket";
    return "a device";
}

}  // namespace

FileBytes Load::operator()(const Source& source) const {
    const OpenFile file{source};
    if (file.descriptor < 0) fail("cannot be opened", errno, source);
    struct stat status {};
    if (::fstat(file.descriptor, &status) != 0) fail("cannot be looked at", errno, source);
    if (!S_ISREG(status.st_mode))
        throw IngestError{Fault::not_a_file,
                          std::string{"expected a regular file, found "} + kind_of_file(status.st_mode), source};

    FileBytes out{&source, {}};
    // The size is a hint: a file may grow, and those of the kernel say 0.
    const auto hint = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    out.bytes.resize(std::min(hint, largest_file) + 1);
    std::size_t filled = 0;
    for (;;) {
        const ssize_t got = ::read(file.descriptor, out.bytes.data() + filled, out.bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("cannot be read", errno, source);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
        if (filled > largest_file)
            throw IngestError{Fault::too_large, "more than " + std::to_string(largest_file >> 20) + " MB", source};
        if (filled == out.bytes.size())
            out.bytes.resize(std::min(std::max<std::size_t>(2 * filled, 4096), largest_file + 1));
    }
    out.bytes.resize(filled);
    return out;
}

}  // namespace ingest
