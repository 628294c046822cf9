// Files in memory, and what happens where somebody cuts them shorter.
#include "support/catch.hpp"

#include <weir/base/mapped_file.hpp>

#include <cerrno>
#include <csetjmp>
#include <cstring>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>

using weir::detail::FileAccess;
using weir::detail::MappedFile;

namespace {

const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));

/// A file without a name, of so many pages full of 'x'.
class File {
public:
    explicit File(std::size_t pages, int flags = O_RDWR)
        : descriptor{open("a_file", O_RDWR | O_CREAT | O_TRUNC, 0600)} {
        REQUIRE(descriptor >= 0);
        const std::vector<char> xs(pages * page, 'x');
        REQUIRE(write(descriptor, xs.data(), xs.size()) == static_cast<ssize_t>(xs.size()));
        if (flags != O_RDWR) {
            close(descriptor);
            descriptor = open("a_file", flags);
            REQUIRE(descriptor >= 0);
        }
        unlink("a_file");
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { close(descriptor); }
    void cut_to(std::size_t size) const { REQUIRE(ftruncate(descriptor, static_cast<off_t>(size)) == 0); }

    int descriptor;
};

volatile char* bytes_of(const MappedFile& mapped) { return static_cast<volatile char*>(mapped.data()); }

/// How a process ends that does so.
template <class F>
int ending_of(F f) {
    const pid_t child = fork();
    if (child == 0) {
        f();
        _exit(0);
    }
    int status = -1;
    REQUIRE(waitpid(child, &status, 0) == child);
    return status;
}
void touch_a_lost_page_of_nobody() {
    const int file = open("of_nobody", O_RDWR | O_CREAT, 0600);
    const auto* const lost = static_cast<const volatile char*>(mmap(nullptr, page, PROT_READ, MAP_SHARED, file, 0));
    unlink("of_nobody");
    static_cast<void>(*lost);
}

}  // namespace

TEST_CASE("two mappings of one file are the same bytes") {
    const File file{2};
    MappedFile writer, reader;
    REQUIRE(writer.map(file.descriptor, 0, 2 * page, FileAccess::write) == 0);
    REQUIRE(reader.map(file.descriptor, page, page, FileAccess::read) == 0);
    CHECK(reader.size() == page);
    CHECK(bytes_of(reader)[5] == 'x');
    bytes_of(writer)[page + 5] = 'y';
    CHECK(bytes_of(reader)[5] == 'y');
    CHECK_FALSE(writer.torn());

    MappedFile moved{std::move(writer)};
    CHECK(writer.data() == nullptr);  // NOLINT(bugprone-use-after-move): that is what is asked
    CHECK(bytes_of(moved)[page + 5] == 'y');
    reader = std::move(moved);
    CHECK(bytes_of(reader)[page + 5] == 'y');
    reader.unmap();
    CHECK(reader.data() == nullptr);
}

TEST_CASE("what can't be mapped is an errno, and nothing is mapped") {
    MappedFile mapped;
    CHECK(mapped.map(-1, 0, page, FileAccess::read) == EBADF);
    const File file{1, O_RDONLY};
    CHECK(mapped.map(file.descriptor, 0, page, FileAccess::write) == EACCES);
    CHECK(mapped.map(file.descriptor, 1, page, FileAccess::read) == EINVAL);
    CHECK(mapped.data() == nullptr);
    CHECK_FALSE(mapped.torn());
}

TEST_CASE("a file that is cut shorter reads as zeros where it was, and says so") {
    const File file{8}, other{2};
    MappedFile writer, reader, untouched;
    REQUIRE(writer.map(file.descriptor, 0, 8 * page, FileAccess::write) == 0);
    REQUIRE(reader.map(file.descriptor, 0, 8 * page, FileAccess::read) == 0);
    REQUIRE(untouched.map(other.descriptor, 0, 2 * page, FileAccess::read) == 0);
    file.cut_to(page + 10);
    CHECK(bytes_of(reader)[page + 9] == 'x');
    CHECK_FALSE(reader.torn());
    for (std::size_t i = 2; i < 8; ++i) CHECK(bytes_of(reader)[i * page] == 0);
    CHECK(reader.torn());
    CHECK_FALSE(writer.torn());

    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (std::size_t i = t; i < 8 * page; i += 64) bytes_of(writer)[i] = 'z';
        });
    for (auto& thread : threads) thread.join();
    CHECK(writer.torn());
    CHECK(bytes_of(reader)[64] == 'z');  // what is left of the file is shared as before
    CHECK_FALSE(untouched.torn());
}

