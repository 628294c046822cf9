#pragma once

#include <weir/base/thrown.hpp>
#include <weir/panel/file/file_errors.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace weir::inline WEIR_ABI::panel {

/// A file that is open for reading; closed with the object.
class FileHandle {
public:
    /// Throws FileError where there is no file to read: waits for nobody at the other end of a pipe.
    explicit FileHandle(const std::string& path) {
        // O_NONBLOCK: to open a named pipe would wait for its writer.
        do number_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        while (number_ < 0 && errno == EINTR);
        if (number_ < 0) refuse(path, "cannot be opened", errno);
        WEIR_TRY { check_kind(path); }
        WEIR_CATCH_ALL {
            ::close(number_);
            WEIR_RETHROW;
        }
    }
    FileHandle(FileHandle&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;
    ~FileHandle() {
        if (number_ >= 0) ::close(number_);
    }

    [[nodiscard]] int number() const noexcept { return number_; }
    /// In bytes, as it is now; 0 where the system does not say.
    [[nodiscard]] std::uint64_t size() const noexcept {
        struct stat status {};
        return ::fstat(number_, &status) != 0 || status.st_size < 0 ? 0 : static_cast<std::uint64_t>(status.st_size);
    }
    /// Reads up to `count` bytes from `offset` on, fewer only at the file's end. Returns how many, or throws FileError.
    [[nodiscard]] std::size_t read(const std::string& path, void* to, std::size_t count, std::uint64_t offset) const {
        std::size_t done = 0;
        while (done < count) {
            const ::ssize_t got = ::pread(number_, static_cast<char*>(to) + done, count - done,
                                          static_cast<::off_t>(offset + done));
            if (got == 0) break;
            if (got > 0) done += static_cast<std::size_t>(got);
            else if (errno != EINTR) refuse(path, "cannot be read", errno);
        }
        return done;
    }
    /// Whether another holds the lock of a writer.
    [[nodiscard]] bool is_locked() const noexcept {
        struct flock lock {};
        lock.l_type = F_RDLCK;
        lock.l_whence = SEEK_SET;
        return ::fcntl(number_, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    }

    [[noreturn]] static void refuse(const std::string& path, std::string_view what, int error) {
        WEIR_THROW(FileError{path, joined(what, ": ", std::system_category().message(error))});
    }

private:
    void check_kind(const std::string& path) const {
        struct stat status {};
        if (::fstat(number_, &status) != 0) refuse(path, "cannot be looked at", errno);
        const char* kind = S_ISREG(status.st_mode)    ? nullptr
                           : S_ISDIR(status.st_mode)  ? "a folder"
                           : S_ISFIFO(status.st_mode) ? "a pipe"
                           : S_ISSOCK(status.st_mode) ? "a socket"
                                                      : "a device";
        if (kind != nullptr)
            WEIR_THROW(
                FileError{path, joined("expected a file that weir recorded, found ", kind, ": name the file itself")});
        if (status.st_size == 0)
            WEIR_THROW(FileError{path,
                                 "expected a file that weir recorded, found an empty one: no pipeline wrote to it, "
                                 "or what copied it was interrupted"});
    }

    int number_ = -1;
};

}  // namespace weir::inline WEIR_ABI::panel
