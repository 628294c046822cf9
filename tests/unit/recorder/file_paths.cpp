// Where a pipeline can be recorded and where not: nothing that is there is lost, and the error says what to do.
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/recordings.hpp"

#include <weir/record.hpp>
#include <weir/report.hpp>

#include <csignal>
#include <cstring>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

using Clock = weir::ManualClock;
using weir_test::Path;

namespace {

void spend(int ms) { Clock::advance(weir::milliseconds(ms)); }
using Run = weir::Pipeline<weir::Stage<"spend", spend>, weir::Name<"spending">, Clock, weir::Trace<16>>;

std::string refusal(const Run& run, const std::string& path, weir::RecordOptions options = {}) {
    try {
        weir::record(run, path, options);
    } catch (const weir::RecordError& error) { return error.what(); }
    return "no error";
}
std::string text_of(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}
/// A process that records three runs and is killed.
void leave_behind(const std::string& path) {
    REQUIRE(WIFSIGNALED(weir_test::ending_of([&] {
        const Run run;
        weir::record(run, path);
        for (int i = 0; i < 3; ++i) run(1);
        std::raise(SIGKILL);
    })));
}

void make_socket(const char* path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    const int made = socket(AF_UNIX, SOCK_STREAM, 0);
    static_cast<void>(bind(made, reinterpret_cast<const sockaddr*>(&address), sizeof address));
    close(made);
}

// In the test's own folder, or where no file can be made: should this ever replace what it must not, nothing is lost.
struct BadPath {
    const char* what;
    std::string path;
    std::function<void()> make;
    std::vector<const char*> says;
    bool replace = false;
};

}  // namespace

TEST_CASE("paths that can't be recorded to: a clear error, nothing changed, and the pipeline runs on in memory") {
    const std::string long_name(300, 'x');
    const BadPath bad[] = {
        {"no path", "", [] {}, {"cannot record into ", "choose"}},
        {"no such folder", "missing/a.weir", [] {}, {"missing/a.weir", "No such file or directory", "choose a folder"}},
        {"a folder that cannot be written to", "/proc/a.weir", [] {}, {"/proc/a.weir", "choose a folder"}},
        {"a file for a folder", "file/a.weir", [] { std::ofstream{"file"} << "x"; }, {"Not a directory"}},
        {"a name that is too long", long_name, [] {}, {"File name too long", "choose another path"}},
        {"a folder", "folder", [] { mkdir("folder", 0700); }, {"folder", "found a folder", "choose another path"}},
        {"a folder, to be replaced", "folder", [] { mkdir("folder", 0700); }, {"found a folder"}, true},
        {"a pipe", "pipe", [] { mkfifo("pipe", 0600); }, {"found a pipe"}},
        {"a pipe, to be replaced", "pipe", [] { mkfifo("pipe", 0600); }, {"found a pipe"}, true},
        {"a socket", "socket", [] { make_socket("socket"); }, {"found a device or a socket"}, true},
        {"a symbolic link", "link", [] { static_cast<void>(symlink("nowhere", "link")); }, {"symbolic link"}, true},
        {"some other file", "other", [] { std::ofstream{"other"} << "not a recording"; }, {"a file that is none"}},
        {"some other file, to be replaced", "other", [] {}, {"a file that is none", "never replaced"}, true},
        {"an empty file, to be replaced", "empty", [] { std::ofstream{"empty"}; }, {"a file that is none"}, true},
    };
    for (const BadPath& each : bad) {
        INFO(each.what);
        each.make();
        const std::size_t files = weir_test::files_in(".");
        const Run run;
        run(1);
        const std::string error = refusal(run, each.path, {.replace = each.replace});
        INFO(error);
        for (const char* const part : each.says) CHECK(error.find(part) != std::string::npos);
        CHECK(error.find(each.path) != std::string::npos);
        CHECK(weir_test::files_in(".") == files);
        run(1);
        CHECK(weir::report(run).runs == 2);
        CHECK(weir::report(run).losses.unrecorded == 0);
    }
    CHECK(text_of("other") == "not a recording");
}

TEST_CASE("a file that is being recorded into is refused, whoever asks, and is not harmed") {
    const Path path{"live.weir"};
    const Run first, second;
    weir::record(first, path);
    first(1);
    for (const bool replace : {false, true}) {
        const std::string error = refusal(second, path, {.replace = replace});
        INFO(error);
        CHECK(error.find("process " + std::to_string(getpid())) != std::string::npos);
        CHECK(error.find("is recording into it; choose another path") != std::string::npos);
        CHECK(weir_test::ending_of([&] {
                  const Run other;
                  if (refusal(other, path, {.replace = replace}).find("is recording into it") == std::string::npos)
                      _exit(1);
              }) == 0);
    }
    first(1);
    CHECK(weir::report(weir_test::checked(path)).runs == 2);
    CHECK(weir_test::checked(path).is_live());
}

