#include "processes.hpp"

#include "ingest/inflate.hpp"
#include "ingest/load.hpp"
#include "ingest/source.hpp"
#include "ingest/words.hpp"

#include <weir/panel/compare/comparable.hpp>

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace truth {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view work_word = "--work";

/// Whether the pipeline comes to its end on the file: an error takes its time elsewhere.
bool is_text(const ingest::Source& source) {
    try {
        ingest::Decode decode;
        const ingest::FileBytes bytes = ingest::Load{}(source);
        const ingest::Inflated inflated = ingest::Inflate{}(bytes);
        static_cast<void>(decode(inflated));
        return true;
    } catch (const std::exception&) { return false; }
}

}  // namespace

Folder::Folder() {
    path_ = fs::is_directory("/dev/shm") ? "/dev/shm/truth-XXXXXX"
                                         : (fs::temp_directory_path() / "truth-XXXXXX").string();
    if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error{"no folder can be made at " + path_};
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string Folder::take_texts(std::size_t count) const {
    constexpr std::uintmax_t least = 1'000, most = 2'000;
    std::vector<ingest::Source> found;
    for (const ingest::Source& source : ingest::default_sources().files)
        if (source.path.extension() == ".gz" && source.size >= least && source.size <= most && is_text(source))
            found.push_back(source);
    if (found.size() < count)
        throw std::runtime_error{"expected " + std::to_string(count) +
                                 " packed texts of 1 to 2 kB in /usr/share/doc, found " + std::to_string(found.size())};
    const std::string list = path_ + "/list";
    std::ofstream out{list};
    for (std::size_t i = 0; i < count; ++i) {
        const std::string copy = path_ + "/" + std::to_string(i) + ".gz";
        fs::copy_file(found[i * found.size() / count].path, copy);
        out << copy << "\n";
    }
    return list;
}

weir::Report record(const Folder& folder, Work work) {
    work.recording = folder.path() + "/a.weir";
    std::vector<std::string> words{"/proc/self/exe",
                                   std::string{work_word},
                                   work.recording,
                                   work.list,
                                   std::to_string(work.rounds),
                                   std::to_string(work.slow),
                                   std::to_string(work.slowdown)};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t process = 0;
    int status = -1;
    if (posix_spawn(&process, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0 ||
        waitpid(process, &status, 0) != process || status != 0)
        throw std::runtime_error{"a process that was to record failed"};
    weir::Report report = weir::comparable(weir::open(work.recording));
    fs::remove(work.recording);
    return report;
}

bool do_work_asked_for(int count, char** arguments) {
    if (count != 7 || arguments[1] != work_word) return false;
    do_work({arguments[2], arguments[3], std::atoi(arguments[4]), std::strtoul(arguments[5], nullptr, 10),
             std::strtod(arguments[6], nullptr)});
    return true;
}

}  // namespace truth
