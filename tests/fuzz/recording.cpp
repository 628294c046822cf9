// Whatever bytes a file has, all that the panel does with it ends, and ends well. Built with libFuzzer by WEIR_FUZZ; with
// replay.cpp by any compiler.
#include "sparse.hpp"

#include <weir/export/chrome.hpp>
#include <weir/export/text.hpp>
#include <weir/panel/merge.hpp>
#include <weir/panel/runs.hpp>
#include <weir/panel/verify.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

namespace {

/// A file in memory that stays mapped, and the path under which any reader finds it.
class MemoryFile {
public:
    MemoryFile()
        : number_{::memfd_create("fuzzed.weir", MFD_CLOEXEC)}, path_{"/proc/self/fd/" + std::to_string(number_)} {
        resize(weir_fuzz::most_bytes);
        bytes_ = static_cast<char*>(
            ::mmap(nullptr, weir_fuzz::most_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, number_, 0));
        if (bytes_ == MAP_FAILED) std::abort();
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    /// Becomes what the input stands for.
    void become(const std::uint8_t* data, std::size_t size) {
        resize(weir_fuzz::most_bytes);
        for (const auto& [offset, count] : written_) std::memset(bytes_ + offset, 0, count);
        written_.clear();
        std::size_t end = 0;
        const bool is_sealed =
            weir_fuzz::for_each_piece(data, size, [&](std::size_t offset, const std::uint8_t* from, std::size_t count) {
                if (count != 0) std::memcpy(bytes_ + offset, from, count);
                written_.emplace_back(offset, count);
                end = std::max(end, offset + count);
            });
        if (is_sealed) seal(end);
        resize(end);
    }

private:
    void resize(std::size_t size) const {
        if (::ftruncate(number_, static_cast<off_t>(size)) != 0) std::abort();
    }
    /// Makes the checksum and the fingerprint those of what is there, where that can be said.
    void seal(std::size_t size) {
        using namespace weir::layout;
        if (size < FileHead::page) return;
        auto& head = *reinterpret_cast<FileHead*>(bytes_);
        if (head.schema.offset % 8 != 0 || head.schema.offset > size || head.schema.size > size - head.schema.offset ||
            head.schema.size < sizeof(Schema))
            return;
        const auto& schema = *reinterpret_cast<const Schema*>(bytes_ + head.schema.offset);
        if (size_of(schema) != head.schema.size) return;
        head.fingerprint = fingerprint_of(schema);
        head.checksum = checksum_of(&schema, head.schema.size, checksum_of(&head, offsetof(FileHead, checksum)));
        written_.emplace_back(0, sizeof(FileHead));
    }

    int number_;
    std::string path_;
    char* bytes_ = nullptr;
    std::vector<std::pair<std::size_t, std::size_t>> written_;  ///< offsets and sizes
};

void read_all(const std::string& path, bool& opened) {
    std::vector<weir::Recording> files;
    files.push_back(weir::open(path));
    opened = true;
    std::ostringstream text;
    text << weir::report(files.front());
    const weir::panel::Source source = files.front().source();
    weir::RunFilter filter;
    filter.key = "a*b";
    for (const auto order : {weir::RunOrder::slowest, weir::RunOrder::oldest})
        for (const weir::RunView& run : weir::panel::select_runs(source, 3, order).runs) {
            text << run.key << run.error << run.outcome_stage;
            for (const auto& capture : run.captures) text << capture.name << weir::panel::value_text(capture);
        }
    static_cast<void>(weir::panel::select_runs(source, 3, weir::RunOrder::newest, filter));
    std::ostringstream trace;
    trace.setstate(std::ios::failbit);  // what is written is not needed
    weir::write_chrome(files.front(), trace);
    static_cast<void>(weir::verify(files.front()));
    static_cast<void>(weir::report(files));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static MemoryFile file;
    file.become(data, size);
    bool opened = false;
    try {
        read_all(file.path(), opened);
    } catch (const weir::FormatError&) {
    } catch (const weir::FileError&) {}
    return opened ? 0 : -1;  // -1: not worth keeping
}