TEST_CASE("a later mapping takes nothing over from an earlier one") {
    const File file{1};
    {
        MappedFile mapped;
        REQUIRE(mapped.map(file.descriptor, 0, page, FileAccess::read) == 0);
        file.cut_to(0);
        CHECK(bytes_of(mapped)[0] == 0);
        CHECK(mapped.torn());
    }
    const File other{1};
    MappedFile mapped;
    REQUIRE(mapped.map(other.descriptor, 0, page, FileAccess::read) == 0);
    CHECK_FALSE(mapped.torn());
    CHECK(bytes_of(mapped)[0] == 'x');
}

TEST_CASE("zeros of this process alone can take the file's place") {
    const File file{1};
    MappedFile mapped, other;
    REQUIRE(mapped.map(file.descriptor, 0, page, FileAccess::write) == 0);
    REQUIRE(other.map(file.descriptor, 0, page, FileAccess::read) == 0);
    void* const before = mapped.data();
    REQUIRE(mapped.replace_by_zeros() == 0);
    CHECK(mapped.data() == before);
    CHECK(bytes_of(mapped)[0] == 0);
    bytes_of(mapped)[0] = 'y';
    CHECK(bytes_of(other)[0] == 'x');
}

TEST_CASE("a signal that is about no mapping of ours ends the process as it would have") {
    const File file{1};
    MappedFile mapped;
    REQUIRE(mapped.map(file.descriptor, 0, page, FileAccess::read) == 0);
    const auto as_by_default = [](void (*then)()) {
        return ending_of([then] {
            weir::detail::bus_guard.before = {};  // a sanitizer has a handler of its own
            then();
        });
    };
    const int lost = as_by_default(touch_a_lost_page_of_nobody);
    REQUIRE(WIFSIGNALED(lost));
    CHECK(WTERMSIG(lost) == SIGBUS);
    const int sent = as_by_default([] { raise(SIGBUS); });
    REQUIRE(WIFSIGNALED(sent));
    CHECK(WTERMSIG(sent) == SIGBUS);
}

TEST_CASE("a signal that is about no mapping of ours goes to the handler that was there before") {
    static sigjmp_buf back;
    const int ending = ending_of([] {
        // As in a process whose first mapping comes after its handler.
        weir::detail::bus_guard.installed = false;
        struct sigaction mine {};
        mine.sa_handler = [](int) { siglongjmp(back, 1); };
        sigaction(SIGBUS, &mine, nullptr);
        const int file = open("cut", O_RDWR | O_CREAT, 0600);
        unlink("cut");
        MappedFile mapped;
        if (mapped.map(file, 0, page, FileAccess::write) != 0) _exit(1);
        if (bytes_of(mapped)[0] != 0 || !mapped.torn()) _exit(2);
        if (sigsetjmp(back, 1) == 0) {
            touch_a_lost_page_of_nobody();
            _exit(3);
        }
        _exit(42);
    });
    REQUIRE(WIFEXITED(ending));
    CHECK(WEXITSTATUS(ending) == 42);
}

TEST_CASE("who ignores the signal is not killed by one that was sent, and is by one that is real") {
    const auto with_ignored = [](void (*then)()) {
        return ending_of([then] {
            weir::detail::bus_guard.installed = false;
            struct sigaction ignore {};
            ignore.sa_handler = SIG_IGN;
            sigaction(SIGBUS, &ignore, nullptr);
            const File file{1};
            MappedFile mapped;
            if (mapped.map(file.descriptor, 0, page, FileAccess::read) != 0) _exit(1);
            then();
            _exit(42);
        });
    };
    const int sent = with_ignored([] { raise(SIGBUS); });
    REQUIRE(WIFEXITED(sent));
    CHECK(WEXITSTATUS(sent) == 42);
    const int real = with_ignored(touch_a_lost_page_of_nobody);
    REQUIRE(WIFSIGNALED(real));
    CHECK(WTERMSIG(real) == SIGBUS);
}