TEST_CASE("what a killed process left is read, refused, and replaced for who asks") {
    const Path path{"left.weir"};
    leave_behind(path);
    CHECK(weir::report(weir_test::checked(path)).runs == 3);
    CHECK_FALSE(weir_test::checked(path).is_live());
    CHECK_FALSE(weir_test::checked(path).closed_utc());

    const Run run;
    run(5);
    const std::string error = refusal(run, path);
    INFO(error);
    CHECK(error.find("which has ended") != std::string::npos);
    CHECK(error.find("WEIR_RECORD_REPLACE=1") != std::string::npos);
    CHECK(weir::report(weir_test::checked(path)).runs == 3);

    const weir::Recording before = weir::open(path);
    weir::record(run, path, {.replace = true});
    CHECK(weir::report(weir_test::checked(path)).runs == 1);
    CHECK(weir::report(before).runs == 3);  // who reads the old one reads on
}

TEST_CASE("what ended in good order is refused too, also by the process that made it") {
    const Path path{"ended.weir"};
    {
        const Run run;
        weir::record(run, path);
        run(1);
    }
    CHECK(weir_test::checked(path).closed_utc());
    const Run run;
    CHECK(refusal(run, path).find("which has ended") != std::string::npos);
    weir::record(run, path, {.replace = true});
    CHECK(weir::report(weir_test::checked(path)).runs == 0);
}

TEST_CASE("what a reader holds is no less a leftover") {
    const Path path{"held.weir"};
    leave_behind(path);
    const weir::Recording held = weir::open(path);
    const Run run;
    weir::record(run, path, {.replace = true});
    CHECK(weir_test::checked(path).is_live());
}

TEST_CASE("a pipeline is recorded once") {
    const Path path{"once.weir"}, other{"twice.weir"};
    const Run run;
    weir::record(run, path);
    const std::string error = refusal(run, other);
    INFO(error);
    CHECK(error.find("'spending' is being recorded already, into once.weir") != std::string::npos);
    CHECK_THROWS_AS(weir::open(other), weir::FileError);
}

TEST_CASE("a damaged head of a leftover is replaced like any, and never printed as it is") {
    const Path path{"damaged.weir"};
    std::ofstream{path.text} << "\x89weir\r\n\x1a" << std::string(5000, '\x1b');
    const Run run;
    const std::string error = refusal(run, path);
    INFO(error);
    CHECK(error.find("which has ended") != std::string::npos);
    CHECK(error.find('\x1b') == std::string::npos);
    weir::record(run, path, {.replace = true});
    std::ofstream{"short.weir"} << "\x89weir\r\n\x1a";
    const Run other;
    weir::record(other, "short.weir", {.replace = true});
    CHECK(weir::report(weir_test::checked("short.weir")).runs == 0);
    std::remove("short.weir");
}

TEST_CASE("a limit on the size of files is an error, and not the end of the process") {
    CHECK(weir_test::ending_of([] {
              const rlimit limit{100'000, 100'000};
              setrlimit(RLIMIT_FSIZE, &limit);
              const Run run;
              if (refusal(run, "limited.weir").find("File too large") == std::string::npos) _exit(1);
          }) == 0);
    CHECK_THROWS_AS(weir::open("limited.weir"), weir::FileError);
}

TEST_CASE("more threads than a recording holds is an error") {
    const Run run;
    CHECK(refusal(run, "many.weir", {.shards = 2'000'000}).find("at most 1048576 threads") != std::string::npos);
}

TEST_CASE("a full disk is found at once") {
    mkdir("small", 0700);
    if (mount("none", "small", "tmpfs", 0, "size=600k") != 0) {
        WARN("skipped: a small tmpfs cannot be mounted, which takes root");
        CHECK(true);
        return;
    }
    {
        const Run run;
        run(1);
        const std::string error = refusal(run, "small/a.weir", {.shards = 100});
        INFO(error);
        CHECK(error.find("No space left on device") != std::string::npos);
        CHECK(error.find("100 threads") != std::string::npos);
        CHECK(error.find("RecordOptions::shards") != std::string::npos);
        CHECK(weir_test::files_in("small") == 0);
        weir::record(run, "small/a.weir", {.shards = 1});
        CHECK(weir::report(weir_test::checked("small/a.weir")).runs == 1);
    }
    CHECK(umount2("small", MNT_DETACH) == 0);
}

TEST_CASE("the head says who wrote the file, where, and what measuring costs") {
    const Path path{"head.weir"};
    const weir::Pipeline<weir::Stage<"spend", spend>> run;
    weir::record(run, path);
    const weir::Recording file = weir_test::checked(path);
    const auto& writer = file.head().writer;
    CHECK(writer.process == static_cast<std::uint64_t>(getpid()));
    CHECK(std::string{writer.program}.find("file_paths") != std::string::npos);
    CHECK(std::string{writer.boot}.size() == 36);
    CHECK(std::string{writer.compiler}.size() > 3);
    CHECK(std::string{writer.machine}.size() > 3);
    CHECK(std::string{writer.host}.size() > 0);
    CHECK(std::string{writer.weir_version} == "0.1.0");
    CHECK(file.head().cost.per_run > 0);
    struct stat there;
    REQUIRE(stat("head.weir", &there) == 0);
    CHECK((there.st_mode & 0777 & ~0640U) == 0);
}
