#include "history/log_file.hpp"

#include "support/exit.hpp"
#include "support/output_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdint>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace weir_tool {

namespace {

constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30;

[[noreturn]] void refuse(const std::string& path, std::string_view what, int error, std::string_view advice = {}) {
    throw Unusable{fmt::format("{}: {}: {}{}", path, what, std::generic_category().message(error), advice)};
}

/// A descriptor that is closed with the object.
class Descriptor {
public:
    explicit Descriptor(int number) noexcept : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const noexcept { return number_; }

private:
    int number_;
};

int open_waiting(const std::string& path, int flags, mode_t mode = 0) {
    int number = -1;
    do number = ::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode);
    while (number < 0 && errno == EINTR);
    return number;
}

struct stat status_of(const std::string& path, int file) {
    struct stat status {};
    if (::fstat(file, &status) != 0) refuse(path, "cannot be looked at", errno);
    if (!S_ISREG(status.st_mode))
        throw Unusable{fmt::format("{}: expected a file for the history, found {}", path,
                                   S_ISDIR(status.st_mode) ? "a folder" : "something that is no file")};
    return status;
}

std::string read_all(const std::string& path, int file) {
    const struct stat status = status_of(path, file);
    if (static_cast<std::uint64_t>(status.st_size) > most_bytes)
        throw Unusable{fmt::format("{}: expected a history of 1 GiB at most, found {} bytes: keep fewer by --keep",
                                   path, status.st_size)};
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t got = ::pread(file, text.data() + done, text.size() - done, static_cast<off_t>(done));
        if (got == 0) break;
        if (got > 0) done += static_cast<std::size_t>(got);
        else if (errno != EINTR) refuse(path, "cannot be read", errno);
    }
    text.resize(done);
    return text;
}

void write_all(const std::string& path, int file, std::string_view rest) {
    while (!rest.empty()) {
        const ssize_t written = ::write(file, rest.data(), rest.size());
        if (written >= 0) rest.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR) refuse(path, "cannot be written", errno, "; the history is as it was");
    }
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

std::string read_log(const std::string& path) {
    const Descriptor file{open_waiting(path, O_RDONLY)};
    if (file.number() < 0)
        refuse(path, "cannot be opened", errno, errno == ENOENT ? "; weir history append makes it" : "");
    return read_all(path, file.number());
}

LockedLog::LockedLog(const std::string& path) : path_{resolved(path)} {
    for (;;) {
        file_ = open_waiting(path_, O_RDWR | O_CREAT, 0666);
        if (file_ < 0) refuse(path, "cannot be opened to append to it", errno);
        try {
            status_of(path, file_);
            while (::flock(file_, LOCK_EX) != 0)
                if (errno != EINTR) refuse(path, "cannot be locked", errno);
            // Who held the lock may have put another file in its place.
            struct stat now {};
            const struct stat held = status_of(path, file_);
            if (::stat(path_.c_str(), &now) == 0 && now.st_ino == held.st_ino && now.st_dev == held.st_dev) return;
        } catch (...) {
            ::close(file_);
            throw;
        }
        ::close(file_);
    }
}

LockedLog::~LockedLog() { ::close(file_); }

std::string LockedLog::text() const { return read_all(path_, file_); }

void LockedLog::replace(const std::string& text) {
    // A name of its own is not needed: who holds the lock is the only one that writes to it. What a crash left is written over.
    const std::string beside = path_ + ".new";
    const mode_t mode = status_of(path_, file_).st_mode & 07777;
    const Descriptor fresh{open_waiting(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600)};
    if (fresh.number() < 0) refuse(beside, "cannot be made", errno, "; the history is as it was");
    try {
        status_of(beside, fresh.number());
        if (::fchmod(fresh.number(), mode) != 0) refuse(beside, "cannot be given its mode", errno);
        write_all(beside, fresh.number(), text);
        if (::fsync(fresh.number()) != 0) refuse(beside, "cannot be written", errno, "; the history is as it was");
        if (::rename(beside.c_str(), path_.c_str()) != 0)
            refuse(path_, "cannot be replaced", errno, "; the history is as it was");
    } catch (...) {
        ::unlink(beside.c_str());
        throw;
    }
    // So that the new name outlives a loss of power too; where a file system can't, the file is whole all the same.
    const Descriptor folder{open_waiting(folder_of(path_), O_RDONLY | O_DIRECTORY)};
    if (folder.number() >= 0) static_cast<void>(::fsync(folder.number()));
}

}  // namespace weir_tool
