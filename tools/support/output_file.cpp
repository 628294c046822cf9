#include "support/output_file.hpp"

#include "support/exit.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace weir_tool {

namespace {

[[noreturn]] void refuse(const std::string& path, const char* what) {
    throw Unusable{fmt::format("{} {}: {}", path, what, std::generic_category().message(errno))};
}

void require_different(const std::string& output, const std::string& input) {
    struct stat a {
    }, b{};
    if (output != "-" && stat(output.c_str(), &a) == 0 && stat(input.c_str(), &b) == 0 && a.st_dev == b.st_dev &&
        a.st_ino == b.st_ino)
        throw Unusable{fmt::format("{}: expected a file that is not read at the same time, found the recording {}",
                                   output, input)};
}

}  // namespace

std::string resolved(const std::string& path) {
    const std::unique_ptr<char, decltype(&std::free)> real{realpath(path.c_str(), nullptr), &std::free};
    return real == nullptr ? path : std::string{real.get()};
}

void require_output_beside(const std::string& output, const std::vector<std::string>& inputs) {
    if (output == "-" && isatty(STDOUT_FILENO) != 0)
        throw Unusable{"expected standard output to lead to a file or a program, found a terminal"};
    for (const std::string& input : inputs) require_different(output, input);
}

OutputFile::OutputFile(const std::string& path) : path_{path} {
    if (path == "-") {
        out_.emplace();
        return;
    }
    path_ = resolved(path);
    struct stat there {};
    const bool is_there = stat(path_.c_str(), &there) == 0;
    if (is_there && S_ISDIR(there.st_mode))
        throw Unusable{fmt::format("{}: expected a file to write to, found a folder", path)};
    if (is_there && !S_ISREG(there.st_mode)) {
        descriptor_ = open(path_.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor_ < 0) refuse(path, "cannot be written");
    } else {
        unfinished_ = fmt::format("{}.unfinished-{}", path_, getpid());
        descriptor_ = open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor_ < 0) refuse(unfinished_, "cannot be made");
    }
    out_.emplace(descriptor_, path);
}

OutputFile::~OutputFile() {
    if (descriptor_ > 1) close(descriptor_);
    if (!unfinished_.empty()) std::remove(unfinished_.c_str());
}

void OutputFile::finish() {
    out_->flush();
    if (descriptor_ == 1) return;
    const int closed = close(std::exchange(descriptor_, -1));  // some file systems tell only now that there is no room
    if (closed != 0) refuse(path_, "cannot be written");
    if (unfinished_.empty()) return;
    if (std::rename(unfinished_.c_str(), path_.c_str()) != 0) refuse(path_, "cannot be replaced");
    unfinished_.clear();
}

}  // namespace weir_tool
