#pragma once

#include <weir/layout/file.hpp>
#include <weir/recorder/file/refusal.hpp>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// How a recording comes to stand at its path: made under another name in the same folder, and given its own only when
// it can be read. What stands there before is never touched, but for the recording of a process that has ended, and
// that only for who asks for it.
namespace weir::inline WEIR_ABI::detail {

/// When this process recorded first, nanoseconds since 1970; 0 where it has not. Tells a file of this process from one
/// of an earlier process that had the same number.
WEIR_ONE_IN_PROCESS inline constinit std::int64_t first_recorded_utc = 0;

inline std::int64_t utc_now() noexcept {
    timespec utc;
    clock_gettime(CLOCK_REALTIME, &utc);
    return utc.tv_sec * 1'000'000'000 + utc.tv_nsec;
}

/// A name in the folder of `path` that nobody else has.
struct TemporaryName {
    explicit TemporaryName(const char* path) noexcept {
        const char* const slash = std::strrchr(path, '/');
        const int folder = slash == nullptr ? 0 : static_cast<int>(slash - path) + 1;
        std::snprintf(text, sizeof text, "%.*s.weir-%d-%llx", folder, path, static_cast<int>(getpid()),
                      static_cast<unsigned long long>(utc_now()));
    }
    char text[4096 + 64];
};

/// Open for reading and writing, and new; -1 where it can't be.
WEIR_COLD inline int make_file(const char* name, const char* path, Refusal& why) noexcept {
    const int file = ::open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (file < 0)
        why.say(
            "cannot record into %s: no file can be made in its folder: %m; choose a folder that exists and that this "
            "process may write to",
            path);
    return file;
}

/// Room on the disk, so that a full one is found now and not at some run. Returns 0, or the errno.
WEIR_COLD inline int allocate(int file, std::uint64_t offset, std::uint64_t size) noexcept {
    // Beyond the limit the system would not only say no but send SIGXFSZ, of which the process dies.
    // By the system call, for the function's header is long: RLIMIT_FSIZE is 1.
    std::uint64_t limit[2] = {};
    if (syscall(SYS_prlimit64, 0, 1, nullptr, limit) == 0 && offset + size > limit[0]) return EFBIG;
    for (;;)
        if (const int error = posix_fallocate(file, static_cast<off_t>(offset), static_cast<off_t>(size));
            error != EINTR)
            return error;
}

inline struct flock whole_file(short type) noexcept {
    struct flock whole {};
    whole.l_type = type;
    whole.l_whence = SEEK_SET;
    return whole;
}
/// The whole file for us alone, until it is unlocked or this process, killed perhaps, and all that it forked have closed
/// and unmapped it.
inline bool lock_file(int file) noexcept {
    const struct flock whole = whole_file(F_WRLCK);
    return fcntl(file, F_OFD_SETLK, &whole) == 0;
}
/// Needed where it is closed and still mapped.
inline void unlock_file(int file) noexcept {
    const struct flock whole = whole_file(F_UNLCK);
    fcntl(file, F_OFD_SETLK, &whole);
}

enum class Placing : unsigned char {
    done,
    refused,
    taken_by_us,  ///< another recording of this process stands there
};

/// Who wrote a recording, as far as it can be read.
struct Writer {
    unsigned long long process = 0;
    char program[sizeof layout::WriterFacts::program] = "";
    bool is_us = false;

    explicit Writer(const layout::FileHead& head) noexcept
        : process{head.writer.process},
          is_us{head.writer.process == static_cast<std::uint64_t>(getpid()) && load(first_recorded_utc) != 0 &&
                head.writer.created_utc >= load(first_recorded_utc)} {
        // It may be anybody's file: no control character goes on to a terminal.
        for (std::size_t i = 0; i + 1 < sizeof program && head.writer.program[i] != '\0'; ++i)
            program[i] = head.writer.program[i] < ' ' || head.writer.program[i] == 127 ? '?' : head.writer.program[i];
    }
};

/// Something stands at the path: it stays, or the file takes its place. `old` is open on it.
WEIR_COLD inline Placing replace(int old, const char* name, const char* path, bool may_replace, bool keeps_own,
                                 Refusal& why) noexcept {
    layout::FileHead head{};
    const ssize_t size = pread(old, &head, sizeof head, 0);
    if (size < static_cast<ssize_t>(sizeof head.magic) ||
        std::memcmp(head.magic, layout::FileHead::magic_bytes, sizeof head.magic) != 0) {
        why.say("cannot record into %s: expected no file there or a recording, found a file that is none, which is "
                "never replaced; choose another path",
                path);
        return Placing::refused;
    }
    const Writer writer{head};
    if (writer.is_us && keeps_own) return Placing::taken_by_us;
    struct flock whole = whole_file(F_WRLCK);
    // Taken where it is to be replaced, so that of two that are about to replace it one finds it taken.
    const bool lives = may_replace ? !lock_file(old) : fcntl(old, F_OFD_GETLK, &whole) != 0 || whole.l_type != F_UNLCK;
    if (lives) {
        why.say("cannot record into %s: process %llu (%s) is recording into it; choose another path", path,
                writer.process, writer.program);
        return Placing::refused;
    }
    if (!may_replace) {
        why.say("cannot record into %s: it holds what process %llu (%s) recorded, which has ended; remove it, choose "
                "another path, or have it replaced (RecordOptions::replace, WEIR_RECORD_REPLACE=1)",
                path, writer.process, writer.program);
        return Placing::refused;
    }
    struct stat opened, there;
    if (fstat(old, &opened) != 0 || lstat(path, &there) != 0 || opened.st_ino != there.st_ino ||
        opened.st_dev != there.st_dev) {
        why.say("cannot record into %s: somebody else replaced it at this moment; choose another path", path);
        return Placing::refused;
    }
    if (rename(name, path) == 0) return Placing::done;
    why.say("cannot record into %s: the recording there cannot be replaced: %m; choose another path", path);
    return Placing::refused;
}

/// Gives the file its path. `keeps_own`: what this process recorded is not replaced either.
WEIR_COLD inline Placing place(const char* name, const char* path, bool may_replace, bool keeps_own,
                               Refusal& why) noexcept {
    constexpr unsigned no_replace = 1;  // RENAME_NOREPLACE, which is not in all C libraries
    if (syscall(SYS_renameat2, AT_FDCWD, name, AT_FDCWD, path, no_replace) == 0) return Placing::done;
    // Not all file systems know it.
    if ((errno == EINVAL || errno == ENOSYS) && link(name, path) == 0) {
        unlink(name);
        return Placing::done;
    }
    struct stat there;
    if (errno != EEXIST || lstat(path, &there) != 0) {
        why.say("cannot record into %s: the file cannot be given that name: %m; choose another path", path);
        return Placing::refused;
    }
    if (!S_ISREG(there.st_mode)) {
        why.say("cannot record into %s: expected no file there or a recording, found %s; choose another path", path,
                S_ISDIR(there.st_mode)    ? "a folder"
                : S_ISLNK(there.st_mode)  ? "a symbolic link"
                : S_ISFIFO(there.st_mode) ? "a pipe"
                                          : "a device or a socket");
        return Placing::refused;
    }
    const int old = ::open(path, (may_replace ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (old < 0) {
        why.say("cannot record into %s: there is a file that cannot be opened: %m; choose another path", path);
        return Placing::refused;
    }
    const Placing placing = replace(old, name, path, may_replace, keeps_own, why);
    ::close(old);
    return placing;
}

}  // namespace weir::inline WEIR_ABI::detail
